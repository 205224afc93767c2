import Content
import Foundation
import GRDB

/// A pool that nobody can write here: on a disk that is mounted for reading only, in a snapshot, in somebody else's folder.
///
/// To read a database with a write-ahead log SQLite makes files beside it, see https://www.sqlite.org/wal.html#read_only_databases.
enum StillPool {
    static func connection(_ path: String, _ configuration: Configuration) throws -> DatabaseQueue {
        var readonly = configuration
        readonly.readonly = true
        // Where somebody else works with it these files are there.
        if let live = try? DatabaseQueue(path: path, configuration: readonly) { return live }
        return try connection(toCopyOf: path, configuration)
    }

    /// The copy has no name any more once it is open, and is gone with the connection.
    private static func connection(toCopyOf path: String, _ configuration: Configuration) throws -> DatabaseQueue {
        let folder = NSTemporaryDirectory() + "mv-pool-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do {
            try AtomicFile.makeFolder(folder)
            try Beside.copyDatabase(path, to: folder + "/pool.sqlite")
        } catch {
            throw PoolError(
                .readOnly,
                "the pool \(path) lies where nothing can be written, so it has to be copied to be read, and that failed: \(FileTrouble.words(error)); "
                    + "make room in \(NSTemporaryDirectory()), or set TMPDIR to a folder that has it")
        }
        return try DatabaseQueue(path: folder + "/pool.sqlite", configuration: configuration)
    }
}
