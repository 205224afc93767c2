import Content
import GRDB

extension Pool {
    /// Writes requests down that are not in the journal yet, in one transaction, and gives all of them back as they stand, in
    /// the order asked. A request that is only planned takes over a new estimate; anything further on is left alone.
    @discardableResult
    public func plan(_ requests: [RequestPlan], at time: Int64) throws -> [RequestRecord] {
        try write { db in
            for request in requests {
                try Pool.requireShot(request.shot, db)
                guard request.estimated >= 0, request.ordinal >= 0 else {
                    throw PoolError(.invalid, "a request for shot '\(request.shot)' has a negative estimate or ordinal")
                }
                try db.cachedStatement(
                    sql: """
                        INSERT INTO requests (id, shot, variant, ordinal, seed, generator, kind, model, prompt, negative, recipe_key,
                            recipe, state, attempt, estimated, reserved, billed, parent, why, created, updated)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'planned', 1, ?, 0, 0, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET estimated = excluded.estimated
                        WHERE state = 'planned' AND estimated <> excluded.estimated
                        """
                ).execute(arguments: [
                    request.id, request.shot, try CanonicalJSON.text(request.variant), request.ordinal, String(request.seed),
                    request.generator, request.kind, request.model, request.prompt, request.negative, request.recipeKey, request.recipe,
                    request.estimated, request.parent, try request.reason.map { try CanonicalJSON.text($0) }, time, time,
                ])
                if db.changesCount > 0, try Pool.eventCount(request.id, db) == 0 {
                    try Pool.append(request.id, attempt: 1, .planned, time, provider: nil, billed: 0, message: nil, db)
                }
            }
            return try requests.map { try Pool.require($0.id, db) }
        }
    }

    /// The step before asking: `planned` to `submitting`, on the disk when this returns. Only one caller ever gets through,
    /// in whatever program. The estimate is reserved until the request ends.
    ///
    /// - Parameter budget: refuses when all that was billed or is reserved would come to more than this.
    @discardableResult
    public func claim(_ request: String, budget: Int? = nil, at time: Int64) throws -> RequestRecord {
        try claim([request], budget: budget, at: time)[0]
    }

    /// Claims one with all that will be sent, which is on the disk before any of it leaves.
    ///
    /// - Parameters:
    ///   - estimated: what it will cost now that all is known; takes the place of the estimate it was planned with.
    ///   - sent: JSON without credentials.
    ///   - warnings: what the service cannot do of what was asked.
    @discardableResult
    public func claim(
        _ request: String, estimated: Int, sent: String, warnings: [String] = [], budget: Int? = nil, at time: Int64
    ) throws -> RequestRecord {
        try stepping { db in
            try db.execute(
                sql: "UPDATE requests SET estimated = ?, sent = ?, warnings = ? WHERE id = ? AND state = 'planned'",
                arguments: [estimated, sent, try CanonicalJSON.text(warnings), request])
            return try Pool.claim([request], budget, time, db)
        }[0]
    }

    /// Claims all of them in one transaction, or none.
    @discardableResult
    public func claim(_ requests: [String], budget: Int? = nil, at time: Int64) throws -> [RequestRecord] {
        try stepping { db in try Pool.claim(requests, budget, time, db) }
    }

    private static func claim(_ requests: [String], _ budget: Int?, _ time: Int64, _ db: Database) throws -> [RequestRecord] {
        var committed = try budget == nil ? 0 : Pool.spending(db).committed
        return try requests.map { id in
            let record = try Pool.require(id, db)
            guard record.state == .planned else {
                throw PoolError(
                    .refusedStep,
                    "request \(id.prefix(8)) is \(record.state.rawValue), and only a planned request may be submitted; "
                        + "another build may be working on it")
            }
            let estimate = record.plan.estimated
            if let budget, estimate > 0, committed + estimate > budget {
                throw PoolError(
                    .overBudget,
                    "request \(id.prefix(8)) for shot '\(record.shot)' may cost \(Pool.dollars(estimate)), but of the budget of "
                        + "\(Pool.dollars(budget)) already \(Pool.dollars(committed)) are spent or promised; raise the budget's "
                        + "limit or ask for fewer takes")
            }
            committed += estimate
            try db.cachedStatement(sql: "UPDATE requests SET asked = ? WHERE id = ?").execute(arguments: [time, id])
            return try Pool.step(record, to: .submitting, at: time, db)
        }
    }

    /// Back to `planned`, as the next attempt, in one transaction: the service certainly did not take it, or a person says that it may
    /// be asked again.
    @discardableResult
    public func putBack(_ request: String, message: String, at time: Int64) throws -> RequestRecord {
        try write { db in
            let record = try Pool.require(request, db)
            guard record.state == .submitting || record.state == .ambiguous else {
                throw PoolError(
                    .refusedStep, "request \(request.prefix(8)) is \(record.state.rawValue); only one that was not accepted goes back")
            }
            return try Pool.planAgain(try Pool.step(record, to: .failed, message: message, at: time, db), at: time, db)
        }
    }

