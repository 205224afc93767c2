package import Timebase

/// What remains of a take when its blemishes are cut away.
package enum UsableRange {
    /// The longest stretch without a blemish when it is worth having: a second, or half the take. Nil when it is not.
    ///
    /// - Parameter blemishes: frames that must not be shown; one without frames is a place that must not be played across.
    package static func find(frames: Int, rate: FrameRate, around blemishes: [FrameRange]) -> FrameRange? {
        var sound = [Bool](repeating: true, count: frames)
        var splits: Set<Int> = []
        for blemish in blemishes {
            splits.insert(blemish.start)
            for frame in blemish.indices where frame < frames { sound[frame] = false }
        }
        var best = 0..<0
        for run in Statistics.runs(of: sound) {
            var start = run.lowerBound
            for end in run.lowerBound + 1...run.upperBound where end == run.upperBound || splits.contains(end) {
                if end - start > best.count { best = start..<end }
                start = end
            }
        }
        guard !best.isEmpty, best.count >= max(1, rate.frames(lasting: 1)) || best.count * 2 >= frames else { return nil }
        return FrameRange(best)
    }
}
