import Editorial

/// A still picture posing as video, be there grain over it. The thumbs of each sixth of the take are averaged, which takes the grain
/// out; the raw number is how much these six differ from one to the next, in code values.
package struct Still: Feature {
    package static let names = [ScoreName("still", "1 when something happens in the take, 0 for a still picture")]

    private static let parts = 6

    package init() {}

    package func judge(_ clip: ClipRecord) -> Findings {
        guard clip.count >= Self.parts else { return Findings(["still": Part(score: 0, raw: 0)]) }
        let means = (0..<Self.parts).map { Self.mean(clip, $0 * clip.count / Self.parts..<($0 + 1) * clip.count / Self.parts) }
        let raw = Statistics.mean(zip(means, means.dropFirst()).map { Self.distance($0, $1) })
        return Findings(["still": Part(score: 1 - 1 / (1 + 1.5 * raw), raw: raw)])
    }

    private static func mean(_ clip: ClipRecord, _ frames: Range<Int>) -> [Float] {
        var sums = [Float](repeating: 0, count: Thumb.lumaCells)
        for frame in frames { for (index, value) in clip.luma(frame).enumerated() { sums[index] += value } }
        return sums.map { $0 / Float(frames.count) }
    }

    private static func distance(_ a: [Float], _ b: [Float]) -> Double {
        Double(zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) }) / Double(a.count)
    }
}
