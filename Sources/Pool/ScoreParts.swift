import Editorial
import GRDB

/// Parts of scores on their way into their table, which is in the order of names: the parts of one take go to as many places as there
/// are names, those of many takes by name go to a few.
struct ScoreParts {
    private static let most = 512
    private var waiting: [String: [(scores: Int64, score: Double)]] = [:]
    private var takes = 0

    mutating func add(_ parts: [String: Scores.Part], of number: Int64, _ db: Database) throws {
        for (name, part) in parts { waiting[name, default: []].append((number, part.score)) }
        takes += 1
        if takes == Self.most { try write(db) }
    }

    /// Writes what waits; to be called in the end.
    mutating func write(_ db: Database) throws {
        for (name, all) in waiting.sorted(by: { $0.key < $1.key }) {
            try db.cachedStatement(sql: "INSERT INTO score_names (name) VALUES (?) ON CONFLICT DO NOTHING").execute(arguments: [name])
            let number = try Int64.fetchOne(db.cachedStatement(sql: "SELECT number FROM score_names WHERE name = ?"), arguments: [name])
            for start in stride(from: 0, to: all.count, by: 64) {
                let some = all[start..<min(start + 64, all.count)]
                let rows = repeatElement("(?, ?, ?)", count: some.count).joined(separator: ", ")
                let values = some.flatMap { [number.databaseValue, $0.scores.databaseValue, $0.score.databaseValue] }
                try db.cachedStatement(sql: "INSERT INTO score_parts (name, scores, score) VALUES \(rows)")
                    .execute(arguments: StatementArguments(values))
            }
        }
        (waiting, takes) = ([:], 0)
    }
}
