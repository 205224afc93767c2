import Editorial
import GRDB

extension Pool {
    /// The take, as its first origin in a shot that is still in the project has it, or as `shot` has it.
    public func take(_ id: String, shot: String? = nil) throws -> TakeRecord? {
        try read { db in
            do {
                return try Pool.requireTake(id, shot: shot, db)
            } catch let error as PoolError where error.kind == .unknown {
                return nil
            }
        }
    }

    /// Every shot's view of the take: one record for each shot it belongs to, the first origin first.
    public func origins(of take: String) throws -> [TakeRecord] {
        try read { db in
            try Row.fetchAll(db, sql: TakeRecord.select + " WHERE o.take = ? ORDER BY o.id", arguments: [take]).map(TakeRecord.init)
        }
    }

    /// A page of takes. A take that belongs to several shots is listed in each.
    public func takes(_ query: TakeQuery = TakeQuery()) throws -> [TakeRecord] {
        var takes: [TakeRecord] = []
        try eachTake(query) { takes.append($0) }
        return takes
    }

    /// Calls `body` for each take of the query, in order, holding a few hundred at a time.
    ///
    /// - Parameter withScores: false leaves `scores` nil, which takes a third of the time.
    public func eachTake(_ query: TakeQuery = TakeQuery(), withScores: Bool = true, _ body: (TakeRecord) throws -> Void) throws {
        try read { db in try Pool.each(Pool.page(query, db), withScores, db, body) }
    }

    /// The same, and how many takes the query finds in all.
    public func list(_ query: TakeQuery, withScores: Bool = true, _ body: (TakeRecord) throws -> Void) throws -> TakeCount {
        try read { db in
            let (page, count) = try query.isCapped ? Pool.pageCounting(query, db) : (Pool.page(query, db), Pool.tally(query, db))
            try Pool.each(page, withScores, db, body)
            return count
        }
    }

    /// How many takes a query finds, without regard to its page.
    public func count(_ query: TakeQuery = TakeQuery()) throws -> Int { try read { db in try Pool.tally(query, db).found } }

    static func limit(_ query: TakeQuery) -> String {
        query.limit != nil || query.offset > 0 ? " LIMIT \(query.limit ?? -1) OFFSET \(max(0, query.offset))" : ""
    }

    private static func each(_ origins: [Int64], _ withScores: Bool, _ db: Database, _ body: (TakeRecord) throws -> Void) throws {
        let select = withScores ? TakeRecord.select : TakeRecord.selectWithoutScores
        for start in stride(from: 0, to: origins.count, by: 256) {
            let part = origins[start..<min(start + 256, origins.count)]
            let list = part.map(String.init).joined(separator: ",")
            var records: [Int64: TakeRecord] = [:]
            let rows = try Row.fetchCursor(db, sql: select + " WHERE o.id IN (\(list))")
            while let row = try rows.next() {
                var record = try TakeRecord(row)
                if !withScores { record.isReadWithoutScores = record.scoresKey != nil }
                records[row["id"]] = record
            }
            for id in part { if let record = records[id] { try body(record) } }
        }
    }

    /// The one take whose id starts with the given digits, as git finds a commit: at least four, upper or lower case.
    ///
    /// Throws `PoolError` of kind `invalid` for what is no prefix, `unknown` for one that nothing has, and `ambiguous`, with the
    /// candidates, for one that several takes have.
    public func resolve(prefix: String) throws -> TakeRecord {
        let digits = prefix.lowercased()
        guard digits.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }), (4...64).contains(digits.utf8.count) else {
            throw PoolError(
                .invalid, "'\(prefix)' is no take: a take is named by at least the first 4 of its 64 hexadecimal digits; "
                    + "'mv pool list' shows them")
        }
        return try read { db in
            let sql = """
                SELECT t.id, o.shot, o.ordinal FROM takes t JOIN origins o ON o.id = (SELECT min(id) FROM origins WHERE take = t.id)
                WHERE t.id >= ? AND t.id < ? ORDER BY t.id LIMIT 11
                """
            let rows = try Row.fetchAll(db, sql: sql, arguments: [digits, digits + "g"])
            guard let first = rows.first else {
                throw PoolError(.unknown, "no take starts with '\(prefix)'; 'mv pool list' shows what there is")
            }
            guard rows.count == 1 else {
                let lines = rows.prefix(10).map { row -> String in
                    let id = (row["id"] as String).prefix(max(12, digits.utf8.count + 4))
                    return "  \(id)  shot \(row["shot"] as String), take \((row["ordinal"] as Int) + 1)"
                }
                let more = rows.count > 10 ? ["  …"] : []
                throw PoolError(
                    .ambiguous, "several takes start with '\(prefix)'; give more digits:\n" + (lines + more).joined(separator: "\n"),
                    candidates: rows.prefix(10).map { $0["id"] })
            }
            return try Pool.requireTake(first["id"], shot: nil, db)
        }
    }

    /// How many digits tell all takes apart, 8 or more: what a list should print of an id.
    public func digitsNeeded() throws -> Int {
        try read { db in try Int.fetchOne(db, sql: "SELECT value FROM counters WHERE name = 'digits'") ?? 8 }
    }
}
