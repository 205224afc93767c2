import Editorial
import Timebase

/// A still picture posing as video, be there grain over it or a slow zoom into it.
///
/// Blocks are matched over half a second; what the picture does as a whole (`FlowField.camera`) is taken off, and the raw number is how far
/// the tenth of the blocks that goes farthest still goes, in per cent of the width a second, the median over the take. Whatever the camera
/// does before a photograph, no block of it goes its own way. `drift` is how much the means of the take's sixths differ from one to the
/// next, in code values: how much of another picture it is at its end.
package struct Still: Feature {
    package static let names = [
        ScoreName("still", "1 when something happens in the take, 0 for a still picture, also a slow zoom into one"),
        ScoreName("drift", "how much the picture is another at the end: 0 the same, 1 another; neither is good or bad"),
    ]

    private static let parts = 6

    private var flow = BlockFlow()
    private var ways: [Double] = []

    package init() {}

    package mutating func see(_ picture: Picture) {
        let lag = max(1, picture.rate.frames(lasting: 0.5))
        guard let field = flow.see(picture.luma, lag: lag) else { return }
        ways.append((field.camera()?.farthest ?? field.meanLength) * picture.rate.doubleValue)
    }

    package func judge(_ clip: ClipRecord) -> Findings {
        let life = Statistics.median(ways)
        let drift = Self.drift(clip)
        return Findings([
            "still": Part(score: Statistics.ramp(life, from: 0.3, to: 1.5), raw: life),
            "drift": Part(score: 1 - 1 / (1 + 0.3 * drift), raw: drift),
        ])
    }

    private static func drift(_ clip: ClipRecord) -> Double {
        guard clip.count >= parts else { return 0 }
        let means = (0..<parts).map { mean(clip, $0 * clip.count / parts..<($0 + 1) * clip.count / parts) }
        return Statistics.mean(
            zip(means, means.dropFirst()).map { a, b in Double(zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) }) / Double(a.count) })
    }

    private static func mean(_ clip: ClipRecord, _ frames: Range<Int>) -> [Float] {
        var sums = [Float](repeating: 0, count: Thumb.lumaCells)
        for frame in frames { for (index, value) in clip.luma(frame).enumerated() { sums[index] += value } }
        return sums.map { $0 / Float(frames.count) }
    }
}
