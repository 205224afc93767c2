/// What it costs to show a take in a slot, part by part; below zero is a gain. `docs/cutting.md` has the prices.
public struct SeatCost: Hashable, Sendable, Codable {
    /// It stands where the shot's `place` does not allow it.
    public var place = 0.0
    /// How far from its turn in the story.
    public var story = 0.0
    /// The rank of its motion among the takes against the rank of the slot's energy among the slots.
    public var energy = 0.0
    /// The same shot among the three clips before, or a clip before it that looks alike.
    public var variety = 0.0
    /// The step in brightness from the clip before: wanted where a section opens, disturbing elsewhere.
    public var light = 0.0
    /// The picture hardly changes at the cut: a jump.
    public var jump = 0.0
    /// With `continuity: push`: how little the clip before leads into this one.
    public var push = 0.0
    /// It is too short and must be slowed.
    public var length = 0.0
    /// A worse take where there is much to see of it.
    public var quality = 0.0
    /// Frames missing before and after what is shown, for trimming later.
    public var handles = 0.0
    /// Its strongest motion misses the slot's beats.
    public var accent = 0.0

    public init() {}

    public var total: Double { place + story + energy + variety + light + jump + push + length + quality + handles + accent }

    /// The parts by name, in the order of the documentation.
    public var parts: [(name: String, cost: Double)] {
        [
            ("place", place), ("story", story), ("energy", energy), ("variety", variety), ("light", light), ("jump", jump), ("push", push),
            ("length", length), ("quality", quality), ("handles", handles), ("accent", accent),
        ]
    }
}
