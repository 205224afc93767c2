public import Editorial
import GRDB

/// A decision that several people may make at once.
public struct AskedDecision: Hashable, Sendable {
    public var take: String
    public var decision: Decision
    /// The newest decision about the take that was seen by who decides; nil for one who does not look.
    public var seen: Int64?

    public init(take: String, decision: Decision, seen: Int64? = nil) { (self.take, self.decision, self.seen) = (take, decision, seen) }
}

/// What a decision came to.
public struct MadeDecision: Hashable, Sendable {
    public var id: Int64
    public var take: String
    public var verdict: Verdict
    /// What somebody else had decided of the same field since; it stays in the history.
    public var overwrote: Decision?
}

/// What became of taking a decision back.
public struct TakenBack: Hashable, Sendable {
    public var take: String
    /// The decision that takes it back and what the verdict is then; nil when nothing was done.
    public var made: MadeDecision?
    /// The newer decision of the same field that was left as it is.
    public var newer: Decision?
}

extension Decision {
    /// What of a verdict a decision is about. The last one of a field holds; those of other fields stay.
    public enum Field: Hashable, Sendable { case state, stars, note, usable }

    public var field: Field {
        switch self {
        case .pick, .reject, .unset: .state
        case .stars: .stars
        case .note: .note
        case .usable: .usable
        }
    }
}

extension Pool {
    /// Appends decisions, all of them or none.
    public func record(_ asked: [AskedDecision], at time: Int64) throws -> [MadeDecision] {
        try deciding { db in
            try asked.map { one in
                let since = try one.seen.map { seen in try Pool.history(one.take, db).filter { $0.id > seen } } ?? []
                let verdict = try Pool.append(one.decision, one.take, time, db)
                let other = since.last { $0.decision.field == one.decision.field && $0.decision != one.decision }
                return MadeDecision(id: try Pool.newestDecision(one.take, db), take: one.take, verdict: verdict, overwrote: other?.decision)
            }
        }
    }

    /// Takes back exactly these decisions. Those of one take and one field go together, by one decision that brings back what the field was before
    /// the first of them; where somebody has decided it anew since, it is left alone.
    /// - Returns: one for each take and field, in the order of `ids`.
    public func takeBack(_ ids: [Int64], at time: Int64) throws -> [TakenBack] {
        let asked = Set(ids)
        return try deciding { db in
            var done: Set<Int64> = []
            return try ids.compactMap { id in
                guard !done.contains(id) else { return nil }
                guard let take = try String.fetchOne(db, sql: "SELECT take FROM decisions WHERE id = ?", arguments: [id]) else {
                    throw PoolError(.unknown, "there is no decision \(id) to take back")
                }
                let history = try Pool.history(take, db)
                let field = history.first { $0.id == id }?.decision.field ?? .state
                let own = history.indices.filter { asked.contains(history[$0].id) && history[$0].decision.field == field }
                done.formUnion(own.map { history[$0].id })
                guard let first = own.first else { return nil }
                let newer = history[first...].last { $0.decision.field == field && !asked.contains($0.id) }
                if let newer { return TakenBack(take: take, newer: newer.decision) }
                let before = history[..<first].reduce(Verdict()) { $0.applying($1.decision) }
                let verdict = try Pool.append(Decision(bringing: field, of: before), take, time, db)
                return TakenBack(take: take, made: MadeDecision(id: try Pool.newestDecision(take, db), take: take, verdict: verdict))
            }
        }
    }

    private static func newestDecision(_ take: String, _ db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT decision FROM verdicts WHERE take = ?", arguments: [take]) ?? 0
    }
}
