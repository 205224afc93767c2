public import Timebase

extension HandOff {
    /// A stretch of a file placed in the film.
    public struct Clip: Hashable, Sendable {
        /// Of `HandOff.media`.
        public var media: String
        /// First frame of the file that is shown at `record.start`.
        public var source: Int
        /// Frames of the film, counted from its first. Where the clip after it comes in by a dissolve it goes on below that for the
        /// dissolve's frames, which its file has.
        public var record: FrameRange
        /// How the clip before gives way to it; a cut when nil.
        public var transition: Transition?
        /// The next best takes for the same place, best first.
        public var alternates: [Alternate]

        public init(media: String, source: Int, record: FrameRange, transition: Transition? = nil, alternates: [Alternate] = []) {
            (self.media, self.source, self.record) = (media, source, record)
            (self.transition, self.alternates) = (transition, alternates)
        }

        public var sourceRange: FrameRange { FrameRange(start: source, count: record.count) }
    }

    /// Another file for the same place.
    public struct Alternate: Hashable, Sendable {
        public var media: String
        public var source: Int
        public init(media: String, source: Int) { (self.media, self.source) = (media, source) }
    }

    public struct Transition: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            /// It begins on the clip's first frame; the clip before goes on for `frames`.
            case dissolve
            /// Half of it before the clip's first frame (rounded down), the rest from there on.
            case dipToBlack
            case dipToWhite
            /// One that no interchange format carries, such as a whip pan. Its name in words.
            case other(String)
        }
        public var kind: Kind
        /// Frames of the film, at least 1.
        public var frames: Int
        public init(_ kind: Kind, frames: Int) { (self.kind, self.frames) = (kind, frames) }

        /// Frames of it before the clip's first frame.
        public var framesBefore: Int { kind == .dipToBlack || kind == .dipToWhite ? frames / 2 : 0 }
        public var framesAfter: Int { frames - framesBefore }
    }

    /// The song, unbroken under the film.
    public struct Song: Hashable, Sendable {
        /// Of `HandOff.media`.
        public var media: String
        /// Frames of the file before the one that is heard with the film's first.
        public var source: Int
        /// Frames of the film that it sounds; within both.
        public var frames: Int
        public init(media: String, source: Int, frames: Int) { (self.media, self.source, self.frames) = (media, source, frames) }
    }

    public struct Marker: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable, CaseIterable {
            case beat, downbeat, section, hit, note
        }
        /// Frame of the film.
        public var frame: Int
        /// 1 for a moment.
        public var frames: Int
        public var kind: Kind
        /// Short: `chorus`, `12.1`.
        public var name: String
        public var note: String
        public init(frame: Int, frames: Int = 1, kind: Kind, name: String, note: String = "") {
            (self.frame, self.frames, self.kind, self.name, self.note) = (frame, frames, kind, name, note)
        }
    }
}
