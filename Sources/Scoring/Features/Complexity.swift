import Editorial
import Foundation

/// Spatial and temporal information after ITU-T P.910 (07/2022, 7.7): the standard deviation over the picture of its Sobel-filtered luma
/// (SI) and of the difference from the frame before (TI), on the proxy. P.910 takes the greatest over time; the median kept here
/// does not hang on one frame.
package struct Complexity: Feature {
    package static let names = [
        ScoreName("si", "spatial information: 0 for a plain picture, 1 for one full of edges; neither is good or bad"),
        ScoreName("ti", "temporal information: 0 when nothing changes, 1 when everything does; neither is good or bad"),
    ]

    private var spatial: [Double] = []

    package init() {}

    package mutating func see(_ picture: Picture) {
        if picture.isSampled { spatial.append(Self.spatialInformation(picture.luma)) }
    }

    package func judge(_ clip: ClipRecord) -> Findings {
        let (si, ti) = (Statistics.median(spatial), Statistics.median(clip.differences(\.changeDeviation)))
        return Findings(["si": Part(score: si / (si + 50), raw: si), "ti": Part(score: ti / (ti + 15), raw: ti)])
    }

    static func spatialInformation(_ plane: Plane) -> Double {
        guard plane.width > 2, plane.height > 2 else { return 0 }
        var (sum, squares) = (0.0, 0.0)
        for y in 1..<plane.height - 1 {
            let (above, line, below) = (plane.row(y - 1), plane.row(y), plane.row(y + 1))
            var (rowSum, rowSquares): (Float, Float) = (0, 0)
            for x in 1..<plane.width - 1 {
                let right = Int32(above[x + 1]) &+ 2 &* Int32(line[x + 1]) &+ Int32(below[x + 1])
                let left = Int32(above[x - 1]) &+ 2 &* Int32(line[x - 1]) &+ Int32(below[x - 1])
                let up = Int32(above[x - 1]) &+ 2 &* Int32(above[x]) &+ Int32(above[x + 1])
                let down = Int32(below[x - 1]) &+ 2 &* Int32(below[x]) &+ Int32(below[x + 1])
                let (across, along) = (right &- left, down &- up)
                let square = Float(across &* across &+ along &* along)
                rowSum += square.squareRoot()
                rowSquares += square
            }
            sum += Double(rowSum)
            squares += Double(rowSquares)
        }
        let count = Double((plane.width - 2) * (plane.height - 2))
        return max(0, squares / count - (sum / count) * (sum / count)).squareRoot()
    }
}
