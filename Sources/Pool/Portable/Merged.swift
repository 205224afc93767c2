public import Editorial

/// What an import did.
public struct Merged: Hashable, Sendable {
    /// Two people decided differently about one take: the newer decision holds, both are in its history.
    public struct Conflict: Hashable, Sendable {
        public var take: String
        public var ours: Verdict.State
        public var theirs: Verdict.State
        public var now: Verdict.State
    }

    public var takes = 0
    /// Takes that were there before.
    public var known = 0
    /// Archived takes whose file came along.
    public var restored = 0
    /// New takes whose file did not come along: they are archived.
    public var withoutFile = 0
    public var requests = 0
    /// Millionths of a dollar that were billed for these.
    public var billed = 0
    public var decisions = 0
    public var tags = 0
    public var scores = 0
    /// Shots the pool did not know: they are shown as removed until the project file has them.
    public var shots: [String] = []
    public var conflicts: [Conflict] = []

    public init() {}
}
