public import Content
import GRDB

extension Pool {
    /// Calls `body` for each take's file, whether or not it was given up, in the order they came. Reads nothing else of the takes.
    public func eachFile(_ body: (_ file: Blob, _ isArchived: Bool) throws -> Void) throws {
        try read { db in
            let rows = try Row.fetchCursor(db, sql: "SELECT id, bytes, extension, archived IS NOT NULL FROM takes ORDER BY rowid")
            while let row = try rows.next() { try body(Pool.blob(row[0], bytes: row[1], extension: row[2]), row[3]) }
        }
    }

    static func blob(_ id: String, bytes: Int64, extension ending: String) throws -> Blob {
        guard let digest = Digest(id) else {
            throw PoolError(.unreadable, "the pool holds the take '\(id)', which is no digest; was it edited by hand?")
        }
        return Blob(digest: digest, bytes: bytes, fileExtension: ending)
    }
}
