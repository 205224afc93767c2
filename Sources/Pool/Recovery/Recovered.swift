/// What a recovery did.
public struct Recovered: Hashable, Sendable {
    public enum Source: String, Hashable, Sendable, CaseIterable {
        /// What could be read of the damaged pool.
        case pool
        case backup
        case sidecars
        /// The journal of verdicts.
        case journal
        /// `cut.json`, the newest cut.
        case cut
    }

    /// Rows of one table by where they came from.
    public struct Table: Hashable, Sendable {
        public var name: String
        public var rows: [Source: Int] = [:]
        /// At most so many rows are known to be lost.
        public var lost = 0
        /// More may be lost, and how many is not known.
        public var mayLackMore = false
        /// What is lost of it the next build makes again.
        public var isMadeAgain = false

        var isWhole: Bool { isMadeAgain || (lost == 0 && !mayLackMore) }
        public var count: Int { rows.values.reduce(0, +) }
    }

    /// What SQLite said of the damaged pool; nil for one that is sound or gone.
    public var damage: String?
    public var wasMissing = false
    /// The pool was sound and nothing else knows more: it is as it was.
    public var isUnchanged = false
    /// Only tables that had rows or lost some, in the order of the pool.
    public var tables: [Table] = []
    /// The folder in which the damaged pool lies now.
    public var aside: String?
    /// The backup that rows were taken from.
    public var backup: PoolBackup?
    /// Sidecars and lines of the journal that could not be read.
    public var unread = 0
    /// Takes of which nothing says what shot they belong to: they are in the removed shot `recovered`.
    public var strays = 0
    /// Requests that ended with a take nobody knows any more. Those that cost nothing are made again by the next build.
    public var paidTakesLost = 0
    public var freeTakesLost = 0
    /// Verdicts whose decisions are lost: they hold as decided now.
    public var verdictsWithoutHistory = 0

    public init() {}

    public func table(_ name: String) -> Table? { tables.first { $0.name == name } }
    /// Nothing is known to be lost, nor may be unknown to us, that would not be made again.
    public var isWhole: Bool { tables.allSatisfy(\.isWhole) && paidTakesLost == 0 }
}
