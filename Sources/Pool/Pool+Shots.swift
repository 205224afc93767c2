import Content
public import Editorial
import GRDB

/// A shot as the pool remembers it.
public struct ShotRecord: Hashable, Sendable, Codable {
    /// As the project file had it last.
    public var shot: Shot
    /// Place in the story, 0-based; of a removed shot, the place it had.
    public var position: Int
    /// False once the project file no longer has it.
    public var active: Bool
    /// When it left the project file.
    public var removed: Int64?
}

extension Pool {
    /// Takes over the shots of the project file. Shots that are no longer in it stay with all their takes, marked as removed,
    /// and are active again when they return. Changes nothing on the disk when nothing changed.
    ///
    /// - Parameter recipeKeys: what each shot asks for today. Takes made for another question (an older prompt, another
    ///   model) are then not `current`. Every take of a shot that is not named here is current.
    public func syncShots(_ shots: [Shot], recipeKeys: [String: Set<String>] = [:], at time: Int64) throws {
        try write { db in
            var present = Set<String>()
            for (position, shot) in shots.enumerated() {
                guard present.insert(shot.id).inserted else {
                    throw PoolError(.invalid, "two shots have the id '\(shot.id)'; every shot needs its own")
                }
                try db.cachedStatement(
                    sql: """
                        INSERT INTO shots (id, position, active, prompt, definition, removed) VALUES (?, ?, 1, ?, ?, NULL)
                        ON CONFLICT (id) DO UPDATE SET position = excluded.position, active = 1, prompt = excluded.prompt,
                            definition = excluded.definition, removed = NULL
                        WHERE (position, active, definition) IS NOT (excluded.position, 1, excluded.definition)
                        """
                ).execute(arguments: [shot.id, position, shot.prompt, try CanonicalJSON.text(shot)])
                try setRecipeKeys(recipeKeys[shot.id] ?? [], of: shot.id, db)
            }
            for id in try String.fetchAll(db, sql: "SELECT id FROM shots WHERE active = 1") where !present.contains(id) {
                try db.execute(sql: "UPDATE shots SET active = 0, removed = ? WHERE id = ?", arguments: [time, id])
            }
        }
    }

    private func setRecipeKeys(_ wanted: Set<String>, of shot: String, _ db: Database) throws {
        let known = try String.fetchSet(db, sql: "SELECT recipe_key FROM shot_recipes WHERE shot = ?", arguments: [shot])
        guard known != wanted else { return }
        for key in known.subtracting(wanted) {
            try db.execute(sql: "DELETE FROM shot_recipes WHERE shot = ? AND recipe_key = ?", arguments: [shot, key])
        }
        for key in wanted.subtracting(known) {
            try db.execute(sql: "INSERT INTO shot_recipes (shot, recipe_key) VALUES (?, ?)", arguments: [shot, key])
        }
        let current = "(SELECT r.current FROM listing_rows r WHERE r.origin = listing.origin)"
        try db.execute(sql: "UPDATE listing SET current = \(current) WHERE shot = ? AND current <> \(current)", arguments: [shot])
    }

    /// Shots in the order of the story, removed ones last.
    public func shots(includingRemoved: Bool = false) throws -> [ShotRecord] {
        try read { db in
            let sql = "SELECT * FROM shots WHERE active = 1 OR ? ORDER BY active DESC, position, id"
            return try Row.fetchAll(db, sql: sql, arguments: [includingRemoved]).map { row in
                ShotRecord(shot: Shot(row), position: row["position"], active: row["active"], removed: row["removed"])
            }
        }
    }
}
