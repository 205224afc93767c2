import Foundation
import GRDB

extension Pool {
    /// Gives tags to a take and takes others away; returns the ones it has then, sorted. Like decisions, tags outlive the bytes.
    @discardableResult
    public func tag(_ take: String, adding: Set<String> = [], removing: Set<String> = [], at time: Int64) throws -> [String] {
        let (adding, removing) = (try adding.map(Pool.tag), try removing.map(Pool.tag))
        return try deciding(tagsOf: [take]) { db in
            guard try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM takes WHERE id = ?)", arguments: [take]) == true else {
                throw Pool.unknownTake(take)
            }
            for tag in removing.sorted() { try db.execute(sql: "DELETE FROM tags WHERE take = ? AND tag = ?", arguments: [take, tag]) }
            for tag in adding.sorted() { try Pool.insert(tag: tag, take, time, db) }
            return try String.fetchAll(db, sql: "SELECT tag FROM tags WHERE take = ? ORDER BY tag", arguments: [take])
        }
    }

    /// All tags in use and how many takes have each, sorted by name.
    public func tags() throws -> [(tag: String, takes: Int)] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT tag, count(*) AS takes FROM tags GROUP BY tag ORDER BY tag").map { ($0["tag"], $0["takes"]) }
        }
    }

    /// Whether any take has it.
    public func hasTag(_ tag: String) throws -> Bool {
        try read { db in try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM tags WHERE tag = ?)", arguments: [tag]) ?? false }
    }

    static func insert(tag: String, _ take: String, _ time: Int64, _ db: Database) throws {
        try db.cachedStatement(sql: "INSERT INTO tags (take, tag, time) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
            .execute(arguments: [take, tag, time])
    }

    /// A tag as it is kept: lower case.
    ///
    /// - Throws: `PoolError` of kind `invalid` for what is no single word of at most 40 letters, digits, `-`, `_`, `.` and `/`.
    public static func tag(_ word: String) throws -> String {
        let tag = word.lowercased()
        let isPlain = tag.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "-_./".unicodeScalars.contains(scalar)
        }
        guard isPlain, (1...40).contains(tag.unicodeScalars.count), tag.first != "-" else {
            throw PoolError(
                .invalid,
                "'\(word)' is no tag: a tag is one word of at most 40 letters, digits, '-', '_', '.' and '/', such as night or act-2")
        }
        return tag
    }
}
