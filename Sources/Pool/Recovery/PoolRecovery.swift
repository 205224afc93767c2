import Content
import Foundation
import GRDB

/// Makes a sound pool of what is left of one: what SQLite can still read of it, the newest sound backup, the takes' sidecars and the journal of
/// verdicts. The damaged pool is kept. It may be killed at any moment and run again; where nothing is to be done it does nothing.
public struct PoolRecovery {
    private let path: String
    private let beside: Beside

    /// Tables of which it is known how they are made again.
    package static let knownTables = Set(Rebuilding.tables).union(Rebuilding.repeating)

    /// - Parameter path: of the pool, which need not be there. The caller holds the lock of builds.
    public init(path: String) { (self.path, beside) = (path, Beside(path)) }

    /// - Parameter tell: gets words for people about what is being done.
    /// - Throws: `PoolError`, when there is nothing to make a pool of, it is another program's or a newer one's, or the disk is full. Then
    ///   everything is as it was.
    public func run(at time: Int64, telling tell: @escaping @Sendable (String) -> Void = { _ in }) throws -> Recovered {
        defer { try? FileManager.default.removeItem(atPath: beside.workshop) }
        do {
            try? FileManager.default.removeItem(atPath: beside.workshop)
            try AtomicFile.makeFolder(beside.workshop)
            let isThere = FileManager.default.fileExists(atPath: path)
            let held = isThere ? try HeldPool(path) : nil
            defer { held?.release() }
            let swap = PoolSwap(path: path)
            var sources: [DatabaseQueue] = []
            var damage: String?
            let unfinished = swap.unfinished
            for (number, file) in ([path] + unfinished.map { $0 + "/pool.sqlite" }).enumerated() where number > 0 || isThere {
                let (source, problem) = try source(file, number: number)
                if let source { sources.append(source) }
                if number == 0 { damage = problem }
            }
            let new = beside.workshop + "/pool.sqlite"
            var (recovered, added) = try rebuild(new, from: sources, at: time, tell)
            for source in sources { try? source.close() }
            recovered.damage = damage
            recovered.wasMissing = !isThere
            if isThere, damage == nil, added == 0, unfinished.isEmpty {
                recovered.isUnchanged = true
                return recovered
            }
            guard isThere || recovered.tables.contains(where: { $0.count > 0 }) else {
                throw PoolError(
                    .missing, "there is no pool at \(path) and nothing to make one of: neither sidecars, nor a journal of verdicts, nor a backup; "
                        + "'mv build' makes a new one")
            }
            recovered.aside = try swap.put(new, keepingOld: true, at: time)
            let pool = try Pool(path: path, telling: tell)
            beside.sidecars.forget()
            try pool.writeMissingTexts()
            return recovered
        } catch let error as DatabaseError {
            throw PoolError(error, path: beside.workshop)
        } catch let error as ContentError {
            throw PoolError(.invalid, "the pool \(path) cannot be made again: \(error); what there was is as it was")
        }
    }

    private func rebuild(
        _ new: String, from sources: [DatabaseQueue], at time: Int64, _ tell: (String) -> Void
    ) throws -> (Recovered, added: Int) {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: new, configuration: configuration)
        try Schema.migrator.migrate(queue)
        var (recovered, added) = (Recovered(), 0)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -256000")
            try db.inTransaction(.immediate) {
                var rebuilding = try Rebuilding(db, at: time)
                // The copies are ours alone, so no transaction is needed; the end of one fails in some versions of SQLite (3.40) where a page
                // could not be read in it.
                for source in sources { try source.unsafeRead { try rebuilding.copy($0, as: .pool) } }
                if rebuilding.whole.count < Rebuilding.tables.count, let (backup, source) = try newestBackup() {
                    tell("not all of the pool can be read; the backup \(backup.name) has the rest as it was then")
                    try source.unsafeRead { try rebuilding.copy($0, as: .backup) }
                    rebuilding.set { $0.backup = backup }
                }
                try rebuilding.add(beside.sidecars)
                try rebuilding.add(requests: beside.requests)
                try rebuilding.add(beside.verdicts)
                try rebuilding.add(cut: beside.folder + "/cut.json")
                added = rebuilding.addedByOthers
                recovered = try rebuilding.finish()
                return .commit
            }
            let problems = try Pool.problems(db)
            guard problems.isEmpty else {
                throw PoolError(
                    .unreadable, "the pool that was made of what is left is not sound itself (\(problems[0])); everything is as it was, please report this")
            }
        }
        try queue.close()
        return (recovered, added)
    }

    /// A copy to read, since reading a database may write it.
    /// - Returns: no queue for a file in which nothing ever was.
    private func source(_ path: String, number: Int) throws -> (queue: DatabaseQueue?, problem: String?) {
        let copy = "\(beside.workshop)/source-\(number).sqlite"
        guard number == 0 else {
            // It may be the same file as the pool under another name, which SQLite must not open twice.
            try copyFiles(path, to: copy)
            return try opened(copy)
        }
        try Self.refuse(path)
        do {
            let queue = try DatabaseQueue(path: copy)
            try Pool.connectionForReading(path).backup(to: queue)
            try queue.close()
        } catch is DatabaseError {
            try copyFiles(path, to: copy)
        }
        return try opened(copy)
    }

    private func copyFiles(_ path: String, to copy: String) throws {
        for part in ["", "-wal", "-shm", "-journal"] { try? FileManager.default.removeItem(atPath: copy + part) }
        do {
            try Beside.copyDatabase(path, to: copy)
        } catch {
            throw PoolError(.invalid, "\(path) cannot be copied to \(copy): \(FileTrouble.words(error)); nothing was changed")
        }
    }

    private func opened(_ copy: String) throws -> (queue: DatabaseQueue?, problem: String?) {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA writable_schema = ON; PRAGMA cell_size_check = ON") }
        let queue: DatabaseQueue
        do {
            queue = try DatabaseQueue(path: copy, configuration: configuration)
        } catch let error as DatabaseError where error.isDamage {
            return (nil, error.message ?? "no reason given")
        }
        do {
            guard try !queue.unsafeRead(Schema.isEmpty) else { return (nil, "the file is empty") }
            let problems = try queue.unsafeRead { db in
                try Schema.migrator.hasCompletedMigrations(db)
                    ? Pool.problems(db) : String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            }
            // Of an older pool the rows are read as today's; of a damaged one as they are.
            try? Schema.migrator.migrate(queue)
            return (queue, problems.first)
        } catch let error as DatabaseError {
            return (queue, error.message ?? "no reason given")
        }
    }

    /// Other programs' databases and newer pools are not damaged.
    private static func refuse(_ path: String) throws {
        do {
            try Pool.connectionForReading(path).read { try Schema.check($0, path: path, forReading: false) }
        } catch let error as DatabaseError {
            guard error.isDamage else { throw PoolError(error, path: path) }
        }
    }

    private func newestBackup() throws -> (PoolBackup, DatabaseQueue)? {
        for backup in PoolBackup.all(in: beside.backups).reversed() where backup.facts.kind != .beforeRestore {
            guard try backup.problems().isEmpty, (try? Self.refuse(backup.pool)) != nil else { continue }
            let copy = beside.workshop + "/backup.sqlite"
            try FileManager.default.copyItem(atPath: backup.pool, toPath: copy)
            if let queue = try opened(copy).queue { return (backup, queue) }
        }
        return nil
    }
}
