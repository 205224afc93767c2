import GRDB

/// The tables of the pool. A migration that was released is frozen: a change is a new one after it.
enum Schema {
    /// `PRAGMA application_id`: "mvpl", so that `file` and we know a pool from any other database.
    static let applicationID = 0x6d76_706c

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v1-pool") { db in
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            try db.execute(sql: SchemaV1.shotsAndRequests)
            try db.execute(sql: SchemaV1.takes)
            try db.execute(sql: SchemaV1.decisions)
            try db.execute(sql: SchemaV1.results)
        }
        migrator.registerMigration("v2-services") { db in
            try db.execute(sql: SchemaV2.requests)
            try db.execute(sql: SchemaV2.decisions)
            try db.execute(sql: SchemaV2.scores)
            try db.execute(sql: SchemaV2.listing)
            try db.execute(sql: SchemaV2.words)
            try db.execute(sql: SchemaV2.digits)
        }
        // Changes no row, so that references need no check, which would read all of the pool.
        migrator.registerMigration("v3-settled", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: SchemaV3.waiting)
            try db.execute(sql: SchemaV3.orders)
        }
        migrator.registerMigration("v4-opinions", foreignKeyChecks: .immediate) { db in try db.execute(sql: SchemaV4.opinions) }
        migrator.registerMigration("v5-cuts", foreignKeyChecks: .immediate) { db in try db.execute(sql: SchemaV5.cuts) }
        migrator.registerMigration("v6-standing", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: SchemaV6.standing)
            try db.execute(sql: SchemaV6.measured)
        }
        return migrator
    }

    /// Brings a pool up to date. Another program may be doing the same at this moment: what it has done is not done again.
    static func migrate(_ writer: any DatabaseWriter) throws {
        var done = try writer.read(migrator.appliedIdentifiers)
        while true {
            do {
                return try migrator.migrate(writer)
            } catch let error as DatabaseError {
                let now = try writer.read(migrator.appliedIdentifiers)
                guard now.count > done.count else { throw error }
                done = now
            }
        }
    }

    /// Whether it is a pool that lacks a migration.
    static func isOlder(_ db: Database) throws -> Bool { try !isEmpty(db) && !migrator.hasCompletedMigrations(db) }

    /// Whether nothing was ever written to it.
    static func isEmpty(_ db: Database) throws -> Bool { try tables(db) == 0 }

    /// Without those that GRDB makes before the first migration: a program that was killed then, or is just there, leaves no foreign database.
    private static func tables(_ db: Database) throws -> Int {
        let sql = "SELECT count(*) FROM sqlite_master WHERE name NOT GLOB 'grdb_*' AND name NOT GLOB 'sqlite_*'"
        return try Int.fetchOne(db, sql: sql) ?? 0
    }

    /// Refuses what this program must not touch or cannot read.
    static func check(_ db: Database, path: String, forReading: Bool) throws {
        let tables = try tables(db)
        let id = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        if tables > 0, id != applicationID {
            throw PoolError(.foreign, "\(path) is a database of another program, not a pool; name another path or move the file aside")
        }
        if tables > 0, try migrator.hasBeenSuperseded(db) {
            let known = Set(migrator.migrations)
            let unknown = try migrator.appliedIdentifiers(db).subtracting(known).sorted().joined(separator: ", ")
            throw PoolError(
                .newer, "the pool \(path) was made by a newer mv (it has \(unknown)); update mv, older versions cannot read it")
        }
        if forReading, try !migrator.hasCompletedMigrations(db) {
            throw PoolError(
                .older, "the pool \(path) was made by an older mv or never finished; run 'mv build' once to bring it up to date")
        }
    }
}
