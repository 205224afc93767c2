import Foundation
import GRDB
import Pool
import Testing

/// From every schema that was released to the newest.
@Suite struct EveryMigrationTests {
    static let makers: [@Sendable (String) throws -> Void] = [PoolV1.make, PoolV2.make, PoolV3.make, PoolV4.make, PoolV5.make]

    /// Tables that hold what is known, and their columns that every version has.
    private static let tables = [
        "shots", "shot_recipes", "takes", "requests", "request_events", "origins", "decisions", "verdicts", "selections", "selection_takes",
        "renders", "clips", "tags", "keepsakes", "opinions", "scorers", "calls", "cuts", "cut_names",
    ]

    private func old(_ version: Int) throws -> String {
        let path = freshPath()
        try Self.makers[version - 1](path)
        return path
    }

    /// Table -> its rows, as text, with only the columns named.
    private func rows(_ path: String, columns: [String: [String]]? = nil) throws -> (rows: [String: [String]], columns: [String: [String]]) {
        try DatabaseQueue(path: path).read { db in
            var (all, names): ([String: [String]], [String: [String]]) = ([:], [:])
            for table in Self.tables where try db.tableExists(table) && (columns == nil || columns?[table] != nil) {
                let list = try columns?[table] ?? db.columns(in: table).map(\.name)
                names[table] = list
                all[table] = try Row.fetchAll(db, sql: "SELECT \(list.joined(separator: ", ")) FROM \(table)").map(\.description).sorted()
            }
            all["scores"] = try Row.fetchAll(db, sql: "SELECT take, key, scores, created FROM scores").map(\.description).sorted()
            return (all, names)
        }
    }

    @Test(arguments: 1...makers.count) func everyRowIsThereAfterwards(version: Int) throws {
        let path = try old(version)
        let before = try rows(path)
        #expect(before.rows.values.map(\.count).reduce(0, +) > 15)
        let pool = try Pool(path: path)
        var after = try rows(path, columns: before.columns).rows
        // The second version fills in columns that it adds; a later one changes none.
        #expect(after == before.rows)
        #expect(try pool.problems() == [])
        #expect(try pool.takes().map(\.id) == PoolV1.ids)
        _ = try Pool(path: path)
        after = try rows(path, columns: before.columns).rows
        #expect(after == before.rows, "opening it again changes nothing")
    }

    @Test(arguments: 1...makers.count) func whatIsBroughtUpToDateIsBackedUpFirst(version: Int) throws {
        let path = try old(version)
        let before = try rows(path)
        let isOlder = refusal { _ = try Pool(readingPath: path) }?.kind == .older
        _ = try Pool(path: path)
        let backups = PoolBackup.all(in: (path as NSString).deletingLastPathComponent + "/backups")
        #expect(backups.count == (isOlder ? 1 : 0))
        for backup in backups {
            #expect(backup.facts.kind == .beforeUpdate)
            #expect(try backup.problems() == [])
            #expect(try rows(backup.pool).rows == before.rows)
            #expect(backup.facts.takes == 3 && backup.facts.decisions == 4)
        }
    }

    @Test func anUpdateThatDoesNotEndLeavesThePoolAsItWas() throws {
        let path = try old(2)
        let before = try rows(path)
        // The very last thing that the third migration does cannot be done.
        try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE INDEX listing_by_activity ON listing (shot)") }
        #expect(refusal { _ = try Pool(path: path) }?.kind == .database)
        #expect(try rows(path).rows == before.rows)
        let (applied, problems) = try DatabaseQueue(path: path).read { db in
            (
                try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations ORDER BY 1"),
                try String.fetchAll(db, sql: "PRAGMA integrity_check")
            )
        }
        #expect(applied == ["v1-pool", "v2-services"])
        #expect(problems == ["ok"])
        try DatabaseQueue(path: path).write { try $0.execute(sql: "DROP INDEX listing_by_activity") }
        #expect(try Pool(path: path).takes().map(\.id) == PoolV1.ids, "and the next one goes through")
    }

    @Test func onlyTheNewestBackupsBeforeUpdatesAreKept() throws {
        let path = try old(1)
        let folder = (path as NSString).deletingLastPathComponent
        for _ in 0..<4 {
            for part in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + part) }
            try PoolV1.make(at: path)
            _ = try Pool(path: path)
        }
        #expect(PoolBackup.all(in: folder + "/backups").map(\.facts.number) == [2, 3, 4])
    }

    @Test(arguments: [1, 2]) func severalThatOpenAnOldPoolAtOnceAllGetItUpToDate(version: Int) throws {
        let path = try old(version)
        let failures = together(8) { _ = try Pool(path: path) }
        #expect(failures == [])
        let pool = try Pool(path: path)
        #expect(try pool.problems() == [])
        #expect(try pool.takes().map(\.id) == PoolV1.ids)
    }
}
