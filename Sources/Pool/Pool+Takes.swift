import Content
public import Editorial
import GRDB
import Timebase

extension Pool {
    /// Adds a take and ends the request it answers, in one transaction. See `add(_:at:)` for many.
    @discardableResult
    public func add(_ take: NewTake, at time: Int64) throws -> TakeRecord {
        try keeping([take.blob.digest.hex]) { db in
            try insert(take, at: time, db)
            try Pool.settle(db)
            return try Pool.requireTake(take.blob.digest.hex, shot: take.shot, db)
        }
    }

    /// Adds takes in one transaction. Bytes that are there already stay the one take they are and gain an origin in the shot when
    /// they had none there. A delivery for a request that had been given up or was already done is kept all the same.
    public func add(_ takes: [NewTake], at time: Int64) throws {
        try keeping(takes.map(\.blob.digest.hex)) { db in for take in takes { try insert(take, at: time, db) } }
    }

    private func insert(_ take: NewTake, at time: Int64, _ db: Database) throws {
        try Pool.requireShot(take.shot, db)
        guard take.facts != nil || take.broken != nil else {
            throw PoolError(.invalid, "the take \(take.blob.digest.short) needs the facts of its file, or the reason why there are none")
        }
        let id = take.blob.digest.hex
        try insertBytes(take, at: time, db)
        let cost = try take.request.map { try end($0, by: take, at: time, db) } ?? take.charging ?? 0
        try db.cachedStatement(
            sql: """
                INSERT INTO origins (take, shot, ordinal, request, variant, generator, kind, model, prompt, negative, seed, recipe_key,
                    recipe, cost, imported_from, created)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (take, shot) DO NOTHING
                """
        ).execute(arguments: [
            id, take.shot, try take.ordinal ?? Pool.nextOrdinal(of: take.shot, db), take.request, try CanonicalJSON.text(take.variant),
            take.generator, take.kind, take.model, take.prompt, take.negative, take.seed.map { String($0) }, take.recipeKey, take.recipe,
            cost, take.importedFrom, time,
        ])
    }

    /// The same bytes again bring an archived take back, and facts to one that could not be probed before.
    private func insertBytes(_ take: NewTake, at time: Int64, _ db: Database) throws {
        let (id, facts) = (take.blob.digest.hex, take.facts)
        try db.cachedStatement(
            sql: """
                INSERT INTO takes (id, bytes, extension, container, codec, width, height, pixel_format, rate, frames, seconds, has_audio,
                    bit_rate, rotation, has_c2pa, metadata, broken, archived, created)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)
                ON CONFLICT (id) DO UPDATE SET extension = excluded.extension, archived = NULL WHERE archived IS NOT NULL
                """
        ).execute(arguments: [
            id, take.blob.bytes, take.blob.fileExtension, facts?.container, facts?.codec, facts?.width, facts?.height, facts?.pixelFormat,
            facts?.rate.description, facts?.frames, facts?.seconds, facts?.hasAudio, facts?.bitRate, facts?.rotation, facts?.hasC2PA,
            try facts.map { try CanonicalJSON.text($0.metadata) }, take.broken, time,
        ])
        if db.changesCount == 0, let facts, take.broken == nil {
            let statement = try db.cachedStatement(sql: "SELECT frames IS NULL FROM takes WHERE id = ?")
            if try Bool.fetchOne(statement, arguments: [id]) == true { try Pool.setFacts(facts, of: id, db) }
        }
    }

