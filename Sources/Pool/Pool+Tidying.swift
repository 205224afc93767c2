import Foundation
import GRDB

/// What SQLite has to be told to do now and then. Nobody needs to think of it: it is done when a pool is opened for writing, after very many rows
/// came, and at the end of a build.
extension Pool {
    /// Rows of a table that are looked at for an index's statistics: enough to tell which index serves, and a moment even in a pool of a million.
    private static let sample = 1000
    /// Fewer takes than this are read quickly in any order.
    private static let few = 1000
    /// Bytes that the log of transactions keeps on the disk while it is empty.
    static let log = 16_000_000

    /// Brings the statistics by which SQLite chooses its indexes up to date when the pool has grown by half since, and empties a log of transactions
    /// that has grown long.
    public func tidy() throws {
        try writeOutsideTransaction { try Pool.tidy($0, path) }
    }

    /// Does nothing where another program is writing or reading: there will be another time.
    static func tidy(_ db: Database, _ path: String) throws {
        let patience = try Int.fetchOne(db, sql: "PRAGMA busy_timeout") ?? 0
        try db.execute(sql: "PRAGMA busy_timeout = 0; PRAGMA journal_size_limit = \(log)")
        defer { try? db.execute(sql: "PRAGMA busy_timeout = \(patience)") }
        do {
            if let takes = try outgrownStatistics(db) {
                try db.execute(sql: "PRAGMA analysis_limit = \(sample); ANALYZE")
                try db.execute(sql: "INSERT INTO counters VALUES ('analysed', ?) ON CONFLICT DO UPDATE SET value = excluded.value", arguments: [takes])
            }
            let size = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? NSNumber
            if let size, size.intValue > log { _ = try Row.fetchAll(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        } catch let error as DatabaseError where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode) {}
    }

    /// How many takes there are now; nil while the statistics do. SQLite's own count is a guess when it looks at a sample.
    private static func outgrownStatistics(_ db: Database) throws -> Int? {
        let now = try Int.fetchOne(db, sql: "SELECT max(id) FROM origins") ?? 0
        let then = try Int.fetchOne(db, sql: "SELECT value FROM counters WHERE name = 'analysed'") ?? 0
        return now >= few && 2 * now > 3 * then ? now : nil
    }
}
