import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What lies beside a pool's database.
struct Beside {
    /// Of the database.
    let folder: String

    init(_ pool: String) {
        let folder = (pool as NSString).deletingLastPathComponent
        self.folder = folder.isEmpty ? "." : folder
    }

    var sidecars: Sidecars { Sidecars(root: folder + "/takes") }
    var requests: Sidecars { Sidecars(root: folder + "/requests") }
    var verdicts: VerdictJournal { VerdictJournal(path: folder + "/verdicts.jsonl") }
    var backups: String { folder + "/backups" }
    /// Pools in whose place others were put, each in a folder of its own.
    var aside: String { folder + "/aside" }
    /// `2026-02-11-140533`, by the clock of Greenwich.
    static func name(of time: Int64) -> String {
        var (seconds, fields) = (time_t(time / 1000), tm())
        gmtime_r(&seconds, &fields)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date = "\(fields.tm_year + 1900)-\(two(fields.tm_mon + 1))-\(two(fields.tm_mday))"
        return "\(date)-\(two(fields.tm_hour))\(two(fields.tm_min))\(two(fields.tm_sec))"
    }

    /// The name, or with `-2`, `-3`, … the first that nothing has.
    static func freeName(_ name: String, in folder: String) -> String {
        var (free, number) = (name, 1)
        while FileManager.default.fileExists(atPath: folder + "/" + free) {
            number += 1
            free = "\(name)-\(number)"
        }
        return free
    }

    /// Copies a database with the log of what is not in its file yet.
    static func copyDatabase(_ path: String, to copy: String) throws {
        for part in ["", "-wal", "-journal"] where FileManager.default.fileExists(atPath: path + part) {
            try FileManager.default.copyItem(atPath: path + part, toPath: copy + part)
        }
    }

    /// Where a pool is made before it takes the place of another. Gone when that is done.
    var workshop: String { folder + "/recovering" }
}

/// A place where there was a pool once.
enum LostPool {
    /// A new, empty pool in the place of a lost one would hide that it is lost.
    static func refuse(_ pool: String) throws {
        let beside = Beside(pool)
        guard beside.sidecars.hasSome || !beside.requests.ids.isEmpty || FileManager.default.fileExists(atPath: beside.verdicts.path) else { return }
        throw PoolError(
            .lost,
            "the pool \(pool) is gone, but the takes' sidecars and the journal of verdicts beside it are not: 'mv pool recover' makes it again "
                + "of them and of the newest backup; to begin anew, move \(beside.sidecars.root) and \(beside.verdicts.path) away")
    }
}
