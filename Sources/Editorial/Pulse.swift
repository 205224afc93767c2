/// What the picture does on the beats of the song. Nothing, as a rule; a punch-in of 3 % where only `on` is said.
public struct Pulse: Hashable, Sendable, Codable {
    public enum Moments: String, Hashable, Sendable, Codable, CaseIterable { case beats, downbeats, hits }

    public var on: Moments
    /// What the picture grows by at once, as a share; it falls back within the beat.
    public var punch: Double
    /// How white it gets, 0 to 1.
    public var flash: Double
    /// How far it is shaken, as a share of the width.
    public var shake: Double
    /// Labels or roles of sections in which it does; everywhere when empty.
    public var sections: [String]

    public init(on: Moments = .downbeats, punch: Double = 0.03, flash: Double = 0, shake: Double = 0, sections: [String] = []) {
        (self.on, self.punch, self.flash, self.shake, self.sections) = (on, punch, flash, shake, sections)
    }
}
