/// How one clip gives way to the next, as it stands in a cut.
public struct Transition: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// One picture shines through the other.
        case dissolve
        /// Down to black or white, and up again: the frame at the cut shows nothing else.
        case dipBlack = "dip_black"
        case dipWhite = "dip_white"
        /// An edge goes over the picture from left to right.
        case wipe
        /// The next picture pushes the one before out to the left.
        case push
        /// The camera is torn aside, and comes to rest on the next picture.
        case whip
        /// The picture is driven forward into the next one, which goes on in.
        case zoom
        /// The next picture bursts out of white.
        case flash

        /// Whether both pictures are seen at once, so that the clip before goes on after the cut.
        public var overlaps: Bool { self == .dissolve || self == .wipe || self == .push }

        public var inWords: String {
            switch self {
            case .dissolve: "a dissolve"
            case .dipBlack: "a dip to black"
            case .dipWhite: "a dip to white"
            case .wipe: "a wipe"
            case .push: "a push"
            case .whip: "a whip pan"
            case .zoom: "a zoom"
            case .flash: "a flash"
            }
        }

        /// Seconds it takes when nobody says.
        public var usualSeconds: Double {
            switch self {
            case .dissolve: 0.5
            case .dipBlack, .dipWhite: 0.6
            case .wipe, .zoom: 0.4
            case .push, .whip: 0.3
            case .flash: 0.25
            }
        }
    }

    public var kind: Kind
    /// Frames of the film, at least 1.
    public var frames: Int

    /// - Precondition: there is at least one frame.
    public init(_ kind: Kind, frames: Int) {
        precondition(frames > 0, "a transition takes at least one frame")
        (self.kind, self.frames) = (kind, frames)
    }

    /// Frames of it that lie before the cut. The picture after the cut is always there on the beat: what overlaps starts at the cut, as does a
    /// flash, and the others have the cut in their middle.
    public var framesBefore: Int {
        switch kind {
        case .dissolve, .wipe, .push, .flash: 0
        case .dipBlack, .dipWhite, .whip, .zoom: frames / 2
        }
    }
    public var framesAfter: Int { frames - framesBefore }
}

/// A transition as a project asks for it.
public struct TransitionSpec: Hashable, Sendable, Codable {
    public enum Length: Hashable, Sendable, Codable {
        case frames(Int)
        case beats(Double)
        case seconds(Double)
    }

    /// A cut when nil.
    public var kind: Transition.Kind?
    /// As long as is usual for its kind when nil.
    public var length: Length?

    public init(_ kind: Transition.Kind? = nil, length: Length? = nil) { (self.kind, self.length) = (kind, length) }

    public static let cut = TransitionSpec()

    /// Frames of the film.
    /// - Parameter beat: seconds of a beat where it stands; nil where there are none, and a length in beats becomes the usual one.
    public func frames(framesPerSecond: Double, beat: Double?) -> Int {
        guard let kind else { return 0 }
        let seconds: Double
        switch length {
        case .frames(let frames): return frames
        case .seconds(let given): seconds = given
        case .beats(let beats): seconds = beat.map { $0 * beats } ?? kind.usualSeconds
        case nil: seconds = kind.usualSeconds
        }
        return max(1, Int((seconds * framesPerSecond).rounded()))
    }
}

/// A transition at a place of the song.
public struct PlacedTransition: Hashable, Sendable, Codable {
    public var at: MusicalRange
    public var transition: TransitionSpec
    /// What `at` comes to in this song, in seconds of the film: nil until the song is heard.
    public var moments: ClosedRange<Double>?

    public init(at: MusicalRange, transition: TransitionSpec, moments: ClosedRange<Double>? = nil) {
        (self.at, self.transition, self.moments) = (at, transition, moments)
    }
}
