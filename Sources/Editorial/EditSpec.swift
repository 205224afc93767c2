/// How the cut is made.
public struct EditSpec: Hashable, Sendable, Codable {
    /// How much faster loud passages are cut than calm ones, and how much bars count against beats; `auto` goes by the song.
    public enum Pace: String, Hashable, Sendable, Codable, CaseIterable { case calm, medium, fast, auto }
    /// Where a cut may fall.
    public enum Grid: String, Hashable, Sendable, Codable, CaseIterable { case beats, downbeats, sections }
    /// How shots follow each other.
    public enum Order: String, Hashable, Sendable, Codable, CaseIterable {
        /// As the project file lists them.
        case story
        /// By matching motion, light and the song's energy.
        case flow
    }
    /// How clips lead into each other.
    public enum Continuity: String, Hashable, Sendable, Codable, CaseIterable {
        case none
        /// Each clip begins as the one before ends, and the camera moves on: the infinite zoom.
        case push
    }
    public enum SlowMotion: String, Hashable, Sendable, Codable, CaseIterable {
        /// The first of the two again.
        case `repeat`
        /// Both, one through the other.
        case blend
        /// What would have been seen between them, from how things move.
        case flow
    }
    /// How one part of the song is cut differently from the rest.
    public struct Part: Hashable, Sendable, Codable {
        public var pace: Pace?
        /// Times as many cuts as it would have; the rest of the song gets as many fewer.
        public var density: Double?
        /// Seconds, instead of the film's.
        public var shortest: Double?
        public var longest: Double?

        public init(pace: Pace? = nil, density: Double? = nil, shortest: Double? = nil, longest: Double? = nil) {
            self.pace = pace
            self.density = density
            self.shortest = shortest
            self.longest = longest
        }
    }

    public var pace: Pace
    /// By role or label of the song's sections.
    public var sections: [String: Part]
    public var cutOn: Grid
    public var order: Order
    public var continuity: Continuity
    /// The share by which a take may run slower or faster so that its strongest motion lands on a hit; 0 for never.
    public var retime: Double
    /// Whether speed may change inside a clip to land a moment, within `retime`, where the take's own speed does not.
    public var ramps: Bool
    /// What is shown between two frames of a take that is slowed.
    public var slowMotion: SlowMotion
    /// The picture may be held still where a take has no frames left for a transition.
    public var mayHold: Bool
    /// What the picture does on the beats; nothing when nil.
    public var pulse: Pulse?
    /// Between sections, and between clips inside one.
    public var atSections: TransitionSpec
    public var atCuts: TransitionSpec
    /// At places of the song, before all others.
    public var transitions: [PlacedTransition]
    /// Frames by which the picture leads the beat.
    public var lead: Int
    /// Shortest and longest slot in seconds; the longest gives way where the takes run out.
    public var shortest: Double
    public var longest: Double?
    /// Seconds of fade from black at the start and to black at the end.
    public var fadeIn: Double
    public var fadeOut: Double

    public init(
        pace: Pace = .medium, sections: [String: Part] = [:], cutOn: Grid = .beats, order: Order = .story,
        continuity: Continuity = .none, retime: Double = 0, ramps: Bool = false,
        slowMotion: SlowMotion = .repeat, mayHold: Bool = false, pulse: Pulse? = nil, atSections: TransitionSpec = .cut,
        atCuts: TransitionSpec = .cut, transitions: [PlacedTransition] = [], lead: Int = 0,
        shortest: Double = 0.4, longest: Double? = nil, fadeIn: Double = 0, fadeOut: Double = 0
    ) {
        self.pace = pace
        self.sections = sections
        self.cutOn = cutOn
        self.order = order
        self.continuity = continuity
        self.retime = retime
        self.ramps = ramps
        self.slowMotion = slowMotion
        self.mayHold = mayHold
        self.pulse = pulse
        self.atSections = atSections
        self.atCuts = atCuts
        self.transitions = transitions
        self.lead = lead
        self.shortest = shortest
        self.longest = longest
        self.fadeIn = fadeIn
        self.fadeOut = fadeOut
    }
}
