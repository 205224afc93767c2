import Content
import Editorial
import Foundation
import GRDB
import Timebase

/// A new pool on the way: rows come into it from one source after the other, and what is there already stays.
struct Rebuilding {
    /// Tables that are copied row by row, in the order in which they name each other. Those that only repeat others are made anew: `listing`,
    /// `listing_tags`, `waiting`, `take_text`, `counters`, `score_names`, `score_parts`, `verdicts`, `request_states`, `standing`.
    static let tables = [
        "shots", "shot_recipes", "takes", "requests", "request_events", "origins", "decisions", "tags", "keepsakes", "scores", "opinions", "scorers",
        "calls", "selections", "selection_takes", "renders", "clips", "cuts", "cut_names",
    ]
    static let repeating: Set = [
        "listing", "listing_tags", "waiting", "take_text", "counters", "score_names", "score_parts", "verdicts", "request_states", "standing",
    ]

    /// Those that a build makes again.
    private static let madeAgain: Set = ["shot_recipes", "scores", "scorers", "selections", "selection_takes"]
    /// Those that the sidecars hold all of, and those that the journal does.
    private static let told = (bySidecars: Set(["shots", "takes", "origins", "keepsakes", "opinions"]), byJournal: Set(["decisions", "tags"]))

    let db: Database
    let time: Int64
    private var hasPool = false
    /// Tables of which a text says all, so that nothing of them is lost that could not be read in the pool.
    private var vouched: Set<String> = []
    private(set) var recovered = Recovered()
    /// Tables that were read whole from a pool: backups have nothing to add to them.
    private(set) var whole: Set<String> = []
    private var gaps: [String: [Range<Int64>]] = [:]
    private var unread: [String: Int] = [:]
    private var cutShort: Set<String> = []
    private var counts: [String: [Recovered.Source: Int]] = [:]
    private var parts = ScoreParts()
    /// Verdicts of the damaged pool, by take.
    private var verdicts: [String: (verdict: Verdict, decision: Int64)] = [:]
    private var guards: [(name: String, sql: String)] = []

