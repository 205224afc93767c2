import Editorial
import Timebase

/// Which frames of a take a clip shows, and how fast.
///
/// A take that is long enough runs at its own speed and is set so that its strongest motion falls on the strongest moment of the
/// slot for which there is room: a hit of the song before a beat, a strong beat before a weak one. Where no start gives room for a hit, the
/// take is slowed within the project's limits if that lands it. A take that is too short is slowed just so much that its last usable frame is the
/// clip's last.
struct InPoint {
    /// A moment of the slot that motion may fall on.
    struct Moment {
        /// Frames from the clip's first.
        var offset: Int
        var isHit: Bool
    }

    var source: FrameRange
    var speed: Rational
    /// Where its strongest motion falls; nil when it falls on nothing.
    var accent: Moment?

    /// Frames at a take's start in which generators still settle; skipped when there is slack.
    static let wakeUp = 3

    /// - Parameters:
    ///   - length: frames of the film.
    ///   - moments: the strongest first.
    ///   - tail: frames of the film wanted after the clip for a dissolve; given up when the take has no room.
    ///   - retime: the share by which the take may be slowed to land a hit; 0 for never.
    init(take: Candidate, length: Int, rate: FrameRate, moments: [Moment], tail: Int, retime: Double = 0) {
        let usable = take.usable
        let ratio = take.rate.framesPerSecond / rate.framesPerSecond
        /// Source frames from the first shown to the one shown at an offset.
        func span(_ offset: Int, at speed: Rational = Rational(1)) -> Int { Int((Rational(Int64(offset)) * ratio * speed).floor) }
        /// Frames at which the clip may start.
        func slack(at speed: Rational) -> ClosedRange<Int> {
            let handle = min(span(length - 1 + tail, at: speed) + 1, usable.count)
            let latest = usable.end - handle
            let skip = take.verdict.usable == nil ? max(usable.start, min(Self.wakeUp, latest)) : usable.start
            return min(skip, latest)...latest
        }

        let needed = span(length - 1) + 1
        guard needed <= usable.count else {
            // offset / rate * speed * sourceRate stays below the usable frames for every offset of the clip.
            speed = Rational(Int64(usable.count), Int64(length)) / ratio
            source = usable
            return
        }
        speed = Rational(1)
        let room = slack(at: speed)
        if let peak = take.scores?.motionPeak {
            accent = moments.first { room.contains(peak - span($0.offset)) }
            if let hit = moments.first(where: \.isHit), accent?.isHit != true, retime > 0 {
                // The peak comes too early for the hit, or what is left after it is too short: slower, both would fit.
                let before = Double(peak - room.lowerBound + 1) / (Double(hit.offset) * ratio.doubleValue)
                let after = Double(usable.end - peak - 1) / (Double(length - hit.offset + tail) * ratio.doubleValue)
                let slower = Rational(approximating: (min(before, after) * 1000).rounded(.down) / 1000, denominator: 1000)
                let start = peak - span(hit.offset, at: slower)
                if slower < Rational(1), slower.doubleValue >= 1 / (1 + retime), slack(at: slower).contains(start) {
                    speed = slower
                    accent = hit
                    source = FrameRange(start: start, count: span(length - 1, at: slower) + 1)
                    return
                }
            }
            if let accent {
                source = FrameRange(start: peak - span(accent.offset), count: needed)
                return
            }
        }
        source = FrameRange(start: room.lowerBound + (room.upperBound - room.lowerBound) / 2, count: needed)
    }
}
