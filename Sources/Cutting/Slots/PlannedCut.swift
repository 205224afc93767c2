/// Why the picture changes where a slot starts.
public struct PlannedCut: Hashable, Sendable, Codable {
    /// What is heard there.
    public enum Kind: String, Hashable, Sendable, Codable { case opening, section, downbeat, beat, onset, halfBeat, gap }

    /// Number of the slot that starts with the cut.
    public var slot: Int
    public var kind: Kind
    /// In words: `opens B (chorus); the drop`.
    public var reason: String
    /// Seconds by which the frame's start comes after what is heard; negative is early. The lead is part of it.
    public var offset: Double
    public var cost: CutCost
}
