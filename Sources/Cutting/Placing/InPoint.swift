import Editorial
import Timebase

/// Which frames of a take a clip shows, and how fast.
///
/// A take that is long enough runs at its shot's speed and is set so that its strongest motion falls on the strongest moment of the
/// slot for which there is room: a hit of the song before a beat, a strong beat before a weak one. Where no start gives room for a hit, the
/// take is retimed within the project's limits if that lands it (`Landing`). A take that is too short is slowed just so much that its last usable
/// frame is the clip's last.
struct InPoint {
    /// A moment of the slot that motion may fall on.
    struct Moment {
        /// Frames from the clip's first.
        var offset: Int
        var isHit: Bool
    }

    var source: FrameRange
    /// Seconds of the take per second of film; the mean where it changes.
    var speed: Rational
    var ramp: SpeedRamp?
    var isReversed = false
    /// Where its strongest motion falls; nil when it falls on nothing.
    var accent: Moment?

    /// Frames at a take's start in which generators still settle; skipped when there is slack.
    static let wakeUp = 3

    /// Frames of the take with which the clip begins and ends.
    var first: Int { isReversed ? source.end - 1 : source.start }
    var last: Int { isReversed ? source.start : source.end - 1 }
}

extension InPoint {
    /// - Parameters:
    ///   - length: frames of the film.
    ///   - moments: the strongest first.
    ///   - tail: frames of the film wanted after the clip for a transition; given up when the take has no room, not even slowed.
    init(take: Candidate, length: Int, rate: FrameRate, moments: [Moment], tail: Int, retiming: Retiming = .plain) {
        let footage = Footage(take, filmRate: rate, isReversed: retiming.isReversed)
        self = Self.chosen(footage, length: length, rate: rate, moments: moments, tail: tail, retiming: retiming)
        isReversed = retiming.isReversed
    }

    private static func chosen(
        _ footage: Footage, length: Int, rate: FrameRate, moments: [Moment], tail: Int, retiming: Retiming
    ) -> InPoint {
        let (usable, speed) = (footage.usable, retiming.speed)
        let needed = footage.span(length - 1, at: speed) + 1
        let handle = footage.span(length - 1 + tail, at: speed) + 1
        let room = footage.starts(showing: handle)
        let accent = needed > usable.count ? nil : footage.peak.flatMap { peak in
            moments.first { room.contains(peak - footage.span($0.offset, at: speed)) }
        }
        if accent?.isHit != true || handle > usable.count {
            let landing = Landing(footage, length: length, tail: tail, filmRate: rate, retiming: retiming)
            for hit in moments where hit.isHit {
                if let point = landing.point(on: hit) { return point }
            }
        }
        guard needed <= usable.count else {
            // offset / rate * speed * sourceRate stays below the usable frames for every offset of the clip.
            let slower = Rational(Int64(usable.count), Int64(length)) / footage.ratio
            return InPoint(source: footage.own(start: usable.start, count: usable.count), speed: slower)
        }
        if handle > usable.count {
            let slower = Rational(Int64(usable.count), Int64(length + tail)) / footage.ratio
            if slower.doubleValue >= retiming.slowest {
                return InPoint(
                    source: footage.own(start: usable.start, count: footage.span(length - 1, at: slower) + 1), speed: slower)
            }
        }
        var start = room.lowerBound + (room.upperBound - room.lowerBound) / 2
        if let accent, let peak = footage.peak { start = peak - footage.span(accent.offset, at: speed) }
        return InPoint(source: footage.own(start: start, count: needed), speed: speed, accent: accent)
    }
}
