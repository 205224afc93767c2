import Foundation
import GRDB

/// What happens to files.
enum Damage {
    /// Overwrites a page in the middle of each of these tables, in a database that nobody has open.
    static func pages(of tables: [String], in path: String) throws {
        let numbers = try DatabaseQueue(path: path).read { db in
            try tables.map { table in
                let sql = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno"
                let leaves = try Int.fetchAll(db, sql: sql, arguments: [table])
                precondition(leaves.count > 2, "\(table) needs some pages")
                return leaves[leaves.count / 2]
            }
        }
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        for number in numbers { bytes.replaceSubrange((number - 1) * 4096..<number * 4096, with: Data(repeating: 0x5a, count: 4096)) }
        try bytes.write(to: URL(fileURLWithPath: path))
        try remove(path, parts: ["-wal", "-shm"])
    }

    /// Takes the pool away.
    static func remove(_ path: String, parts: [String] = ["", "-wal", "-shm"]) throws {
        for part in parts where FileManager.default.fileExists(atPath: path + part) { try FileManager.default.removeItem(atPath: path + part) }
    }
}
