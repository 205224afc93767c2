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
        var parts = ScoreParts()
        for (take, scores) in all {
            let bad = scores.parts.filter { !$0.value.score.isFinite || !$0.value.raw.isFinite }.keys.min()
            if let bad {
                throw PoolError(.invalid, "the score '\(bad)' of take \(take.prefix(8)) is not a finite number")
            }
            let known = try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM takes WHERE id = ?)"), arguments: [take])
            guard known == true else { throw Pool.unknownTake(take) }
            let text = try CanonicalJSON.text(scores)
            guard try !insert(scores: text, scores.parts, &parts, of: take, key: key, at: time, db) else { continue }
            let number = try Int64.fetchOne(db.cachedStatement(sql: "SELECT number FROM scores WHERE take = ?"), arguments: [take])
            guard let number else { continue }
            // A take may come twice: what waits of it must be there to be taken away.
            try parts.write(db)
            try db.cachedStatement(sql: "UPDATE scores SET key = ?, scores = ?, created = ? WHERE number = ?")
                .execute(arguments: [key, text, time, number])
            try db.cachedStatement(sql: "DELETE FROM score_parts WHERE name IN (SELECT number FROM score_names) AND scores = ?")
                .execute(arguments: [number])
            try parts.add(scores.parts, of: number, db)
        }
        try parts.write(db)
    }

    /// False for a take that has scores, which stay.
    ///
    /// - Parameters:
    ///   - text: JSON of the scores, known to be sound.
    ///   - parts: get the ones of this take, to be written in the end.
    static func insert(
        scores text: String, _ all: [String: Scores.Part], _ parts: inout ScoreParts, of take: String, key: String, at time: Int64,
        _ db: Database
    ) throws -> Bool {
        let sql = "INSERT INTO scores (take, key, scores, created) VALUES (?, ?, ?, ?) ON CONFLICT (take) DO NOTHING"
        try db.cachedStatement(sql: sql).execute(arguments: [take, key, text, time])
        guard db.changesCount > 0 else { return false }
        try parts.add(all, of: db.lastInsertedRowID, db)
        return true
    }

    /// What was measured of a take; nil when it was not.
    public func scores(of take: String) throws -> Scores? {
        try read { db in
            try String.fetchOne(db, sql: "SELECT scores FROM scores WHERE take = ?", arguments: [take]).flatMap(Scores.init(stored:))
        }
    }

    /// Sound takes of the project's shots that were not measured this way yet, each once, in the order of the story.
    public func takesWithoutScores(key: String) throws -> [Blob] {
        try read { db in
            let sql = """
                SELECT t.id, t.bytes, t.extension
                FROM listing l CROSS JOIN shots s ON s.id = l.shot CROSS JOIN origins o ON o.id = l.origin CROSS JOIN takes t ON t.id = o.take
                WHERE s.active = 1 AND l.state IN ('unscored', 'scored')
                    AND NOT EXISTS (SELECT 1 FROM scores sc WHERE sc.key = ? AND sc.number = l.scored)
                GROUP BY t.id ORDER BY min(s.position), min(o.ordinal), t.id
                """
            return try Row.fetchAll(db, sql: sql, arguments: [key]).map { row in
                try Pool.blob(row["id"], bytes: row["bytes"], extension: row["extension"])
            }
        }
    }

    /// Names of all score parts in the pool, sorted.
    public func scoreNames() throws -> [String] {
        let sql = "SELECT name FROM score_names n WHERE EXISTS (SELECT 1 FROM score_parts WHERE name = n.number) ORDER BY name"
        return try read { db in try String.fetchAll(db, sql: sql) }
    }
}
