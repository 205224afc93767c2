import Editorial

/// The blur effect of Crété-Roffet, Dolmiere, Ladret and Nicolas (2007, doi 10.1117/12.702790): how little of the difference
/// between neighbours is lost when the picture is blurred once more. Nearly free of contrast, so it compares across shots.
package struct Softness: Feature {
    package static let names = [ScoreName("softness", "1 for crisp edges, 0 for a blurred picture")]

    private var values: [Double] = []

    package init() {}

    package mutating func see(_ picture: Picture) {
        if let native = picture.native { values.append(Self.blur(native)) }
    }

    /// Sharp pictures lie at 0.2–0.4, soft ones above 0.55.
    package func judge(_ clip: ClipRecord) -> Findings {
        let raw = Statistics.median(values)
        return Findings(["softness": Part(score: Statistics.ramp(raw, from: 0.8, to: 0.25), raw: raw)])
    }

    /// 0 crisp to 1 blurred; the worse axis. With a box of 9 the blurred difference of neighbours is a ninth of the
    /// difference of the pixels entering and leaving the box, so no blurred picture is needed. Every other row is enough.
    static func blur(_ plane: Plane) -> Double {
        guard plane.width > 10, plane.height > 10 else { return 0 }
        var (across, acrossLost) = (0, 0)
        var (down, downLost) = (0, 0)
        for y in stride(from: 0, to: plane.height, by: 2) {
            let line = plane.row(y)
            let row = compare(line + 5, line + 4, entering: line + 9, leaving: line, plane.width - 9)
            across += row.whole
            acrossLost += row.lost
        }
        for y in stride(from: 5, to: plane.height - 4, by: 2) {
            let row = compare(plane.row(y), plane.row(y - 1), entering: plane.row(y + 4), leaving: plane.row(y - 5), plane.width)
            down += row.whole
            downLost += row.lost
        }
        let shares = [(acrossLost, across), (downLost, down)].map { $0.1 == 0 ? 0 : 1 - Double($0.0) / Double($0.1) }
        return shares.max() ?? 0
    }

    /// Sums over a row, in ninths: of |difference|, and of its loss by the blur.
    private static func compare(
        _ now: UnsafePointer<UInt8>, _ before: UnsafePointer<UInt8>, entering: UnsafePointer<UInt8>, leaving: UnsafePointer<UInt8>,
        _ count: Int
    ) -> (whole: Int, lost: Int) {
        var (whole, lost): (Int32, Int32) = (0, 0)
        for x in 0..<count {
            let difference = 9 &* Int16(max(now[x], before[x]) &- min(now[x], before[x]))
            let blurred = Int16(max(entering[x], leaving[x]) &- min(entering[x], leaving[x]))
            whole &+= Int32(difference)
            lost &+= Int32(max(difference, blurred) &- blurred)
        }
        return (Int(whole), Int(lost))
    }
}
