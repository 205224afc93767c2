import Content
import Foundation
import GRDB

/// What a pool holds, whatever SQLite keeps in its own books beside it: those change whenever it is opened for writing.
enum PoolContent {
    /// Which takes were kept last is written down with the place of the project, and a case runs in a copy of it.
    private static let passing = ["selections", "selection_takes", "sqlite_sequence"]

    /// Nil for a file that is no database.
    static func digest(_ path: String) -> String? {
        let copy = NSTemporaryDirectory() + "mv-pool-" + UUID().uuidString
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy + end) } }
        return try? {
            try FileManager.default.copyItem(atPath: path, toPath: copy)
            return try DatabaseQueue(path: copy).read { db in
                let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name")
                    .filter { !passing.contains($0) }
                let rows = try tables.map { "\($0)\n" + (try Row.fetchAll(db, sql: "SELECT * FROM \"\($0)\"").map(\.description).joined(separator: "\n")) }
                return Digest(of: rows.joined(separator: "\n")).hex
            }
        }()
    }

    static func change(_ path: String, _ sql: String) throws {
        try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    }
}
