import Editorial
import Foundation

/// Detail at the file's own size: ln(1 + variance of the Laplacian), the median of the sampled frames.
package struct Sharpness: Feature {
    package static let names = [
        ScoreName("sharpness", "how much fine detail the picture holds; compare inside a shot, since style decides most of it")
    ]

    private var values: [Double] = []

    package init() {}

    package mutating func see(_ picture: Picture) {
        if let native = picture.native { values.append(log(1 + Self.laplacianVariance(native))) }
    }

    package func judge(_ clip: ClipRecord) -> Findings {
        let raw = Statistics.median(values)
        return Findings(["sharpness": Part(score: Statistics.ramp(raw, from: 1, to: 8), raw: raw)])
    }

    static func laplacianVariance(_ plane: Plane) -> Double {
        guard plane.width > 2, plane.height > 2 else { return 0 }
        var (sum, squares) = (0, 0)
        for y in 1..<plane.height - 1 {
            let (above, line, below) = (plane.row(y - 1), plane.row(y), plane.row(y + 1))
            // A square is at most 1020², so 2048 of them fit 32 bits.
            for start in stride(from: 1, to: plane.width - 1, by: 2048) {
                var (partSum, partSquares): (Int32, Int32) = (0, 0)
                for x in start..<min(start + 2048, plane.width - 1) {
                    let around = Int32(above[x]) &+ Int32(below[x]) &+ Int32(line[x - 1]) &+ Int32(line[x + 1])
                    let value = around &- 4 &* Int32(line[x])
                    partSum &+= value
                    partSquares &+= value &* value
                }
                sum += Int(partSum)
                squares += Int(partSquares)
            }
        }
        let count = Double((plane.width - 2) * (plane.height - 2))
        let mean = Double(sum) / count
        return max(0, Double(squares) / count - mean * mean)
    }
}