    /// Notes the service's word for where a request is. Not a step: the history does not grow by it.
    public func note(_ request: String, status: String, at time: Int64) throws {
        try write { db in
            try db.execute(
                sql: "UPDATE requests SET status = ?, updated = ? WHERE id = ? AND status IS NOT ?",
                arguments: [status, time, request, status])
        }
    }

    /// Every name that the service of a generator ever gave to a request, in this attempt or an earlier one.
    public func tickets(generator: String) throws -> Set<String> {
        let sql = """
            SELECT DISTINCT e.provider_id FROM request_events e JOIN requests r ON r.id = e.request
            WHERE r.generator = ? AND e.provider_id IS NOT NULL
            """
        return Set(try read { db in try String.fetchAll(db, sql: sql, arguments: [generator]) })
    }

    /// The one request whose id starts with the given digits.
    public func request(prefix: String) throws -> RequestRecord {
        let digits = prefix.lowercased()
        guard (4...64).contains(digits.utf8.count), digits.allSatisfy(\.isHexDigit) else {
            throw PoolError(
                .invalid,
                "'\(prefix)' is no request: a request is named by at least the first 4 of its digits; 'mv requests list' shows them")
        }
        let rows = try read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM requests WHERE id >= ? AND id < ? ORDER BY id LIMIT 3", arguments: [digits, digits + "g"])
        }
        guard let row = rows.first else { throw PoolError(.unknown, "no request starts with '\(prefix)'; 'mv requests list' shows them") }
        guard rows.count == 1 else {
            throw PoolError(.ambiguous, "several requests start with '\(prefix)'; give more digits", candidates: rows.map { $0["id"] })
        }
        return try RequestRecord(row)
    }

    /// Moves a request forward. `done` is reached by adding its take.
    ///
    /// - Parameters:
    ///   - charging: millionths of a dollar the service billed for this step; added to what it billed before.
    ///   - message: why it failed, or what the service said.
    @discardableResult
    public func advance(
        _ request: String, to state: RequestState, providerID: String? = nil, charging: Int = 0, message: String? = nil, at time: Int64
    ) throws -> RequestRecord {
        try stepping { db in
            let record = try Pool.require(request, db)
            guard state != .done, state != .planned, state != .submitting, state.rank > record.state.rank else {
                throw PoolError(
                    .refusedStep,
                    "request \(request.prefix(8)) is \(record.state.rawValue) and cannot become \(state.rawValue): a request only moves "
                        + "forward, is submitted through a claim and done when its take is added")
            }
            return [try Pool.step(record, to: state, providerID: providerID, charging: charging, message: message, at: time, db)]
        }[0]
    }

    /// Plans a request again that failed, was refused or cancelled, as its next attempt.
    @discardableResult
    public func retry(_ request: String, at time: Int64) throws -> RequestRecord {
        try write { db in
            let record = try Pool.require(request, db)
            guard record.state.isFinal, record.state != .done else {
                throw PoolError(
                    .refusedStep,
                    "request \(request.prefix(8)) is \(record.state.rawValue); only one that failed, was refused or cancelled is tried "
                        + "again")
            }
            return try Pool.planAgain(record, at: time, db)
        }
    }

    /// Notes money that was billed without a step of the request, such as an invoice that came later.
    @discardableResult
    public func charge(_ request: String, _ millionths: Int, message: String? = nil, at time: Int64) throws -> RequestRecord {
        let record = try write { db in
            guard millionths >= 0 else { throw PoolError(.invalid, "a request cannot be billed a negative sum") }
            let record = try Pool.require(request, db)
            try db.execute(
                sql: "UPDATE requests SET billed = billed + ?, reserved = max(0, reserved - ?), updated = ? WHERE id = ?",
                arguments: [millionths, millionths, time, request])
            try Pool.append(
                request, attempt: record.attempt, record.state, time, provider: nil, billed: millionths, message: message, db)
            return try Pool.require(request, db)
        }
        if let take = record.take { writeSidecars(of: [take]) } else if record.sent != nil { writeRequestSidecars(of: [request]) }
        return record
    }

    public func request(_ id: String) throws -> RequestRecord? {
        try read { db in try Row.fetchOne(db, sql: "SELECT * FROM requests WHERE id = ?", arguments: [id]).map(RequestRecord.init) }
    }

    /// Requests by shot, ordinal and time; of all shots, states and takes unless named.
    public func requests(
        shot: String? = nil, states: Set<RequestState> = [], take: String? = nil, generator: String? = nil
    ) throws -> [RequestRecord] {
        var (conditions, arguments) = (["1"], StatementArguments())
        if let shot {
            conditions.append("shot = ?")
            arguments += [shot]
        }
        if let take {
            conditions.append("take = ?")
            arguments += [take]
        }
        if let generator {
            conditions.append("generator = ?")
            arguments += [generator]
        }
        if !states.isEmpty {
            conditions.append("state IN (\(states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")))")
        }
        let sql = "SELECT * FROM requests WHERE \(conditions.joined(separator: " AND ")) ORDER BY shot, ordinal, created, id"
        return try read { db in try Row.fetchAll(db, sql: sql, arguments: arguments).map(RequestRecord.init) }
    }

    /// Every step a request took, oldest first.
    public func events(of request: String) throws -> [RequestEvent] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM request_events WHERE request = ? ORDER BY id", arguments: [request])
                .map(RequestEvent.init)
        }
    }

    /// The ordinal that the next take asked of a shot gets: above every request and every take of it, past and present.
    public func nextOrdinal(of shot: String) throws -> Int { try read { db in try Pool.nextOrdinal(of: shot, db) } }
}

