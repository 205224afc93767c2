public import Timebase

/// What people set by hand about the cut. The rest is planned around it.
///
/// Times are seconds of the song's file, so that another frame rate or another start of the film moves nothing; where the beats are corrected,
/// times near a beat go with it (`inFilm`).
public struct CutEdits: Hashable, Sendable, Codable {
    /// A stretch of the song that shows a take.
    public struct Pin: Hashable, Sendable, Codable {
        public var start: Double
        public var end: Double
        public var take: String
        public var shot: String
        /// The frame of the take with which the stretch begins; chosen by the program when nil.
        public var source: Int?
        public var speed: Rational?
        /// Its speed where that changes.
        public var ramp: SpeedRamp?
        /// Whether the take runs backwards; as its shot does when nil, and no speed is set either.
        public var isReversed: Bool?
        /// How the clip before gives way to it; as the project says when nil.
        public var transition: TransitionSpec?
        /// Takes that were there before and are not to come back by themselves.
        public var instead: [String]

        public init(
            start: Double, end: Double, take: String, shot: String, source: Int? = nil, speed: Rational? = nil, ramp: SpeedRamp? = nil,
            isReversed: Bool? = nil, transition: TransitionSpec? = nil, instead: [String] = []
        ) {
            self.transition = transition
            (self.start, self.end, self.take, self.shot) = (start, end, take, shot)
            (self.source, self.speed, self.ramp, self.isReversed, self.instead) = (source, speed, ramp, isReversed, instead)
        }

        /// A clip as it stands, for a stretch of the song.
        public init(start: Double, end: Double, clip: Clip, source: Int? = nil, instead: [String] = []) {
            self.init(
                start: start, end: end, take: clip.take, shot: clip.shot, source: source ?? clip.firstFrame, speed: clip.speed, ramp: clip.ramp,
                isReversed: clip.isReversed ? true : nil, instead: instead)
        }

        /// A locked clip keeps its frames; one that was only swapped in keeps its take.
        public var isLocked: Bool { source != nil }

        /// Whether it is the slot's own stretch.
        /// - Parameter filmStart: second of the song's file at which the slot's film starts.
        public func covers(_ slot: Slot, from filmStart: Double) -> Bool {
            abs(start - filmStart - slot.start) < CutEdits.near && abs(end - filmStart - slot.end) < CutEdits.near
        }
    }

    /// Where the picture changes, in order, when cuts were moved, split or joined by hand; nil while all of them are planned.
    public var bounds: [Double]?
    /// In order of time; they do not overlap.
    public var pins: [Pin]
    /// True when times are frames of an editor: they stay where they are, however near a beat is. Nil when not.
    public var isExact: Bool?

    public init(bounds: [Double]? = nil, pins: [Pin] = [], isExact: Bool? = nil) {
        (self.bounds, self.pins, self.isExact) = (bounds, pins, isExact)
    }

    public var isEmpty: Bool { bounds == nil && pins.isEmpty }

    /// Takes that were swapped out and stand nowhere else.
    public var benched: Set<String> { Set(pins.flatMap(\.instead)).subtracting(pins.map(\.take)) }

    /// The edits that lie in a film, in its own seconds, and those that do not.
    /// - Parameters:
    ///   - start: second of the song's file at which the film starts.
    ///   - grid: of the film's part of the song. A time within `near` of a beat or a section becomes that.
    public func inFilm(from start: Double, grid: BeatGrid) -> (edits: CutEdits, outside: [Pin]) {
        let marks = (grid.beats.map(\.time) + grid.sections.map(\.start)).sorted()
        func placed(_ time: Double) -> Double {
            let time = time - start
            if isExact == true { return min(max(0, time), grid.duration) }
            if time < Self.near { return 0 }
            if time > grid.duration - Self.near { return grid.duration }
            let near = marks.min { abs($0 - time) < abs($1 - time) }
            return near.flatMap { abs($0 - time) <= Self.near ? $0 : nil } ?? time
        }
        var edits = CutEdits()
        edits.isExact = isExact
        if let bounds {
            let edge = isExact == true ? 1e-6 : Self.near
            let times = bounds.filter { $0 - start > edge && $0 - start < grid.duration - edge }.map(placed)
            edits.bounds = times.reduce(into: []) { all, time in if time > (all.last ?? 0) + 1e-6 { all.append(time) } }
        }
        var outside: [Pin] = []
        for var pin in pins {
            guard pin.start - start > -Self.near, pin.end - start < grid.duration + Self.near else {
                outside.append(pin)
                continue
            }
            (pin.start, pin.end) = (placed(pin.start), placed(pin.end))
            if pin.end > pin.start { edits.pins.append(pin) } else { outside.append(pin) }
        }
        return (edits, outside)
    }

    /// Seconds within which a time and a beat are the same moment.
    public static let near = 0.05
}
