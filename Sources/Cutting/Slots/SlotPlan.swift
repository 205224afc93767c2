public import Editorial

/// The film divided into slots.
public struct SlotPlan: Hashable, Sendable {
    /// End to end, from frame 0 to the film's last.
    public var slots: [Slot]
    /// One for each slot: why it starts where it does.
    public var cuts: [PlannedCut]
    /// What people should know: that cuts had to fall between beats, that slots are shorter than asked.
    public var warnings: [String]

    public init(slots: [Slot], cuts: [PlannedCut] = [], warnings: [String] = []) {
        self.slots = slots
        self.cuts = cuts
        self.warnings = warnings
    }

    /// The sum of what all slots cost: the smallest there is is wanted.
    public var cost: Double { cuts.reduce(0) { $0 + $1.cost.total } }
}
