import Content
import Foundation
import GRDB

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A copy of a pool in a folder of its own, made while others go on working with it: `pool.sqlite`, looked over; `verdicts.jsonl`, what people
/// decided as text; `backup.json`, what it is; and files of the project that came along. The files of the takes are not in it.
public struct PoolBackup: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, Codable {
        /// Somebody asked for it.
        case asked
        /// Made by itself before a newer program changes the tables.
        case beforeUpdate = "before-update"
        /// Made by itself of a pool that another takes the place of.
        case beforeRestore = "before-restore"
    }

    /// What stands in `backup.json`.
    public struct Facts: Hashable, Sendable, Codable {
        public var format = 1
        /// Counts up in its folder: the order of backups, also where the clock was set back.
        public var number: Int
        public var kind: Kind
        /// Milliseconds since 1970.
        public var made: Int64
        /// The newest migration of the pool.
        public var schema: String
        public var takes: Int
        public var decisions: Int
    }

    public var folder: String
    public var facts: Facts

    public var name: String { (folder as NSString).lastPathComponent }
    public var pool: String { folder + "/pool.sqlite" }
    private static let note = "backup.json"

    /// Of a folder that is one.
    public init?(folder: String) {
        guard let data = FileManager.default.contents(atPath: folder + "/" + Self.note),
            let facts = try? CanonicalJSON.decode(Facts.self, from: data), FileManager.default.fileExists(atPath: folder + "/pool.sqlite")
        else { return nil }
        (self.folder, self.facts) = (folder, facts)
    }

    /// All in a folder, oldest first.
    public static func all(in folder: String) -> [PoolBackup] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { !$0.hasSuffix(".partial") }.compactMap { PoolBackup(folder: folder + "/" + $0) }
            .sorted { ($0.facts.number, $0.name) < ($1.facts.number, $1.name) }
    }

    /// Makes one. It is there only when it is whole.
    ///
    /// - Parameters:
    ///   - path: of the pool, of whatever schema.
    ///   - folder: in which it gets a folder named by the time.
    ///   - files: come along when they are there.
    /// - Throws: `PoolError` when the pool is damaged or the backup cannot be written; then there is none.
    public static func make(of path: String, in folder: String, kind: Kind = .asked, with files: [String] = [], at time: Int64) throws -> PoolBackup {
        do {
            try AtomicFile.makeFolder(folder)
            removeAbandoned(in: folder)
            let number = (all(in: folder).last?.facts.number ?? 0) + 1
            let name = Beside.name(of: time) + (kind == .asked ? "" : "-" + kind.rawValue)
            let aside = "\(folder)/\(name).\(getpid())-\(UInt32.random(in: 0...UInt32.max)).partial"
            try AtomicFile.makeFolder(aside)
            do {
                let facts = try fill(aside, from: path, number: number, kind, at: time)
                for file in files where FileManager.default.fileExists(atPath: file) {
                    try FileManager.default.copyItem(atPath: file, toPath: aside + "/" + (file as NSString).lastPathComponent)
                }
                try AtomicFile.write(try CanonicalJSON.data(facts), to: aside + "/" + note)
                let place = try publish(aside, in: folder, as: name)
                guard let made = PoolBackup(folder: place) else {
                    throw PoolError(.invalid, "the backup \(place) cannot be read back; is the disk sound?")
                }
                return made
            } catch {
                try? FileManager.default.removeItem(atPath: aside)
                throw error
            }
        } catch let error as DatabaseError {
            if error.resultCode != .SQLITE_CORRUPT, let reason = Volume.trouble(writingIn: folder) { throw refusal(path, folder, FileTrouble.words(reason)) }
            throw PoolError(error, path: path)
        } catch let error as PoolError {
            throw error
        } catch {
            throw refusal(path, folder, FileTrouble.words(error))
        }
    }

    private static func refusal(_ path: String, _ folder: String, _ reason: String) -> PoolError {
        PoolError(.invalid, "the pool \(path) cannot be backed up to \(folder): \(reason); name a folder that can be written, with room for it")
    }

    /// Removes the oldest ones of a kind, but for so many.
    /// - Returns: those that were removed.
    @discardableResult
    public static func prune(_ folder: String, _ kind: Kind, keeping count: Int) throws -> [PoolBackup] {
        let old = all(in: folder).filter { $0.facts.kind == kind }.dropLast(max(1, count))
        for backup in old {
            do {
                // A half removed one must not look whole.
                try FileManager.default.removeItem(atPath: backup.folder + "/" + note)
                try FileManager.default.removeItem(atPath: backup.folder)
            } catch {
                throw PoolError(.invalid, "the old backup \(backup.folder) cannot be removed: \(FileTrouble.words(error))")
            }
        }
        return Array(old)
    }

    /// What is wrong with its pool, in SQLite's words; empty for a sound one.
    public func problems() throws -> [String] {
        do {
            return try Pool.connectionForReading(pool).read { try String.fetchAll($0, sql: "PRAGMA quick_check").filter { $0 != "ok" } }
        } catch let error as DatabaseError {
            return [error.message ?? "it cannot be read"]
        }
    }

    /// Another program may take the same name at the same moment.
    private static func publish(_ aside: String, in folder: String, as name: String) throws -> String {
        while true {
            let place = folder + "/" + Beside.freeName(name, in: folder)
            do {
                try AtomicFile.moveIntoPlace(aside, place)
                return place
            } catch {
                guard FileManager.default.fileExists(atPath: aside), FileManager.default.fileExists(atPath: place) else { throw error }
            }
        }
    }

    private static func fill(_ folder: String, from path: String, number: Int, _ kind: Kind, at time: Int64) throws -> Facts {
        let copy = try DatabaseQueue(path: folder + "/pool.sqlite")
        try Pool.connectionForReading(path).backup(to: copy)
        let facts = try copy.read { db in
            let problems = try String.fetchAll(db, sql: "PRAGMA quick_check").filter { $0 != "ok" }
            guard problems.isEmpty else {
                throw PoolError(.unreadable, "the pool \(path) is damaged (\(problems[0])) and was not backed up; 'mv pool recover' makes a sound one")
            }
            func count(_ table: String) throws -> Int { try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0 }
            return Facts(
                number: number, kind: kind, made: time, schema: try Schema.migrator.completedMigrations(db).last ?? "",
                takes: try count("takes"), decisions: try count("decisions"))
        }
        try copy.read { db in
            let hasTags = try db.tableExists("tags")
            guard try facts.decisions > 0 || (hasTags && !Pool.isUndecided(db)) else { return }
            try VerdictJournal(path: folder + "/verdicts.jsonl").append { _, add in
                try Pool.eachDecision(after: 0, db) { try add($0) }
                if hasTags { try Pool.eachTagging(of: nil, db) { try add($0) } }
            }
        }
        try copy.close()
        return facts
    }

    /// What killed programs left.
    private static func removeAbandoned(in folder: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasSuffix(".partial") {
            let words = name.split(separator: ".")
            guard words.count == 3, let pid = Int32(words[1].prefix { $0 != "-" }), pid > 0, !LivingProcess.isThere(pid) else { continue }
            try? FileManager.default.removeItem(atPath: folder + "/" + name)
        }
    }
}

extension Pool {
    /// How many of those made before an update are kept.
    static let backupsBeforeUpdates = 3

    /// Nobody has to think of it: an update that goes wrong, or an older program that is to read the pool again, finds it as it was.
    static func backUpBeforeUpdate(_ path: String) throws {
        let folder = Beside(path).backups
        _ = try PoolBackup.make(of: path, in: folder, kind: .beforeUpdate, at: Int64(Date().timeIntervalSince1970 * 1000))
        // Another program may be doing the same, and it does no harm when some are left.
        _ = try? PoolBackup.prune(folder, .beforeUpdate, keeping: backupsBeforeUpdates)
    }
}
