import GRDB

/// What the requests of one shot, or to one model, came to; calls to scorers count as requests that make no takes.
///
/// Money in millionths of a US dollar.
public struct CostLine: Hashable, Sendable, Codable {
    public var shot: String
    public var generator: String
    public var model: String?
    /// Requests in the journal.
    public var requests: Int
    /// What the planned ones will cost, by their estimates.
    public var planned: Int
    /// What those with a service may still be billed.
    public var committed: Int
    public var spent: Int
    public var takes: Int
    public var refused: Int
    public var failed: Int
    /// Takes that are picked, or that the last selection kept, and their seconds.
    public var kept: Int
    public var keptSeconds: Double

    public init(
        shot: String, generator: String, model: String?, requests: Int, planned: Int, committed: Int, spent: Int, takes: Int, refused: Int,
        failed: Int, kept: Int, keptSeconds: Double
    ) {
        self.shot = shot
        self.generator = generator
        self.model = model
        self.requests = requests
        self.planned = planned
        self.committed = committed
        self.spent = spent
        self.takes = takes
        self.refused = refused
        self.failed = failed
        self.kept = kept
        self.keptSeconds = keptSeconds
    }
}

extension Pool {
    /// One line for each shot, generator and model, in the order of the story; then one for each shot, scorer and model.
    public func costs() throws -> [CostLine] {
        let sql = """
            SELECT r.shot, r.generator, r.model, count(*) AS requests,
                sum(CASE WHEN r.state = 'planned' THEN r.estimated ELSE 0 END) AS planned, sum(r.reserved) AS committed,
                sum(r.billed) AS spent, count(r.take) AS takes, sum(r.state = 'refused') AS refused, sum(r.state = 'failed') AS failed,
                coalesce(sum(k.kept), 0) AS kept, coalesce(sum(k.seconds), 0) AS kept_seconds
            FROM requests r JOIN shots s ON s.id = r.shot
                LEFT JOIN (
                    SELECT r2.id, 1 AS kept, t.seconds FROM requests r2 JOIN takes t ON t.id = r2.take
                        LEFT JOIN verdicts v ON v.take = t.id
                        LEFT JOIN selection_takes st ON st.selection = (SELECT max(id) FROM selections) AND st.take = t.id AND st.shot = r2.shot
                    WHERE coalesce(v.state, 'unset') = 'pick' OR (coalesce(v.state, 'unset') <> 'reject' AND st.kept = 1)
                ) k ON k.id = r.id
            GROUP BY r.shot, r.generator, r.model ORDER BY s.active DESC, s.position, r.shot, r.generator, r.model
            """
        let calls = """
            SELECT c.shot, c.scorer AS generator, c.model, count(*) AS requests, 0 AS planned, sum(c.reserved) AS committed,
                sum(c.billed) AS spent, 0 AS takes, 0 AS refused, sum(c.state IN ('failed', 'lost')) AS failed, 0 AS kept, 0 AS kept_seconds
            FROM calls c LEFT JOIN shots s ON s.id = c.shot
            GROUP BY c.shot, c.scorer, c.model ORDER BY s.active DESC, s.position, c.shot, c.scorer, c.model
            """
        return try read { db in
            try (Row.fetchAll(db, sql: sql) + Row.fetchAll(db, sql: calls)).map { row in
                CostLine(
                    shot: row["shot"], generator: row["generator"], model: row["model"], requests: row["requests"], planned: row["planned"],
                    committed: row["committed"], spent: row["spent"], takes: row["takes"], refused: row["refused"], failed: row["failed"],
                    kept: row["kept"], keptSeconds: row["kept_seconds"])
            }
        }
    }
}
