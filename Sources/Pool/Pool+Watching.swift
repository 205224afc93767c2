import Editorial
import GRDB

/// What of a pool has changed, in numbers that are compared.
public struct PoolPulse: Hashable, Sendable {
    /// The newest decision; 0 when nothing was decided yet.
    public var decision: Int64
    /// The newest version of the cut; 0 when there is none.
    public var cut: Int64
    /// Changes with takes, their scores, the selection and what shots ask.
    public var rows: [Int64]
    /// Changes with tags.
    public var tags: [Int64]
}

extension Pool {
    /// Differs from the one before when another connection has changed the file, whichever program has it.
    ///
    /// Meant for a pool that was opened for reading: of several connections each counts by itself,
    /// see https://www.sqlite.org/pragma.html#pragma_data_version.
    public func dataVersion() throws -> Int { try read { db in try Int.fetchOne(db, sql: "PRAGMA data_version") ?? 0 } }

    public func pulse() throws -> PoolPulse {
        try read { db in
            func numbers(_ sql: String) throws -> [Int64] {
                try Row.fetchOne(db, sql: sql).map { row in (0..<row.count).map { row[$0] as Int64? ?? 0 } } ?? []
            }
            let first = try numbers("SELECT (SELECT max(id) FROM decisions), (SELECT max(id) FROM cuts)")
            let rows = """
                SELECT (SELECT max(id) FROM selections), (SELECT max(id) FROM origins), (SELECT count(*) FROM takes WHERE archived IS NOT NULL),
                    (SELECT count(*) FROM takes WHERE broken IS NOT NULL), (SELECT count(*) FROM shots WHERE active), (SELECT count(*) FROM listing WHERE current),
                    (SELECT max(scored) FROM listing)
                """
            return PoolPulse(
                decision: first[0], cut: first[1], rows: try numbers(rows), tags: try numbers("SELECT count(*), max(time) FROM tags"))
        }
    }

    /// Decisions that were made after one, oldest first.
    public func decisions(after id: Int64, limit: Int = 10_000) throws -> [DecisionRecord] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM decisions WHERE id > ? ORDER BY id LIMIT ?", arguments: [id, limit]).map(DecisionRecord.init)
        }
    }

    /// Take -> its tags, sorted; takes without any are left out.
    public func tagsOfTakes() throws -> [String: [String]] {
        try read { db in
            var all: [String: [String]] = [:]
            let rows = try Row.fetchCursor(db, sql: "SELECT take, tag FROM tags ORDER BY take, tag")
            while let row = try rows.next() { all[row["take"], default: []].append(row["tag"]) }
            return all
        }
    }

    /// Take -> the newest decision about it.
    public func latestDecisions() throws -> [String: Int64] {
        try read { db in
            var all: [String: Int64] = [:]
            let rows = try Row.fetchCursor(db, sql: "SELECT take, decision FROM verdicts")
            while let row = try rows.next() { all[row["take"]] = row["decision"] }
            return all
        }
    }

    /// Take -> one of its measures, 0 to 1.
    public func scores(named name: String) throws -> [String: Double] {
        try read { db in
            var all: [String: Double] = [:]
            let sql = """
                SELECT o.take, p.score FROM listing l JOIN origins o ON o.id = l.origin
                    JOIN score_parts p ON p.scores = l.scored AND p.name = \(TakeQuery.scoreNumber)
                """
            let rows = try Row.fetchCursor(db, sql: sql, arguments: [name])
            while let row = try rows.next() { all[row["take"]] = row["score"] }
            return all
        }
    }
}
