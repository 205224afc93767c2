import Editorial

/// Grain: the mean |Laplacian| at the file's own size over that at half size. Detail of a picture is found at both,
/// noise of single pixels averages out, so the quotient rises with it.
package struct Noise: Feature {
    package static let names = [ScoreName("noise", "1 for a clean picture, 0 for heavy grain")]

    private var values: [Double] = []
    private var halves: [UInt8] = []

    package init() {}

    package mutating func see(_ picture: Picture) {
        guard let native = picture.native, native.width >= 8, native.height >= 8 else { return }
        let (width, height) = (native.width / 2, native.height / 2)
        if halves.count != width * height { halves = [UInt8](repeating: 0, count: width * height) }
        let half = halves.withUnsafeMutableBufferPointer { halves in
            for y in 0..<height {
                let (top, bottom, out) = (native.row(2 * y), native.row(2 * y + 1), halves.baseAddress! + y * width)
                for x in 0..<width {
                    let sum = UInt16(top[2 * x]) &+ UInt16(top[2 * x + 1]) &+ UInt16(bottom[2 * x]) &+ UInt16(bottom[2 * x + 1])
                    out[x] = UInt8(truncatingIfNeeded: (sum &+ 2) >> 2)
                }
            }
            return Self.meanLaplacian(Plane(base: UnsafePointer(halves.baseAddress!), width: width, height: height, stride: width))
        }
        values.append((Self.meanLaplacian(native) + 0.05) / (half + 0.1))
    }

    package func judge(_ clip: ClipRecord) -> Findings {
        let raw = Statistics.median(values)
        return Findings(["noise": Part(score: Statistics.ramp(raw, from: 2, to: 0.6), raw: raw)])
    }

    static func meanLaplacian(_ plane: Plane) -> Double {
        var sum = 0
        for y in 1..<plane.height - 1 {
            let (above, line, below) = (plane.row(y - 1), plane.row(y), plane.row(y + 1))
            var rowSum: Int32 = 0
            for x in 1..<plane.width - 1 {
                let around = Int16(above[x]) &+ Int16(below[x]) &+ Int16(line[x - 1]) &+ Int16(line[x + 1])
                rowSum &+= Int32(abs(around &- 4 &* Int16(line[x])))
            }
            sum += Int(rowSum)
        }
        return Double(sum) / Double((plane.width - 2) * (plane.height - 2))
    }
}
