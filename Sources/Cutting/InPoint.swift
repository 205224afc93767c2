import Editorial
import Timebase

/// Which frames of a take a clip shows, and how fast.
///
/// A take that is long enough runs at its own speed and is set so that its strongest motion falls on the strongest beat of the
/// slot; a take that is too short is slowed just so much that its last usable frame is the clip's last.
struct InPoint {
    var source: FrameRange
    var speed: Rational

    /// Frames at a take's start in which generators still settle; skipped when there is slack.
    static let wakeUp = 3

    /// - Parameters:
    ///   - record: frames of the film.
    ///   - beats: frames of the clip (0 is its first) on which beats fall, the strongest first.
    ///   - tail: frames of the film wanted after the clip for a dissolve; given up when the take has no room.
    init(take: Candidate, record: FrameRange, rate: FrameRate, beats: [Int], tail: Int) {
        let usable = take.usable
        let ratio = take.rate.framesPerSecond / rate.framesPerSecond
        /// Source frames from the first shown to the one shown at an offset.
        func span(_ offset: Int) -> Int { Int((Rational(Int64(offset)) * ratio).floor) }

        let needed = span(record.count - 1) + 1
        guard needed <= usable.count else {
            // offset / rate * speed * sourceRate stays below the usable frames for every offset of the clip.
            speed = Rational(Int64(usable.count), Int64(record.count)) / ratio
            source = usable
            return
        }
        speed = Rational(1)
        let handle = min(span(record.count - 1 + tail) + 1, usable.count)
        let latest = usable.end - handle
        let skip = take.verdict.usable == nil ? max(usable.start, min(Self.wakeUp, latest)) : usable.start
        let slack = min(skip, latest)...latest
        let starts = take.scores.map { scores in beats.lazy.map { scores.motionPeak - span($0) } }
        let start = starts?.first { slack.contains($0) } ?? slack.lowerBound + (latest - slack.lowerBound) / 2
        source = FrameRange(start: start, count: needed)
    }
}
