public import Cutting
public import Editorial

/// The whole decision: which takes, where, and why. Kept as `.mv/cut.json` for people and scripts.
public struct Cut: Sendable, Codable {
    public var title: String
    public var slots: [Slot]
    /// Why each slot starts where it does, one for each slot; nil in cuts of earlier versions.
    public var cuts: [PlannedCut]?
    public var timeline: Timeline
    public var selection: Selection
    public var warnings: [String]
    /// Times of all beats of the film, in seconds.
    public var beats: [Double]
    /// Clips asked for.
    public var wanted: Int

    public var isIncomplete: Bool { timeline.clips.count < wanted }
}
