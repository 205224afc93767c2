import GRDB

/// What was and may still be paid. Millionths of a dollar.
public struct Spending: Hashable, Sendable, Codable {
    public struct Line: Hashable, Sendable, Codable {
        public var state: RequestState
        public var requests: Int
        public var estimated: Int
        public var reserved: Int
        public var billed: Int
    }

    /// One line for each state that a request is in, in the order of a request's life.
    public var lines: [Line]
    /// Takes that were paid for without a request of ours.
    public var imported: Int
    /// What calls to scorers were billed, and what open ones may still cost.
    public var scorers = 0
    public var scorersReserved = 0

    public var billed: Int { lines.reduce(imported + scorers) { $0 + $1.billed } }
    /// What open requests and calls may still cost.
    public var reserved: Int { lines.reduce(scorersReserved) { $0 + $1.reserved } }
    /// What a budget is held against.
    public var committed: Int { billed + reserved }
}

/// What there is of a shot.
public struct ShotCounts: Hashable, Sendable, Codable {
    public var shot: String
    public var active: Bool
    public var takes: Int
    /// Of these, the ones that answer what the shot asks today.
    public var current: Int
    public var scored: Int
    public var broken: Int
    public var archived: Int
    public var picked: Int
    public var rejected: Int
    /// By the last selection.
    public var kept: Int
    /// Requests that are planned or under way, and that ended without a take.
    public var open: Int
    public var failed: Int
}

extension Pool {
    public func spending() throws -> Spending { try read(Pool.spending) }

    static func spending(_ db: Database) throws -> Spending {
        let sql = """
            SELECT state, count(*) AS requests, sum(estimated) AS estimated, sum(reserved) AS reserved, sum(billed) AS billed
            FROM requests GROUP BY state
            """
        let lines = try Row.fetchAll(db, sql: sql).map { row in
            Spending.Line(
                state: try Stored.word(row["state"]), requests: row["requests"], estimated: row["estimated"], reserved: row["reserved"],
                billed: row["billed"])
        }
        let calls = try Row.fetchOne(
            db, sql: "SELECT coalesce(sum(billed), 0) AS billed, coalesce(sum(reserved), 0) AS reserved FROM calls")
        return Spending(
            lines: RequestState.allCases.flatMap { state in lines.filter { $0.state == state } },
            imported: try Int.fetchOne(db, sql: "SELECT coalesce(sum(cost), 0) FROM origins WHERE request IS NULL") ?? 0,
            scorers: calls?["billed"] ?? 0, scorersReserved: calls?["reserved"] ?? 0)
    }

    /// One line a shot, in the order of the story, removed shots last.
    public func counts() throws -> [ShotCounts] {
        let sql = """
            SELECT s.id, s.active, count(o.id) AS takes,
                count(*) FILTER (WHERE l.current) AS current, count(l.scored) AS scored,
                count(*) FILTER (WHERE t.broken IS NOT NULL) AS broken, count(*) FILTER (WHERE t.archived IS NOT NULL) AS archived,
                count(*) FILTER (WHERE l.verdict = 'pick') AS picked, count(*) FILTER (WHERE l.verdict = 'reject') AS rejected,
                count(*) FILTER (WHERE l.kept) AS kept,
                (SELECT count(*) FROM requests r JOIN request_states q ON q.state = r.state WHERE r.shot = s.id AND q.rank < 6) AS open,
                (SELECT count(*) FROM requests r JOIN request_states q ON q.state = r.state WHERE r.shot = s.id AND q.rank = 6) AS failed
            FROM shots s LEFT JOIN listing l ON l.shot = s.id LEFT JOIN origins o ON o.id = l.origin LEFT JOIN takes t ON t.id = o.take
            GROUP BY s.id ORDER BY s.active DESC, s.position, s.id
            """
        return try read { db in
            try Row.fetchAll(db, sql: sql).map { row in
                ShotCounts(
                    shot: row["id"], active: row["active"], takes: row["takes"], current: row["current"], scored: row["scored"],
                    broken: row["broken"], archived: row["archived"], picked: row["picked"], rejected: row["rejected"], kept: row["kept"],
                    open: row["open"], failed: row["failed"])
            }
        }
    }
}
