import Foundation
import Testing

extension TinyProject {
    /// The ids of all takes, in the order of the shots.
    func takeIDs() async throws -> [String] {
        let list = try await pool("list", "--all", "--json")
        let rows = try JSONSerialization.jsonObject(with: Data(list.out.utf8)) as? [[String: Any]] ?? []
        return try rows.map { try #require($0["id"] as? String) }
    }

    func file(ofTake id: String) -> String { "\(folder)/.mv/store/\(id.prefix(2))/\(id.dropFirst(2)).mp4" }

    /// Overwrites a piece in the middle of a file with the same byte.
    func damage(_ path: String, at share: Double = 0.5, bytes: Int = 16) throws {
        let url = URL(fileURLWithPath: path)
        var data = try Data(contentsOf: url)
        let start = Int(Double(data.count) * share)
        data.replaceSubrange(start..<min(start + bytes, data.count), with: Data(repeating: 0x5a, count: min(bytes, data.count - start)))
        try data.write(to: url)
    }

    var poolFile: String { folder + "/.mv/pool.sqlite" }

    /// Overwrites all but the first page of the database.
    func damagePool() throws {
        for part in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: poolFile + part) }
        var data = try Data(contentsOf: URL(fileURLWithPath: poolFile))
        data.replaceSubrange(4096..<data.count, with: Data(repeating: 0x5a, count: data.count - 4096))
        try data.write(to: URL(fileURLWithPath: poolFile))
    }

    /// The one object a command prints with `--json`.
    static func object(_ ended: Program.Ended) -> [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(ended.out.utf8)) as? [String: Any]) ?? [:]
    }
}
