import Content
import Editorial
import GRDB

/// Makes rows whole that name others which are lost.
struct Mending {
    /// Where takes are shown of which nobody knows what shot they belong to.
    static let shot = "recovered"
    private let db: Database
    private let time: Int64

    init(_ db: Database, at time: Int64) { (self.db, self.time) = (db, time) }

    /// - Parameter verdicts: as the damaged pool had them.
    func mend(_ recovered: inout Recovered, _ verdicts: [String: (verdict: Verdict, decision: Int64)]) throws {
        try mendOrigins(&recovered)
        try mendShots()
        try mendRequests(&recovered)
        let orphans = [
            ("request_events", "request", "requests"), ("scores", "take", "takes"), ("opinions", "take", "takes"), ("keepsakes", "take", "takes"),
            ("selection_takes", "selection", "selections"), ("clips", "render", "renders"), ("cut_names", "cut", "cuts"),
        ]
        for (table, column, parents) in orphans {
            let key = parents == "scores" ? "take" : "id"
            try db.execute(sql: "DELETE FROM \(table) WHERE \(column) NOT IN (SELECT \(key) FROM \(parents))")
        }
        try db.execute(sql: "UPDATE cuts SET parent = NULL WHERE parent NOT IN (SELECT id FROM cuts)")
        try db.execute(sql: "DELETE FROM listing_tags WHERE origin NOT IN (SELECT id FROM origins)")
        try sum(&recovered, verdicts)
    }

    /// A take without an origin is in no list; an origin without a take is of no use.
    private func mendOrigins(_ recovered: inout Recovered) throws {
        try db.execute(sql: "DELETE FROM origins WHERE take NOT IN (SELECT id FROM takes)")
        try db.execute(sql: "DELETE FROM waiting WHERE origin NOT IN (SELECT id FROM origins)")
        try db.execute(sql: "UPDATE origins SET request = NULL WHERE request NOT IN (SELECT id FROM requests)")
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO origins (take, shot, ordinal, request, variant, generator, kind, model, prompt, negative, seed, recipe_key, recipe,
                    cost, created)
                SELECT r.take, r.shot, r.ordinal, r.id, r.variant, r.generator, r.kind, r.model, r.prompt, r.negative, r.seed, r.recipe_key, r.recipe,
                    r.billed, r.updated
                FROM requests r JOIN takes t ON t.id = r.take WHERE NOT EXISTS (SELECT 1 FROM origins o WHERE o.take = r.take)
                """)
        let strays = try String.fetchAll(db, sql: "SELECT id FROM takes WHERE id NOT IN (SELECT take FROM origins) ORDER BY created, id")
        for (number, take) in strays.enumerated() {
            try db.execute(
                sql: """
                    INSERT INTO origins (take, shot, ordinal, variant, generator, kind, prompt, cost, created)
                    SELECT id, ?, ?, '{}', ?, 'import', '', 0, created FROM takes WHERE id = ?
                    """, arguments: [Self.shot, number, Self.shot, take])
        }
        recovered.strays = strays.count
    }

    private func mendShots() throws {
        let sql = """
            SELECT shot, max(prompt) FROM (SELECT shot, prompt FROM origins UNION ALL SELECT shot, prompt FROM requests)
            WHERE shot NOT IN (SELECT id FROM shots) GROUP BY shot
            """
        for row in try Row.fetchAll(db, sql: sql) {
            let shot = Shot(id: row[0], prompt: row[1])
            try db.execute(
                sql: "INSERT INTO shots (id, position, active, prompt, definition, removed) VALUES (?, (SELECT count(*) FROM shots), 0, ?, ?, ?)",
                arguments: [shot.id, shot.prompt, try CanonicalJSON.text(shot), time])
        }
        try db.execute(sql: "DELETE FROM shot_recipes WHERE shot NOT IN (SELECT id FROM shots)")
    }

    /// A request that is done is not asked again, so that one whose take is lost must not stay done, unless it was paid.
    private func mendRequests(_ recovered: inout Recovered) throws {
        let lost = "state = 'done' AND (take IS NULL OR take NOT IN (SELECT id FROM takes))"
        // A take that was deleted on purpose leaves its request done without one.
        try db.execute(
            sql: """
                UPDATE requests SET state = 'failed', error = 'its take was lost with the pool', take = NULL, updated = ?
                WHERE take IS NOT NULL AND \(lost) AND billed = 0 AND provider_id IS NULL
                """, arguments: [time])
        recovered.freeTakesLost = db.changesCount
        recovered.paidTakesLost = try Int.fetchOne(db, sql: "SELECT count(*) FROM requests WHERE take IS NOT NULL AND \(lost)") ?? 0
        try db.execute(sql: "UPDATE requests SET take = NULL WHERE take NOT IN (SELECT id FROM takes)")
    }

    /// Verdicts are the sum of the decisions. One that the damaged pool had and whose decisions are lost is decided anew.
    private func sum(_ recovered: inout Recovered, _ verdicts: [String: (verdict: Verdict, decision: Int64)]) throws {
        for take in try String.fetchAll(db, sql: "SELECT DISTINCT take FROM decisions ORDER BY take") {
            let history = try Pool.history(take, db)
            try Pool.save(history.reduce(Verdict()) { $0.applying($1.decision) }, take, decision: history.last?.id ?? 0, db)
        }
        for (take, kept) in verdicts.sorted(by: { $0.key < $1.key }) {
            let newest = try Int64.fetchOne(db, sql: "SELECT max(id) FROM decisions WHERE take = ?", arguments: [take]) ?? 0
            var now = try Pool.verdict(take, db)
            guard kept.decision > newest, now != kept.verdict else { continue }
            for field in [Decision.Field.state, .stars, .note, .usable] {
                let decision = Decision(bringing: field, of: kept.verdict)
                guard now.applying(decision) != now else { continue }
                let id = try Pool.insert(decision, take, time, db)
                now = now.applying(decision)
                try Pool.save(now, take, decision: id, db)
            }
            recovered.verdictsWithoutHistory += 1
        }
    }
}
