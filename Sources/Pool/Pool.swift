import Content
import Foundation
import GRDB
import Synchronization

/// All takes of a project with their scores, verdicts and money, in one SQLite file.
///
/// What is in it cannot be made again for free, so:
/// - every method is one transaction that is on the disk (`synchronous = FULL`) when the method returns;
/// - requests, decisions and events are only ever appended to, which triggers in the database enforce;
/// - nothing deletes a take but `delete(_:)`, and that only after `archive(_:at:)`;
/// - each take has a sidecar and each decision a line in a journal, text files beside the database that survive it.
///
/// Safe to use from several threads and, through WAL, transactions that lock at once and patience (`Waiting`), from several programs.
/// Times are milliseconds since 1970 and come from the caller: the pool reads no clock.
/// Money is in millionths of a US dollar.
public final class Pool: Sendable {
    public let path: String
    private let reader: any DatabaseReader
    private let writer: (any DatabaseWriter)?
    private let waiting: Waiting
    private let opened: FileIdentity?
    private let tell: @Sendable (String) -> Void
    private let told = Mutex<Set<String>>([])

    /// Opens the pool for reading and writing, making it and its folder where they are missing and bringing an older schema
    /// up to date, after a backup. A pool of a newer program, another program's database and a damaged file are refused untouched; so is
    /// a place where a pool was lost.
    ///
    /// - Parameter tell: gets words for people: about waiting for other programs, and about files beside the pool that cannot be written.
    public init(path: String, waiting: Waiting = .usual, telling tell: @escaping @Sendable (String) -> Void = { _ in }) throws {
        (self.path, self.waiting, self.tell) = (path, waiting, tell)
        try Pool.checkKind(path)
        do {
            let pool = try waiting.patiently(tell, path) { _ in
                try Pool.prepare(path)
                let pool = try DatabasePool(path: path, configuration: Pool.configuration)
                try Schema.migrate(pool)
                return pool
            }
            // GRDB settles for NORMAL, which may forget the last commits in a power cut: a paid request must not be forgotten.
            // Its 2 MB of cache make a transaction of many takes write its pages several times over. With every statement that has
            // triggers SQLite writes down the pages it changes, which would be gigabytes in a file.
            try pool.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -\(Pool.cache)")
                try Pool.tidy($0, path)
                try $0.execute(sql: "PRAGMA busy_timeout = \(Int(waiting.once * 1000))")
            }
            opened = FileIdentity(path)
            reader = pool
            writer = pool
        } catch let error as DatabaseError {
            throw PoolError(error, path: path)
        }
    }

    /// Looks at what is there before anything is changed.
    private static func prepare(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            try LostPool.refuse(path)
            let folder = (path as NSString).deletingLastPathComponent
            if !folder.isEmpty { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
            return
        }
        let (isEmpty, isOlder) = try connectionForReading(path).read { db in
            try Schema.check(db, path: path, forReading: false)
            // Nothing is lost with a pool that another program is just making.
            return (try Schema.isEmpty(db), try Schema.isOlder(db) && (try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM shots)") ?? true))
        }
        if isEmpty { try LostPool.refuse(path) }
        if isOlder { try backUpBeforeUpdate(path) }
    }

    /// Opens a pool for reading; nil where nothing was built yet.
    /// - Throws: also where there was a pool and is none: that is not having takes, it is not knowing them.
    public static func ifThere(readingPath path: String) throws -> Pool? {
        guard FileManager.default.fileExists(atPath: path) else {
            try LostPool.refuse(path)
            return nil
        }
        return try Pool(readingPath: path)
    }

    /// Opens a pool that is there for reading only, while another program may be writing it.
    public init(readingPath path: String) throws {
        (self.path, waiting, opened) = (path, .usual, nil)
        tell = { _ in }
        guard FileManager.default.fileExists(atPath: path) else {
            try LostPool.refuse(path)
            throw PoolError(.missing, "there is no pool at \(path); 'mv build' makes it")
        }
        try Pool.checkKind(path)
        do {
            let queue = try Pool.connectionForReading(path)
            try queue.read { try Schema.check($0, path: path, forReading: true) }
            reader = queue
            writer = nil
        } catch let error as DatabaseError {
            throw PoolError(error, path: path)
        }
    }

    /// SQLite says of a folder or a pipe only that it cannot be opened.
    private static func checkKind(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path), let fault = OrdinaryFile.fault(path, expected: "the pool's database") else { return }
        throw PoolError(.unreadable, "\(path) \(fault); move it aside and put a copy of the pool there, or build again")
    }

    /// Reads through a connection that could write but may not: SQLite's own read-only connections fail when the
    /// `-wal` and `-shm` files are not there, see https://www.sqlite.org/wal.html#read_only_databases.
    static func connectionForReading(_ path: String) throws -> DatabaseQueue {
        var configuration = configuration
        // Room for the whole table that lists are read from, which is read more than once.
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA query_only = ON; PRAGMA cache_size = -16000") }
        do {
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch let error as DatabaseError {
            guard Volume.refusal(toWriteIn: Beside(path).folder) != nil else { throw error }
            return try StillPool.connection(path, configuration)
        }
    }

    /// Kilobytes of pages that a connection for writing keeps, and as long as it writes very many rows.
    private static let (cache, cacheForMany) = (32_000, 256_000)

    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        return configuration
    }

    /// Says once what goes wrong beside the work, which goes on.
    func tell(once words: String, about subject: String) {
        if told.withLock({ $0.insert(subject).inserted }) { tell(words) }
    }

    /// Nothing can be changed.
    public var isForReading: Bool { writer == nil }

    private var readOnly: PoolError {
        guard Volume.refusal(toWriteIn: Beside(path).folder) == nil else { return .unwritable(path) }
        return PoolError(.readOnly, "the pool \(path) was opened for reading only and cannot be changed through this connection")
    }

    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do {
            return try reader.read(body)
        } catch let error as DatabaseError {
            throw PoolError(error, path: path)
        }
    }

    /// One transaction: all of it or nothing.
    func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
        guard let writer else { throw readOnly }
        do {
            return try waiting.patiently(tell, path) { begin in
                try writer.write { db in
                    begin()
                    try requireSameFile()
                    let value = try body(db)
                    try Pool.settle(db)
                    return value
                }
            }
        } catch let error as DatabaseError {
            throw PoolError(error, path: path)
        }
    }

    /// The same for very many rows, with a larger cache. References are not looked up as rows come: `body` checks them all at the end.
    func writeMany<Value>(_ body: (Database) throws -> Value) throws -> Value {
        guard let writer else { throw readOnly }
        do {
            return try writer.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA cache_size = -\(Pool.cacheForMany)")
                defer { try? db.execute(sql: "PRAGMA foreign_keys = ON; PRAGMA cache_size = -\(Pool.cache)") }
                var value: Value?
                try waiting.patiently(tell, path) { begin in
                    try db.inTransaction(.immediate) {
                        begin()
                        try requireSameFile()
                        value = try body(db)
                        try Pool.settle(db)
                        return .commit
                    }
                }
                try Pool.tidy(db, path)
                return value!
            }
        } catch let error as DatabaseError {
            throw PoolError(error, path: path)
        }
    }

    func writeOutsideTransaction(_ body: (Database) throws -> Void) throws {
        guard let writer else { throw readOnly }
        do {
            try writer.writeWithoutTransaction(body)
        } catch let error as DatabaseError {
            throw PoolError(error, path: path)
        }
    }

    /// A pool that was recovered or restored while it was open here is another file by now: what would be written to the old one is lost.
    private func requireSameFile() throws {
        guard let opened, FileIdentity(path) != opened else { return }
        throw PoolError(.overtaken, "the pool \(path) was replaced by another in the meantime; nothing was written, start the command again")
    }

    /// Brings lists and the index of words up to date with what the transaction changed.
    static func settle(_ db: Database) throws {
        guard try Bool.fetchOne(db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM waiting)")) == true else { return }
        for sql in SchemaV3.settle { try db.cachedStatement(sql: sql).execute() }
    }

    /// The same, found in a fraction of the time: neither the order of indexes nor what one table says of another is looked at.
    public func problemsAtAGlance() throws -> [String] {
        try read { db in try String.fetchAll(db, sql: "PRAGMA quick_check").filter { $0 != "ok" } }
    }

    /// What is wrong with the file, in SQLite's words; empty for a sound pool. Reads all of it.
    public func problems() throws -> [String] { try read(Pool.problems) }

    /// - Parameter db: of a pool that has all migrations.
    static func problems(_ db: Database) throws -> [String] {
        var found = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
        for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
            found.append("a row of \(row[0] as String? ?? "a table") names one of \(row[2] as String? ?? "a table") that is not there")
        }
        let stray = """
            SELECT count(*) FROM (
                SELECT * FROM (SELECT * FROM listing EXCEPT SELECT * FROM listing_rows)
                UNION ALL SELECT * FROM (SELECT * FROM listing_rows EXCEPT SELECT * FROM listing))
            """
        let strayTags = """
            SELECT count(*) FROM (SELECT tag, origin FROM listing_tags
                EXCEPT SELECT g.tag, o.id FROM tags g JOIN origins o ON o.take = g.take)
            """
        let missingTags = """
            SELECT count(*) FROM (SELECT g.tag, o.id FROM tags g JOIN origins o ON o.take = g.take
                EXCEPT SELECT tag, origin FROM listing_tags)
            """
        let unsettled = "SELECT count(*) FROM waiting"
        let count = try [stray, strayTags, missingTags, unsettled].reduce(0) { try $0 + (Int.fetchOne(db, sql: $1) ?? 0) }
        if count > 0 {
            found.append("the table that lists are read from differs from the takes in \(count) rows")
        }
        return found
    }

    /// Writes a sound copy of the pool, as it is at this moment, to a path where nothing is yet. Others may go on writing.
    public func copy(to path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw PoolError(.invalid, "there is already a file at \(path); name a path where nothing is yet")
        }
        do {
            try reader.backup(to: DatabaseQueue(path: path))
        } catch let error as DatabaseError {
            throw PoolError(error, path: path)
        }
    }
}
