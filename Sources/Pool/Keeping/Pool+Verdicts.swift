import Foundation
import GRDB

extension Pool {
    /// A change of what people decided, with its lines in the journal. The decision holds when the pool has it; a journal that cannot be written
    /// is told of, and what it lacks is written with the next decision.
    func deciding<Value>(tagsOf takes: Set<String> = [], _ body: (Database) throws -> Value) throws -> Value {
        let value = try write(body)
        writeVerdicts(tagsOf: takes)
        return value
    }

    /// Appends what the journal has not yet: of the decisions all, of the tags those of the takes named.
    func writeVerdicts(tagsOf takes: Set<String> = []) {
        let journal = Beside(path).verdicts
        do {
            if try !FileManager.default.fileExists(atPath: journal.path) && read(Pool.isUndecided) { return }
            try journal.append { last, add in
                // Read only now that nobody else writes: what the journal has is in the pool.
                try read { db in
                    let goesOn = try last.map { try Pool.holds($0, db) } ?? false
                    try Pool.eachDecision(after: goesOn ? last?.id ?? 0 : 0, db) { try add($0) }
                    try Pool.eachTagging(of: goesOn ? takes : nil, db) { try add($0) }
                }
            }
        } catch {
            tell(
                once: "what was decided is in the pool, but could not be written to \(journal.path) (\(error)); the next decision writes it there",
                about: "verdicts")
        }
    }

    static func isUndecided(_ db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT NOT EXISTS (SELECT 1 FROM decisions) AND NOT EXISTS (SELECT 1 FROM tags)") ?? true
    }

    /// Whether an entry tells of this pool. A pool that was put back from a backup has fewer decisions, or others.
    private static func holds(_ entry: VerdictJournal.Entry, _ db: Database) throws -> Bool {
        guard entry.tags == nil else { return try entry.id <= Int64.fetchOne(db, sql: "SELECT max(id) FROM decisions") ?? 0 }
        let row = try Row.fetchOne(db, sql: "SELECT * FROM decisions WHERE id = ?", arguments: [entry.id])
        return try row.map { try VerdictJournal.Entry($0) == entry } ?? false
    }

    static func eachDecision(after id: Int64, _ db: Database, _ body: (VerdictJournal.Entry) throws -> Void) throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM decisions WHERE id > ? ORDER BY id", arguments: [id])
        while let row = try rows.next() { try body(VerdictJournal.Entry(row)) }
    }

    /// - Parameter takes: these, with and without tags; all that have some when nil.
    static func eachTagging(of takes: Set<String>?, _ db: Database, _ body: (VerdictJournal.Entry) throws -> Void) throws {
        let newest = try Int64.fetchOne(db, sql: "SELECT max(id) FROM decisions") ?? 0
        let all = try takes?.sorted() ?? String.fetchAll(db, sql: "SELECT DISTINCT take FROM tags ORDER BY take")
        let statement = try db.cachedStatement(sql: "SELECT tag, time FROM tags WHERE take = ? ORDER BY tag")
        for take in all {
            let tags = try Row.fetchAll(statement, arguments: [take]).map { (tag: $0["tag"] as String, time: $0["time"] as Int64) }
            try body(
                VerdictJournal.Entry(row: [
                    "id": .integer(newest), "take": .text(take), "kind": .text("tags"), "time": .integer(tags.map(\.time).max() ?? 0),
                    "tags": .text(tags.map(\.tag).joined(separator: " ")),
                ]))
        }
    }
}

extension VerdictJournal.Entry {
    fileprivate init(_ row: Row) throws { self.init(row: try PortableRow(row, ["id", "take"] + PortableColumns.decision)) }
}
