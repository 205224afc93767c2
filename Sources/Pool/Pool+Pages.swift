import GRDB

/// Finding the origins of a page. Numbers are sorted, not records: a page of wide rows in a sorter costs many times the memory.
extension Pool {
    /// So many rows are looked up one by one in less time than it takes to read the listing.
    private static let few = 4000

    static func page(_ query: TakeQuery, _ db: Database) throws -> [Int64] {
        // Most pages are found among the first few; of those whose conditions let few takes pass, most are among some thousand.
        for times in [12, 100] {
            guard let limit = query.limit, let value = try valueOfFirst(query, times, db) else { break }
            let ids = try ids(query, .reaching(value), db)
            if ids.count == limit { return ids }
        }
        return try ids(query, .all, db)
    }

    private static func ids(_ query: TakeQuery, _ reading: TakeQuery.Reading, _ db: Database) throws -> [Int64] {
        let filter = query.filter(reading)
        let sql = "SELECT l.origin \(filter.sql) ORDER BY \(query.order)\(limit(query))"
        return try Int64.fetchAll(db, sql: sql, arguments: filter.arguments)
    }

    /// For a sorted page: the value that so many times its takes reach. A page that is full of those needs no others. Nil where it is no
    /// help.
    private static func valueOfFirst(_ query: TakeQuery, _ times: Int, _ db: Database) throws -> Double? {
        guard let limit = query.limit, limit > 0, query.shots.isEmpty else { return nil }
        let place = (limit + max(0, query.offset)) * times
        let (direction, comparison) = query.descending ? ("DESC", ">=") : ("ASC", "<=")
        switch query.sort {
        case .shot: return nil
        case .score(let name):
            // Every so many takes, which are looked up: the scores are not in their order, and to sort them all takes longer.
            let every = max(1, (try Int.fetchOne(db, sql: "SELECT max(number) FROM scores") ?? 0) / few)
            let sql = """
                WITH RECURSIVE numbers (number) AS (
                    SELECT 1 UNION ALL SELECT number + ? FROM numbers WHERE number < (SELECT max(number) FROM scores))
                SELECT p.score FROM numbers n CROSS JOIN score_parts p ON p.name = \(TakeQuery.scoreNumber) AND p.scores = n.number
                ORDER BY p.score \(direction)
                """
            let sample = try Double.fetchAll(db, sql: sql, arguments: [every, name])
            let index = place / every + 1
            guard index < sample.count else { return nil }
            let value = sample[index]
            let reaching = sample.count { query.descending ? $0 >= value : $0 <= value }
            return reaching <= 2 * index + 10 ? value : nil
        case .quality, .stars, .created:
            let column = query.sort.column
            let sql = "SELECT \(column) FROM listing WHERE \(column) IS NOT NULL ORDER BY \(column) \(direction) LIMIT 1 OFFSET ?"
            guard let value = try Double.fetchOne(db, sql: sql, arguments: [place]) else { return nil }
            let most = 2 * max(place, few)
            let reaching = "SELECT count(*) FROM (SELECT 1 FROM listing WHERE \(column) \(comparison) ? LIMIT ?)"
            return try Int.fetchOne(db, sql: reaching, arguments: [value, most]) ?? 0 < most ? value : nil
        }
    }

    // MARK: counting

    static func tally(_ query: TakeQuery, _ db: Database) throws -> TakeCount {
        var query = query
        query.sort = .shot
        guard query != query.everything else { return try tallyOfAll(query, db) }
        let filter = query.filter(activity: "1")
        let sql = "SELECT count(*), count(*) FILTER (WHERE \(query.activity ?? "1")) \(filter.sql)"
        let row = try Row.fetchOne(db, sql: sql, arguments: filter.arguments)
        let (all, found): (Int, Int) = (row?[0] ?? 0, row?[1] ?? 0)
        return TakeCount(found: found, leftOut: all - found)
    }

    private static func tallyOfAll(_ query: TakeQuery, _ db: Database) throws -> TakeCount {
        let sql = """
            SELECT coalesce(sum(l.takes), 0), coalesce(sum(l.takes) FILTER (WHERE \(query.activity ?? "1")), 0)
            FROM (SELECT shot, current, count(*) AS takes FROM listing GROUP BY shot, current) l JOIN shots s ON s.id = l.shot
            """
        let row = try Row.fetchOne(db, sql: sql)
        let (all, found): (Int, Int) = (row?[0] ?? 0, row?[1] ?? 0)
        return TakeCount(found: found, leftOut: all - found)
    }

    /// A page, and a count that goes no further than `TakeCount.most`. Where few origins have the words and tags, those are all that is
    /// looked at; else the listing is read in the order of shots until both are known.
    static func pageCounting(_ query: TakeQuery, _ db: Database) throws -> (page: [Int64], count: TakeCount) {
        var story = query
        story.sort = .shot
        let most = TakeCount.most
        if let origins = try fewOrigins(query, db) {
            let all = try look(query, .origins(origins), for: .both, atMost: .max, db)
            return (cut(all.found, query), TakeCount(found: min(most, all.found.count), leftOut: min(most, all.leftOut)))
        }
        // Words are looked up once for both counts. Anything else is only asked of takes that the count is about.
        var seen = try look(story, .all, for: query.text == nil ? .found : .both, atMost: most, db)
        if query.text == nil { seen.leftOut = try look(story, .all, for: .leftOut, atMost: most, db).leftOut }
        let count = TakeCount(found: seen.found.count, leftOut: seen.leftOut)
        if seen.found.count < most { return (try ids(query, .origins(seen.found), db), count) }
        if query.sort == .shot, query.offset + (query.limit ?? most) <= most { return (cut(seen.found, query), count) }
        return (try page(query, db), count)
    }

    private static func fewOrigins(_ query: TakeQuery, _ db: Database) throws -> [Int64]? {
        guard let origins = query.origins else { return nil }
        let ids = try Int64.fetchAll(db, sql: origins.sql + " LIMIT \(few + 1)", arguments: origins.arguments)
        return ids.count > few ? nil : ids
    }

    private enum Wanted { case found, leftOut, both }

    /// What a query finds, in its order whatever its page, and how many only its conditions on activity leave out; of each no more than
    /// so many.
    private static func look(
        _ query: TakeQuery, _ reading: TakeQuery.Reading, for wanted: Wanted, atMost most: Int, _ db: Database
    ) throws -> (found: [Int64], leftOut: Int) {
        let activity = query.activity ?? "1"
        let condition =
            switch wanted {
            case .found: activity
            case .leftOut: "NOT (\(activity))"
            case .both: "1"
            }
        let filter = query.filter(reading, activity: condition)
        let sql = "SELECT l.origin, \(activity) \(filter.sql) ORDER BY \(query.order)"
        let rows = try Row.fetchCursor(db, sql: sql, arguments: filter.arguments)
        var (found, leftOut) = ([Int64](), 0)
        while let row = try rows.next() {
            if row[1] as Bool { found.append(row[0]) } else { leftOut += 1 }
            let hasFound = wanted == .leftOut || found.count >= most
            let hasLeftOut = wanted == .found || query.activity == nil || leftOut >= most
            if hasFound, hasLeftOut { break }
        }
        return (Array(found.prefix(most)), min(most, leftOut))
    }

    private static func cut(_ ids: [Int64], _ query: TakeQuery) -> [Int64] {
        Array(ids.dropFirst(max(0, query.offset)).prefix(query.limit ?? .max))
    }
}
