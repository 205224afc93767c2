public import Editorial

/// Why a clip shows the frames it shows.
public struct Placing: Hashable, Sendable, Codable {
    /// Number of the clip's slot.
    public var slot: Int
    /// In words: `its strongest motion falls on the hit at 0:12.50`.
    public var reason: String
    public var cost: SeatCost
}

/// A timeline with the reasons for it.
public struct TimelinePlan: Hashable, Sendable {
    public var timeline: Timeline
    /// One for each clip.
    public var placings: [Placing]

    public var cost: Double { placings.reduce(0) { $0 + $1.cost.total } }
}
