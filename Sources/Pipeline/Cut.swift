public import Cutting
public import Editorial

/// The whole decision: which takes, where, and why. Kept as `.mv/cut.json` for people and scripts.
public struct Cut: Sendable, Codable {
    public var title: String
    public var slots: [Slot]
    /// Why each slot starts where it does, one for each slot; nil in cuts of earlier versions.
    public var cuts: [PlannedCut]?
    public var timeline: Timeline
    /// Why each clip shows what it shows, one for each clip; nil in cuts of earlier versions.
    public var placings: [Placing]?
    public var selection: Selection
    public var warnings: [String]
    /// Times of all beats of the film, in seconds.
    public var beats: [Double]
    /// Clips asked for.
    public var wanted: Int
    /// What was set by hand, in seconds of the song's file; nil when nothing was.
    public var edits: CutEdits?
    /// Number under which the pool keeps this cut; nil for one that was only planned.
    public var version: Int64?

    public var isIncomplete: Bool { timeline.clips.count < wanted }

    /// The pin that sets a slot, if one does.
    /// - Parameter filmStart: second of the song's file at which the film starts.
    public func pin(of slot: Slot, filmStart: Double) -> CutEdits.Pin? {
        edits?.pins.first { $0.covers(slot, from: filmStart) }
    }
}