    /// What the delivery cost in the end, over all attempts of its request.
    private func end(_ request: String, by take: NewTake, at time: Int64, _ db: Database) throws -> Int {
        let record = try Pool.require(request, db)
        guard record.shot == take.shot else {
            throw PoolError(.invalid, "request \(request.prefix(8)) asks for shot '\(record.shot)', not '\(take.shot)'")
        }
        let id = take.blob.digest.hex
        if record.state == .done {
            // Collected a second time, as after a crash: the money was counted the first time.
            if record.take != id {
                try db.execute(
                    sql: "UPDATE requests SET take = coalesce(take, ?), updated = ? WHERE id = ?", arguments: [id, time, request])
                try Pool.append(
                    request, attempt: record.attempt, .done, time, provider: nil, billed: 0,
                    message: "delivered again as \(take.blob.digest.short)", db)
            }
            return record.billed
        }
        let charge = take.charging ?? record.reserved
        return try Pool.step(record, to: .done, charging: charge, take: id, at: time, db).billed
    }

    /// Marks a take whose file cannot be decoded, saying why.
    public func markBroken(_ take: String, reason: String) throws {
        try keeping([take]) { db in
            try db.execute(sql: "UPDATE takes SET broken = ? WHERE id = ?", arguments: [reason, take])
            try Pool.requireChange(take, db)
        }
    }

    /// Writes down what a new probe found, and that the take is sound.
    public func markSound(_ take: String, facts: MediaFacts) throws {
        try keeping([take]) { db in
            try Pool.setFacts(facts, of: take, db)
            try Pool.requireChange(take, db)
        }
    }

    private static func setFacts(_ facts: MediaFacts, of take: String, _ db: Database) throws {
        try db.cachedStatement(
            sql: """
                UPDATE takes SET container = ?, codec = ?, width = ?, height = ?, pixel_format = ?, rate = ?, frames = ?, seconds = ?,
                    has_audio = ?, bit_rate = ?, rotation = ?, has_c2pa = ?, metadata = ?, broken = NULL WHERE id = ?
                """
        ).execute(arguments: [
            facts.container, facts.codec, facts.width, facts.height, facts.pixelFormat, facts.rate.description, facts.frames,
            facts.seconds, facts.hasAudio, facts.bitRate, facts.rotation, facts.hasC2PA, try CanonicalJSON.text(facts.metadata), take,
        ])
    }

    /// Notes that the file of an archived take is back.
    public func restore(_ take: String) throws {
        try keeping([take]) { db in
            try db.execute(sql: "UPDATE takes SET archived = NULL WHERE id = ?", arguments: [take])
            try Pool.requireChange(take, db)
        }
    }

    /// Takes an archived take out of the pool, with its origins and scores. Its requests stay done, so that it is not paid for
    /// again, and its decisions stay, so that a rejected clip that comes back is rejected.
    public func delete(_ take: String) throws {
        try write { db in
            let record = try Pool.requireTake(take, shot: nil, db)
            guard record.archived != nil else {
                throw PoolError(.invalid, "take \(take.prefix(8)) is not archived; archive it first, then delete it")
            }
            try db.execute(sql: "DELETE FROM takes WHERE id = ?", arguments: [take])
        }
        Beside(path).sidecars.remove(take)
    }

    /// A change of takes, with their sidecars.
    func keeping<Value>(_ takes: [String], _ body: (Database) throws -> Value) throws -> Value {
        let value = try write(body)
        writeSidecars(of: takes)
        return value
    }
}

extension Pool {
    static func requireTake(_ take: String, shot: String?, _ db: Database) throws -> TakeRecord {
        let statement = try db.cachedStatement(
            sql: TakeRecord.select + " WHERE o.take = ?1 AND (?2 IS NULL OR o.shot = ?2) ORDER BY s.active DESC, o.id LIMIT 1")
        let rows = try Row.fetchCursor(statement, arguments: [take, shot])
        guard let row = try rows.next() else { throw unknownTake(take) }
        return try TakeRecord(row)
    }

    static func requireChange(_ take: String, _ db: Database) throws {
        guard db.changesCount > 0 else { throw unknownTake(take) }
    }

    static func unknownTake(_ take: String) -> PoolError {
        PoolError(.unknown, "there is no take \(take.prefix(12)) in the pool; 'mv pool list' shows what there is")
    }
}
