/// How the selector chooses.
public struct SelectSpec: Hashable, Sendable, Codable {
    /// How many takes to keep in all. Nil: the sum of the shots' `keep`, or one of each shot.
    public var keep: Int?
    /// Score name -> weight in the ranking; scores that are not named keep their usual weight.
    public var weights: [String: Double]
    /// Defect -> certainty from which a take is dropped, ½ to 1; 1 never. Defects that are not named keep their usual gate, if they have one.
    public var gates: [String: Double]
    /// Defects that are meant as style: they neither drop takes nor count against them.
    public var meant: [String]
    /// How much it counts against a take that it looks and moves like a better one of its shot: spreads of the ranking for one that does
    /// so wholly. 0 leaves it out.
    public var diversity: Double

    public init(
        keep: Int? = nil, weights: [String: Double] = [:], gates: [String: Double] = [:], meant: [String] = [], diversity: Double = 0.6
    ) {
        self.keep = keep
        self.weights = weights
        self.gates = gates
        self.meant = meant
        self.diversity = diversity
    }
}

/// How the cut is made.
public struct EditSpec: Hashable, Sendable, Codable {
    /// How fast the cutting is where the song does not decide: weighs short against long slots.
    public enum Pace: String, Hashable, Sendable, Codable, CaseIterable { case slow, medium, fast }
    /// Where a cut may fall.
    public enum Grid: String, Hashable, Sendable, Codable, CaseIterable { case beats, downbeats, sections }
    /// How shots follow each other.
    public enum Order: String, Hashable, Sendable, Codable, CaseIterable {
        /// As the project file lists them.
        case story
        /// By matching motion, light and the song's energy.
        case flow
    }
    public enum Transition: String, Hashable, Sendable, Codable, CaseIterable { case cut, dissolve }

    public var pace: Pace
    public var cutOn: Grid
    public var order: Order
    /// Between sections; cuts inside a section are always hard.
    public var atSections: Transition
    /// Length of a dissolve in seconds.
    public var dissolveSeconds: Double
    /// Frames by which the picture leads the beat.
    public var lead: Int
    /// Shortest and longest slot in seconds; the longest gives way where the takes run out.
    public var shortest: Double
    public var longest: Double?
    /// Seconds of fade from black at the start and to black at the end.
    public var fadeIn: Double
    public var fadeOut: Double

    public init(
        pace: Pace = .medium, cutOn: Grid = .beats, order: Order = .story, atSections: Transition = .cut, dissolveSeconds: Double = 0.5,
        lead: Int = 0, shortest: Double = 0.4, longest: Double? = nil, fadeIn: Double = 0, fadeOut: Double = 0
    ) {
        self.pace = pace
        self.cutOn = cutOn
        self.order = order
        self.atSections = atSections
        self.dissolveSeconds = dissolveSeconds
        self.lead = lead
        self.shortest = shortest
        self.longest = longest
        self.fadeIn = fadeIn
        self.fadeOut = fadeOut
    }
}
