public import Editorial

/// A version of the cut as it was kept.
public struct CutVersion: Hashable, Sendable, Codable, Identifiable {
    public enum Kind: String, Hashable, Sendable, Codable {
        /// A build cut anew because something else changed: takes, verdicts, the project.
        case build
        /// Somebody changed the cut itself.
        case edit
        /// Somebody went back to an earlier version.
        case use
    }

    /// 1 for the first; the newest is the one that is built.
    public var id: Int64
    /// The version it was made from; nil for the first.
    public var parent: Int64?
    /// Milliseconds since 1970.
    public var time: Int64
    public var kind: Kind
    /// What was done, in words.
    public var what: String
    public var names: [String]
    public var edits: CutEdits
    public var slots: [Slot]
    public var timeline: Timeline

    public init(
        id: Int64 = 0, parent: Int64? = nil, time: Int64, kind: Kind, what: String, names: [String] = [], edits: CutEdits, slots: [Slot],
        timeline: Timeline
    ) {
        (self.id, self.parent, self.time, self.kind, self.what, self.names) = (id, parent, time, kind, what, names)
        (self.edits, self.slots, self.timeline) = (edits, slots, timeline)
    }
}

/// A version without its clips, for lists.
public struct CutHeading: Hashable, Sendable, Codable, Identifiable {
    public var id: Int64
    public var parent: Int64?
    public var time: Int64
    public var kind: CutVersion.Kind
    public var what: String
    public var names: [String]
    public var clips: Int
    /// Clips set by hand.
    public var pins: Int
    /// True when cuts were moved, split or joined by hand.
    public var isRecut: Bool
}
