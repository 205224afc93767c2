public import Timebase

/// What an editor's file says, as far as a cut can hold it.
public struct ReturnedEdit: Hashable, Sendable {
    public var name: String
    /// Of the sequence; nil where the format says none (CMX3600) and none was given.
    public var rate: FrameRate?
    /// Pictures in order of time, seen from above: where tracks overlap the upper one counts. They do not overlap but for transitions.
    public var clips: [Clip]
    public var markers: [HandOff.Marker]
    /// What the file has and a cut has not, or what could not be understood, in words with the place: one each.
    public var leftOut: [String]

    public init(name: String, rate: FrameRate?, clips: [Clip], markers: [HandOff.Marker] = [], leftOut: [String] = []) {
        (self.name, self.rate, self.clips, self.markers, self.leftOut) = (name, rate, clips, markers, leftOut)
    }

    /// A stretch of some file as it stands in the edit.
    public struct Clip: Hashable, Sendable {
        /// The clip's own name.
        public var name: String
        /// Decoded, as the file says it: absolute, or relative to the file. Nil where it names none.
        public var path: String?
        /// CMX3600's reel or a tape name.
        public var reel: String?
        /// Ids of takes found in any of its metadata.
        public var takes: [String]
        /// First frame of the media shown at `record.start`, in frames of the sequence.
        public var source: Int
        /// Frames of the sequence, counted from its first.
        public var record: FrameRange
        /// Media time per film time; negative backwards.
        public var speed: Rational
        public var transition: HandOff.Transition?

        public init(
            name: String, path: String? = nil, reel: String? = nil, takes: [String] = [], source: Int, record: FrameRange,
            speed: Rational = Rational(1), transition: HandOff.Transition? = nil
        ) {
            (self.name, self.path, self.reel, self.takes) = (name, path, reel, takes)
            (self.source, self.record, self.speed, self.transition) = (source, record, speed, transition)
        }
    }
}
