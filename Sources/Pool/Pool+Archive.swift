public import Foundation
import GRDB

/// The small picture that is left of an archived take.
public struct Keepsake: Hashable, Sendable {
    /// At most 20 KiB.
    public var picture: Data
    /// Without the dot, lower case: `jpg`.
    public var fileExtension: String

    public static let mostBytes = 20_480

    public init(picture: Data, fileExtension: String) {
        self.picture = picture
        self.fileExtension = fileExtension
    }
}

extension Pool {
    /// Notes that the file of a take is given up. Everything known of it stays.
    ///
    /// - Parameter keepsake: what it looked like, where that can still be seen.
    public func archive(_ take: String, keeping keepsake: Keepsake? = nil, at time: Int64) throws {
        try keeping([take]) { db in
            try db.execute(sql: "UPDATE takes SET archived = coalesce(archived, ?) WHERE id = ?", arguments: [time, take])
            try Pool.requireChange(take, db)
            if let keepsake { try Pool.save(keepsake, of: take, time, db) }
        }
    }

    public func keepsake(of take: String) throws -> Keepsake? {
        try read { db in try Pool.keepsake(of: take, db) }
    }

    static func keepsake(of take: String, _ db: Database) throws -> Keepsake? {
        let row = try Row.fetchOne(db, sql: "SELECT picture, extension FROM keepsakes WHERE take = ?", arguments: [take])
        return row.map { Keepsake(picture: $0["picture"], fileExtension: $0["extension"]) }
    }

    static func save(_ keepsake: Keepsake, of take: String, _ time: Int64, _ db: Database) throws {
        guard (1...Keepsake.mostBytes).contains(keepsake.picture.count) else {
            throw PoolError(
                .invalid,
                "the small picture of take \(take.prefix(8)) has \(keepsake.picture.count) bytes; 1 to \(Keepsake.mostBytes) are kept")
        }
        try db.cachedStatement(
            sql: "INSERT INTO keepsakes (take, picture, extension, created) VALUES (?, ?, ?, ?) ON CONFLICT (take) DO NOTHING"
        ).execute(arguments: [take, keepsake.picture, keepsake.fileExtension, time])
    }

    /// Takes that the last selection kept or that the newest render of a deliverable shows.
    public func takesInUse() throws -> Set<String> {
        let sql = """
            SELECT o.take FROM listing l JOIN origins o ON o.id = l.origin WHERE l.kept
            UNION SELECT c.take FROM clips c WHERE c.render IN (SELECT max(id) FROM renders GROUP BY deliverable)
            """
        return Set(try read { db in try String.fetchAll(db, sql: sql) })
    }

    /// Digests of all renders there ever were: their films may lie in the store.
    public func renderDigests() throws -> Set<String> {
        Set(try read { db in try String.fetchAll(db, sql: "SELECT DISTINCT digest FROM renders") })
    }
}