extension Pool {
    static func nextOrdinal(of shot: String, _ db: Database) throws -> Int {
        let sql = """
            SELECT 1 + max(coalesce((SELECT max(ordinal) FROM requests WHERE shot = ?1), -1),
                           coalesce((SELECT max(ordinal) FROM origins WHERE shot = ?1), -1))
            """
        return try Int.fetchOne(db, sql: sql, arguments: [shot]) ?? 0
    }

    fileprivate static func planAgain(_ record: RequestRecord, at time: Int64, _ db: Database) throws -> RequestRecord {
        try db.cachedStatement(
            sql: """
                UPDATE requests SET state = 'planned', attempt = ?, provider_id = NULL, reserved = 0, status = NULL, updated = ? WHERE id = ?
                """
        ).execute(arguments: [record.attempt + 1, time, record.id])
        try append(record.id, attempt: record.attempt + 1, .planned, time, provider: nil, billed: 0, message: nil, db)
        return try require(record.id, db)
    }

    static func requireShot(_ shot: String, _ db: Database) throws {
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM shots WHERE id = ?")
        guard try Int.fetchOne(statement, arguments: [shot]) != nil else {
            throw PoolError(.unknown, "the pool knows no shot '\(shot)'; shots come from the project file, so build it once first")
        }
    }

    static func require(_ request: String, _ db: Database) throws -> RequestRecord {
        let statement = try db.cachedStatement(sql: "SELECT * FROM requests WHERE id = ?")
        // A row that is fetched as a copy looks each of its columns up by comparing all names.
        let rows = try Row.fetchCursor(statement, arguments: [request])
        guard let row = try rows.next() else {
            throw PoolError(.unknown, "there is no request \(request.prefix(8)) in the journal; plan it first")
        }
        return try RequestRecord(row)
    }

    /// Writes a step that was found allowed. What was reserved shrinks by what is billed and is let go of at the end.
    static func step(
        _ record: RequestRecord, to state: RequestState, providerID: String? = nil, charging: Int = 0, message: String? = nil,
        take: String? = nil, at time: Int64, _ db: Database
    ) throws -> RequestRecord {
        guard charging >= 0 else { throw PoolError(.invalid, "a request cannot be billed a negative sum") }
        let open = state == .submitting ? record.plan.estimated : record.reserved
        try db.cachedStatement(
            sql: """
                UPDATE requests SET state = ?, provider_id = coalesce(?, provider_id), reserved = ?, billed = billed + ?, error = ?,
                    take = coalesce(take, ?), updated = ? WHERE id = ?
                """
        ).execute(arguments: [
            state.rawValue, providerID, state.isFinal ? 0 : max(0, open - charging), charging,
            state == .failed || state == .refused || state == .ambiguous || state == .cancelled ? message : nil, take, time, record.id,
        ])
        try append(record.id, attempt: record.attempt, state, time, provider: providerID, billed: charging, message: message, db)
        return try require(record.id, db)
    }

    static func append(
        _ request: String, attempt: Int, _ state: RequestState, _ time: Int64, provider: String?, billed: Int, message: String?,
        _ db: Database
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO request_events (request, attempt, state, time, provider_id, billed, message) VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [request, attempt, state.rawValue, time, provider, billed, message])
    }

    private static func eventCount(_ request: String, _ db: Database) throws -> Int {
        let statement = try db.cachedStatement(sql: "SELECT count(*) FROM request_events WHERE request = ?")
        return try Int.fetchOne(statement, arguments: [request]) ?? 0
    }

    /// Dollars and cents, with the smaller fractions only where there are some: `$1.20`, `$0.0035`.
    package static func dollars(_ millionths: Int) -> String {
        var fraction = String(1_000_000 + millionths.magnitude % 1_000_000).dropFirst()
        while fraction.count > 2, fraction.last == "0" { fraction.removeLast() }
        return "\(millionths < 0 ? "-" : "")$\(millionths.magnitude / 1_000_000).\(fraction)"
    }
}
