public import Content
public import Editorial
import GRDB

extension Pool {
    /// Writes down what was measured of a take, in place of what was measured before.
    ///
    /// - Parameter key: names how it was measured, such as the key of the scoring recipe without the take.
    public func save(scores: Scores, for take: String, key: String, at time: Int64) throws {
        try save(scores: [(take, scores)], key: key, at: time)
    }

    /// The same for many takes in one transaction.
    public func save(scores: [(take: String, scores: Scores)], key: String, at time: Int64) throws {
        try write { db in try Pool.save(scores, key: key, at: time, db) }
    }

    static func save(_ all: [(take: String, scores: Scores)], key: String, at time: Int64, _ db: Database) throws {
        for (take, scores) in all {
            let bad = scores.parts.filter { !$0.value.score.isFinite || !$0.value.raw.isFinite }.keys.min()
            if let bad {
                throw PoolError(.invalid, "the score '\(bad)' of take \(take.prefix(8)) is not a finite number")
            }
            let known = try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM takes WHERE id = ?)"), arguments: [take])
            guard known == true else { throw Pool.unknownTake(take) }
            try save(scores: try CanonicalJSON.text(scores), of: take, key: key, at: time, db)
        }
    }

    /// - Parameter text: JSON of the scores, known to be sound.
    static func save(scores text: String, of take: String, key: String, at time: Int64, _ db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO scores (take, key, scores, created) VALUES (?, ?, ?, ?)
                ON CONFLICT (take) DO UPDATE SET key = excluded.key, scores = excluded.scores, created = excluded.created
                """
        ).execute(arguments: [take, key, text, time])
        let number = try Int64.fetchOne(db.cachedStatement(sql: "SELECT number FROM scores WHERE take = ?"), arguments: [take])
        try db.cachedStatement(sql: "DELETE FROM score_parts WHERE name IN (SELECT number FROM score_names) AND scores = ?")
            .execute(arguments: [number])
        try db.cachedStatement(
            sql: """
                INSERT INTO score_names (name) SELECT key FROM json_each(?, '$.parts') WHERE key NOT IN (SELECT name FROM score_names)
                ORDER BY key
                """
        ).execute(arguments: [text])
        try db.cachedStatement(
            sql: """
                INSERT INTO score_parts (name, scores, score)
                SELECT n.number, ?, json_extract(j.value, '$.score') FROM json_each(?, '$.parts') j JOIN score_names n ON n.name = j.key
                """
        ).execute(arguments: [number, text])
    }

    /// Sound takes of the project's shots that were not measured this way yet, each once, in the order of the story.
    public func takesWithoutScores(key: String) throws -> [Blob] {
        try read { db in
            let sql = """
                SELECT t.id, t.bytes, t.extension FROM takes t JOIN origins o ON o.take = t.id JOIN shots s ON s.id = o.shot
                    LEFT JOIN scores sc ON sc.take = t.id
                WHERE s.active = 1 AND t.broken IS NULL AND t.archived IS NULL AND sc.key IS NOT ?
                GROUP BY t.id ORDER BY min(s.position), min(o.ordinal), t.id
                """
            return try Row.fetchAll(db, sql: sql, arguments: [key]).map { row in
                let id = row["id"] as String
                guard let digest = Digest(id) else {
                    throw PoolError(.unreadable, "the pool holds the take '\(id)', which is no digest; was it edited by hand?")
                }
                return Blob(digest: digest, bytes: row["bytes"], fileExtension: row["extension"])
            }
        }
    }

    /// Names of all score parts in the pool, sorted.
    public func scoreNames() throws -> [String] {
        let sql = "SELECT name FROM score_names n WHERE EXISTS (SELECT 1 FROM score_parts WHERE name = n.number) ORDER BY name"
        return try read { db in try String.fetchAll(db, sql: sql) }
    }
}
