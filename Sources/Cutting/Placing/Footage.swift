import Editorial
import Timebase

/// A take's frames numbered in the order in which they are shown: from its last one on where it runs backwards.
struct Footage {
    /// Frames that may be shown.
    let usable: FrameRange
    /// Frame with the most motion.
    let peak: Int?
    /// Frames of the take per frame of the film, at speed 1.
    let ratio: Rational
    let rate: FrameRate
    private let frames: Int
    private let isReversed: Bool
    /// Frames with which the take begins that are left out when there is slack.
    private let wakeUp: Int

    init(_ take: Candidate, filmRate: FrameRate, isReversed: Bool) {
        ratio = take.rate.framesPerSecond / filmRate.framesPerSecond
        rate = take.rate
        (frames, self.isReversed) = (take.frames, isReversed)
        wakeUp = take.verdict.usable == nil ? InPoint.wakeUp : 0
        let own = take.usable
        usable = isReversed ? FrameRange(start: take.frames - own.end, count: own.count) : own
        peak = take.scores.map { isReversed ? take.frames - 1 - $0.motionPeak : $0.motionPeak }
    }

    /// Frames from the first one shown to the one shown at an offset of the film.
    func span(_ offset: Int, at speed: Rational) -> Int { Int((Rational(Int64(offset)) * ratio * speed).floor) }

    /// Frames with which a clip may begin that shows `count` of them, or as many as there are.
    func starts(showing count: Int) -> ClosedRange<Int> {
        let count = min(count, usable.count)
        if isReversed {
            let latest = min(usable.end, frames - wakeUp) - count
            return usable.start...max(usable.start, latest)
        }
        let latest = usable.end - count
        return min(max(usable.start, min(wakeUp, latest)), latest)...latest
    }

    /// The take's own frames from one that is shown on.
    func own(start: Int, count: Int) -> FrameRange {
        FrameRange(start: isReversed ? frames - start - count : start, count: count)
    }
}
