public import Editorial
import GRDB
import Timebase

/// A decision with its place in the history.
public struct DecisionRecord: Hashable, Sendable, Codable, Identifiable {
    public var id: Int64
    public var take: String
    public var time: Int64
    public var decision: Decision
}

extension Pool {
    /// Appends a decision to the take's history and gives the verdict it leads to. A take has one verdict, whatever shots it
    /// belongs to.
    @discardableResult
    public func record(_ decision: Decision, take: String, at time: Int64) throws -> Verdict {
        try deciding { db in try Pool.append(decision, take, time, db) }
    }

    /// Appends the decision that brings back what the last one changed. Nil when nothing was decided yet. Undoing twice redoes.
    @discardableResult
    public func undo(take: String, at time: Int64) throws -> Decision? {
        try deciding { db in
            let history = try Pool.history(take, db).map(\.decision)
            guard let last = history.last else { return nil }
            let back = Decision(bringing: last.field, of: history.dropLast().reduce(Verdict()) { $0.applying($1) })
            try Pool.append(back, take, time, db)
            return back
        }
    }

    /// The sum of all decisions about a take; unset for one nobody decided about.
    public func verdict(_ take: String) throws -> Verdict { try read { db in try Pool.verdict(take, db) } }

    /// Everything that was decided about a take, oldest first. It outlives the take.
    public func history(_ take: String) throws -> [DecisionRecord] { try read { db in try Pool.history(take, db) } }

    static func verdict(_ take: String, _ db: Database) throws -> Verdict {
        let sql = "SELECT state AS verdict, reason, stars, note, usable_start, usable_count FROM verdicts WHERE take = ?"
        return try Row.fetchOne(db, sql: sql, arguments: [take]).map(Verdict.init) ?? Verdict()
    }

    /// In the order they were made, which is that of their ids but for those that came from another pool.
    static func history(_ take: String, _ db: Database) throws -> [DecisionRecord] {
        let statement = try db.cachedStatement(sql: "SELECT * FROM decisions WHERE take = ? ORDER BY time, id")
        let rows = try Row.fetchCursor(statement, arguments: [take])
        return try Array(rows.map(DecisionRecord.init))
    }

    @discardableResult
    static func append(_ decision: Decision, _ take: String, _ time: Int64, _ db: Database) throws -> Verdict {
        let frames = try Row.fetchOne(db, sql: "SELECT frames FROM takes WHERE id = ?", arguments: [take])
        guard let frames else { throw unknownTake(take) }
        try decision.check(frames: frames["frames"], take: take)
        // A clock that was set back does not make a new decision older than the ones before it.
        let last = try Int64.fetchOne(db, sql: "SELECT max(time) FROM decisions WHERE take = ?", arguments: [take])
        let id = try insert(decision, take, max(time, last ?? time), db)
        let verdict = try verdict(take, db).applying(decision)
        try save(verdict, take, decision: id, db)
        return verdict
    }

    static func insert(_ decision: Decision, _ take: String, _ time: Int64, _ db: Database) throws -> Int64 {
        let columns = decision.columns
        let category = columns.kind == "reject" ? RejectReason(columns.text)?.category : nil
        try db.cachedStatement(
            sql: """
                INSERT INTO decisions (take, time, kind, text, category, stars, usable_start, usable_count) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            take, time, columns.kind, columns.text, category?.rawValue, columns.stars, columns.usable?.start, columns.usable?.count,
        ])
        return db.lastInsertedRowID
    }

    static func save(_ verdict: Verdict, _ take: String, decision: Int64, _ db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO verdicts (take, state, reason, category, stars, note, usable_start, usable_count, decision)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (take) DO UPDATE SET state = excluded.state, reason = excluded.reason, category = excluded.category,
                    stars = excluded.stars, note = excluded.note, usable_start = excluded.usable_start,
                    usable_count = excluded.usable_count, decision = excluded.decision
                """
        ).execute(arguments: [
            take, verdict.state.rawValue, verdict.reason, verdict.category?.rawValue, verdict.stars, verdict.note, verdict.usable?.start,
            verdict.usable?.count, decision,
        ])
    }
}

extension DecisionRecord {
    init(_ row: Row) throws {
        self.init(id: row["id"], take: row["take"], time: row["time"], decision: try Decision(row))
    }
}

extension Decision {
    /// The decision that makes a field what it is in a verdict.
    init(bringing field: Field, of verdict: Verdict) {
        switch (field, verdict.state) {
        case (.state, .pick): self = .pick
        case (.state, .reject): self = .reject(reason: verdict.reason)
        case (.state, .unset): self = .unset
        case (.stars, _): self = .stars(verdict.stars)
        case (.note, _): self = .note(verdict.note ?? "")
        case (.usable, _): self = .usable(verdict.usable)
        }
    }

    fileprivate var columns: (kind: String, text: String?, stars: Int?, usable: FrameRange?) {
        switch self {
        case .pick: ("pick", nil, nil, nil)
        case .reject(let reason): ("reject", reason, nil, nil)
        case .unset: ("unset", nil, nil, nil)
        case .stars(let stars): ("stars", nil, stars, nil)
        case .note(let note): ("note", note, nil, nil)
        case .usable(let range): ("usable", nil, nil, range)
        }
    }

    init(_ row: Row) throws {
        switch row["kind"] as String {
        case "pick": self = .pick
        case "reject": self = .reject(reason: row["text"])
        case "stars": self = .stars(row["stars"])
        case "note": self = .note(row["text"])
        case "usable": self = .usable(FrameRange(start: row["usable_start"], count: row["usable_count"]))
        default: self = .unset
        }
    }

    /// Refuses what no verdict can hold.
    func check(frames: Int?, take: String) throws {
        if case .stars(let stars) = self, !(0...5).contains(stars) {
            throw PoolError(.invalid, "\(stars) stars are no rating; give 0 (not rated) to 5")
        }
        if case .usable(let range?) = self, range.isEmpty || range.start < 0 || range.end > frames ?? 0 {
            throw PoolError(
                .invalid, "frames \(range) do not lie in take \(take.prefix(8)), which has \(frames ?? 0); give at least one frame of it")
        }
    }
}
