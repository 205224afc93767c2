/// What one slot costs the plan, part by part; below zero is a gain. The plan with the smallest sum is the one that is cut.
public struct CutCost: Hashable, Sendable, Codable {
    /// The moment it starts at: a gain, the greater the more the music turns there.
    public var place = 0.0
    /// A hit that sounds as it starts: a gain.
    public var hit = 0.0
    /// Its length against the one the music deserves there.
    public var length = 0.0
    /// As long as both slots before it.
    public var sameness = 0.0
    /// Shorter than `shortest` or longer than `longest`.
    public var limits = 0.0
    /// Longer than the takes are.
    public var takes = 0.0

    public init() {}

    public var total: Double { place + hit + length + sameness + limits + takes }

    /// The parts by name, in the order of the documentation.
    public var parts: [(name: String, cost: Double)] {
        [("place", place), ("hit", hit), ("length", length), ("sameness", sameness), ("limits", limits), ("takes", takes)]
    }
}
