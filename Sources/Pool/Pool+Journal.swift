import Content
import GRDB

/// A request in the journal as far as a build looks at all of them: what was sent is not read.
public struct JournalLine: Hashable, Sendable {
    public var id: String
    public var shot: String
    public var generator: String
    public var recipeKey: String
    public var state: RequestState
    /// The take that came of it.
    public var take: String?
    /// A service gave it a name.
    public var hasTicket: Bool
    /// Asked for beyond the project file: a retake, or another prompt for a refused one.
    public var hasReason: Bool
    /// Millionths of a dollar.
    public var estimated: Int
}

extension Pool {
    /// The newest request of a shot for something else than these.
    public func newestRequest(of shot: String, besides recipeKeys: Set<String>) throws -> RequestRecord? {
        let sql = """
            SELECT * FROM requests WHERE shot = ? AND recipe_key NOT IN (SELECT value FROM json_each(?))
            ORDER BY created DESC, id DESC LIMIT 1
            """
        let keys = try CanonicalJSON.text(recipeKeys.sorted())
        return try read { db in try Row.fetchOne(db, sql: sql, arguments: [shot, keys]).map(RequestRecord.init) }
    }

    /// Every request there ever was, by shot, ordinal and time.
    public func journal() throws -> [JournalLine] {
        let sql = """
            SELECT id, shot, generator, recipe_key, state, take, provider_id IS NOT NULL, why IS NOT NULL, estimated
            FROM requests ORDER BY shot, ordinal, created, id
            """
        return try read { db in
            // States and names come again and again.
            var (states, words): ([String: RequestState], [String: String]) = ([:], [:])
            func same(_ text: String) -> String {
                if let known = words[text] { return known }
                words[text] = text
                return text
            }
            var lines: [JournalLine] = []
            let rows = try Row.fetchCursor(db, sql: sql)
            while let row = try rows.next() {
                let word = row[4] as String
                let state: RequestState = try states[word] ?? Stored.word(word)
                states[word] = state
                lines.append(
                    JournalLine(
                        id: row[0], shot: same(row[1]), generator: same(row[2]), recipeKey: same(row[3]), state: state, take: row[5],
                        hasTicket: row[6], hasReason: row[7], estimated: row[8]))
            }
            return lines
        }
    }
}