    init(_ db: Database, at time: Int64) throws {
        (self.db, self.time) = (db, time)
        // What refuses changes of a journal would refuse to mend one.
        for row in try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'") {
            guards.append((row[0], row[1]))
            try db.execute(sql: "DROP TRIGGER \(row[0] as String)")
        }
    }

    var addedByOthers: Int {
        counts.values.reduce(0) { sum, rows in sum + rows.filter { $0.key != .pool }.values.reduce(0, +) }
    }

    mutating func note(unreadTexts count: Int) { recovered.unread += count }
    mutating func vouchBySidecars() { vouched.formUnion(Self.told.bySidecars) }
    mutating func vouchByRequests() { vouched.formUnion(["requests", "request_events"]) }
    mutating func vouchByJournal() { vouched.formUnion(Self.told.byJournal) }
    mutating func note(_ source: Recovered.Source, _ table: String, _ count: Int = 1) { counts[table, default: [:]][source, default: 0] += count }

    // MARK: from databases

    /// Copies what can be read of a database.
    mutating func copy(_ source: Database, as kind: Recovered.Source) throws {
        let salvage = Salvage(source)
        if kind == .pool { hasPool = true }
        for table in Self.tables where kind == .pool || !whole.contains(table) {
            // A table that an older pool does not have is no loss.
            let isThere = try? source.tableExists(table)
            if isThere == false { continue }
            let unreadBefore = unread[table] ?? 0
            let read: Salvage.Read
            if table == "scores" {
                read = try copyScores(salvage, kind)
            } else {
                let ours = try db.columns(in: table).map(\.name)
                let key = try hasNumbers(table) ? [] : db.primaryKey(table).columns
                var insert: String?
                var columns: [String] = []
                read = try salvage.each(table, key: key) { row in
                    if insert == nil {
                        columns = ours.filter { row.hasColumn($0) }
                        insert = "INSERT OR IGNORE INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))"
                    }
                    guard Self.isSound(row, of: table), let insert else { return note(unreadRow: table, kind) }
                    if try execute(insert, StatementArguments(columns.map { row[$0] as DatabaseValue })) { note(kind, table) }
                }
            }
            guard kind == .pool else { continue }
            note(read, of: table, unreadBefore: unreadBefore)
        }
        if kind == .pool { readVerdicts(salvage) }
    }

    /// What one source lacks of a table, another that was read whole has.
    private mutating func note(_ read: Salvage.Read, of table: String, unreadBefore: Int) {
        if read.isWhole, unread[table] ?? 0 == unreadBefore { whole.insert(table) }
        if whole.contains(table) {
            (gaps[table], unread[table]) = (nil, nil)
            cutShort.remove(table)
        } else {
            gaps[table, default: []] += read.gaps
            if read.isCutShort { cutShort.insert(table) }
        }
    }

    private mutating func note(unreadRow table: String, _ kind: Recovered.Source) { if kind == .pool { unread[table, default: 0] += 1 } }

    private mutating func copyScores(_ salvage: Salvage, _ kind: Recovered.Source) throws -> Salvage.Read {
        try salvage.each("scores", key: []) { row in
            guard let take: String = Self.value(row, "take"), Digest(take) != nil, let key: String = Self.value(row, "key"),
                let text: String = Self.value(row, "scores")
            else { return note(unreadRow: "scores", kind) }
            // Those of another version of the program are measured again.
            guard let scores = Scores(stored: text), scores.parts.values.allSatisfy({ $0.score.isFinite }) else { return }
            if try Pool.insert(scores: text, scores.parts, &parts, of: take, key: key, at: Self.value(row, "created") ?? time, db) { note(kind, "scores") }
        }
    }

    private mutating func readVerdicts(_ salvage: Salvage) {
        var found: [String: (Verdict, Int64)] = [:]
        _ = try? salvage.each("verdicts", key: []) { row in
            guard let take: String = Self.value(row, "take"), let word: String = Self.value(row, "state"), let state = Verdict.State(rawValue: word),
                let stars: Int = Self.value(row, "stars"), (0...5).contains(stars), let decision: Int64 = Self.value(row, "decision")
            else { return }
            var verdict = Verdict(state: state, reason: Self.value(row, "reason"), stars: stars, note: Self.value(row, "note"))
            if let start: Int = Self.value(row, "usable_start"), let count: Int = Self.value(row, "usable_count"), start >= 0, count > 0 {
                verdict.usable = FrameRange(start: start, count: count)
            }
            found[take] = (verdict, decision)
        }
        for (take, verdict) in found where verdicts[take] == nil { verdicts[take] = verdict }
    }

    /// Nil also for a value of another kind, as damaged pages have.
    private static func value<Value: DatabaseValueConvertible>(_ row: Row, _ column: String) -> Value? {
        (row[column] as DatabaseValue?).flatMap(Value.fromDatabaseValue)
    }

    private func hasNumbers(_ table: String) throws -> Bool {
        let sql = "SELECT sql FROM sqlite_master WHERE name = ?"
        return try String.fetchOne(db, sql: sql, arguments: [table])?.contains("WITHOUT ROWID") == false
    }

    /// Whether a row can be read back. What a table refuses by itself is left to it.
    private static func isSound(_ row: Row, of table: String) -> Bool {
        func all(_ columns: [String]) throws -> PortableRow { try PortableRow(row, columns.filter { row.hasColumn($0) }) }
        do {
            switch table {
            case "takes":
                let row = try all(PortableColumns.take)
                guard Blob(portable: row) != nil else { return false }
                try PortableCheck.take(row)
            case "decisions": try PortableCheck.decision(all(PortableColumns.decision))
            case "origins": try PortableCheck.origin(all(PortableColumns.origin))
            case "requests":
                let row = try all(PortableColumns.request)
                try PortableCheck.request(row, id: row["id"]?.text ?? "")
            default: break
            }
            return true
        } catch {
            return false
        }
    }

    /// False for a row that is there already or that its table refuses.
    func execute(_ sql: String, _ arguments: StatementArguments) throws -> Bool {
        do {
            try db.cachedStatement(sql: sql).execute(arguments: arguments)
            return db.changesCount > 0
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            return false
        }
    }

    // MARK: the end

    mutating func set(_ change: (inout Recovered) -> Void) { change(&recovered) }
    var salvagedVerdicts: [String: (verdict: Verdict, decision: Int64)] { verdicts }

    /// Writes what is made of the rows, and looks at what is lost.
    mutating func finish() throws -> Recovered {
        try parts.write(db)
        try Mending(db, at: time).mend(&recovered, verdicts)
        try Pool.settle(db)
        for trigger in guards { try db.execute(sql: trigger.sql) }
        for table in Self.tables {
            var found = Recovered.Table(name: table)
            found.rows = counts[table] ?? [:]
            found.lost = lost(table)
            found.mayLackMore = (cutShort.contains(table) || !hasPool) && !vouched.contains(table)
            found.isMadeAgain = Self.madeAgain.contains(table)
            if found.count > 0 || found.lost > 0 || found.mayLackMore { recovered.tables.append(found) }
        }
        return recovered
    }

    /// Numbers that could not be read and that no other source had. Of tables whose rows get other numbers here, those less what others had.
    private func lost(_ table: String) -> Int {
        let missing = (gaps[table] ?? []).reduce(0) { $0 + $1.count } + (unread[table] ?? 0)
        guard missing > 0 else { return 0 }
        let others = (counts[table] ?? [:]).filter { $0.key != .pool }.values.reduce(0, +)
        return max(0, missing - others)
    }
}
