public import Editorial

/// The film divided into slots.
public struct SlotPlan: Hashable, Sendable {
    /// End to end, from frame 0 to the film's last.
    public var slots: [Slot]
    /// What people should know: that cuts had to fall between beats, that slots are shorter than asked.
    public var warnings: [String]

    public init(slots: [Slot], warnings: [String] = []) {
        self.slots = slots
        self.warnings = warnings
    }
}
