import Content
import Editorial
import GRDB
import Timebase

/// Adds the lines of a manifest to a pool. What the pool knows itself stays; what it does not know is added; decisions of both sides
/// become one history in the order they were made.
struct Merging {
    private let db: Database
    private let holds: (Blob) -> Bool
    private let time: Int64
    private var merged = Merged()

    /// References are checked when all lines are in: takes and requests name each other.
    init(_ db: Database, holds: @escaping (Blob) -> Bool, at time: Int64) throws {
        (self.db, self.holds, self.time) = (db, holds, time)
        try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
    }

    mutating func add(_ line: PortableLine) throws {
        do {
            if let shot = line.shot { try add(shot: shot) }
            if let request = line.request { try add(request: request, line.events ?? []) }
            if let take = line.take { try add(take: take, line) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw PoolError(.invalid, "a value is missing or of the wrong kind (\(error.message ?? "constraint"))")
        }
    }

    func end() throws -> Merged {
        if let row = try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") {
            throw PoolError(.invalid, "the manifest names \(row[2] as String? ?? "something") that it does not have; nothing was imported")
        }
        return merged
    }

    private mutating func add(shot: PortableRow) throws {
        guard let id = shot["id"]?.text, (1...100).contains(id.utf8.count),
            id.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F && $0 != "/" && $0 != "\\" }), id != ".", id != ".."
        else { throw PoolError(.invalid, "a shot needs an id of at most 100 bytes without slashes") }
        guard try !exists("shots", "id", id) else { return }
        let columns = PortableColumns.shot
        try execute(PortableColumns.insertShot, shot.arguments(columns) + [0, time])
        merged.shots.append(id)
    }

    /// A request that this pool only planned takes over what became of it elsewhere: asking again would pay twice. One it has asked
    /// for itself stays as it is.
    private mutating func add(request: PortableRow, _ events: [PortableRow]) throws {
        guard let id = request["id"]?.text else { throw PoolError(.invalid, "a request needs an id") }
        guard request["state"]?.text != RequestState.planned.rawValue || request["attempt"]?.integer ?? 1 > 1 else { return }
        let known = try db.cachedStatement(sql: "SELECT * FROM requests WHERE id = ?")
        let ours = try Row.fetchOne(known, arguments: [id]).map(RequestRecord.init)
        if let ours {
            guard ours.state == .planned, ours.attempt == 1, request["state"]?.text != RequestState.planned.rawValue else { return }
            // The journal counts attempts itself; the events tell of those made elsewhere.
            let columns = PortableColumns.request.filter { !["id", "shot", "ordinal", "created", "attempt"].contains($0) }
            let list = columns.map { "\($0) = ?" }.joined(separator: ", ")
            try execute("UPDATE requests SET \(list) WHERE id = ?", request.arguments(columns) + [id])
        } else {
            try execute(PortableColumns.insertRequest, request.arguments(PortableColumns.request))
        }
        for event in events { try execute(PortableColumns.insertEvent, [id] + event.arguments(PortableColumns.event)) }
        let record = try Pool.require(id, db)
        let plan = record.plan
        let again = RequestPlan(
            shot: plan.shot, variant: plan.variant, ordinal: plan.ordinal, seed: plan.seed, generator: plan.generator, kind: plan.kind,
            prompt: plan.prompt, recipeKey: plan.recipeKey, recipe: plan.recipe)
        guard again.id == id else { throw PoolError(.invalid, "request \(id.prefix(8)) does not ask for what its id says") }
        merged.requests += 1
        merged.billed += record.billed
    }

    private mutating func add(take: PortableRow, _ line: PortableLine) throws {
        guard let blob = Blob(portable: take) else { throw PoolError(.invalid, "a take needs its digest, length and extension") }
        let id = blob.digest.hex
        let isHeld = holds(blob)
        let ours = try Bool.fetchOne(db.cachedStatement(sql: "SELECT archived IS NOT NULL FROM takes WHERE id = ?"), arguments: [id])
        if let isArchived = ours {
            merged.known += 1
            if isHeld, isArchived {
                try execute("UPDATE takes SET archived = NULL, extension = ? WHERE id = ?", [blob.fileExtension, id])
                merged.restored += 1
            }
        } else {
            var row = take
            if isHeld { row["archived"] = .null } else if row["archived"] ?? .null == .null {
                row["archived"] = .integer(time)
                merged.withoutFile += 1
            }
            try execute(PortableColumns.insertTake, row.arguments(PortableColumns.take))
            merged.takes += 1
        }
        // Before the origins, whose words are then put into the index once, with note and tags.
        try add(decisions: line.decisions ?? [], of: id)
        for tag in line.tags ?? [] {
            try Pool.insert(tag: Pool.tag(tag["tag"]?.text ?? ""), id, tag["time"]?.integer ?? time, db)
            merged.tags += db.changesCount
        }
        for origin in line.origins ?? [] {
            guard origin["take"]?.text == id else { throw PoolError(.invalid, "an origin of take \(id.prefix(8)) names another take") }
            try execute(PortableColumns.insertOrigin, origin.arguments(PortableColumns.origin))
        }
        try add(scores: line.scores, of: id)
        if let keepsake = line.keepsake {
            guard Blob(portable: take.merging(["extension": .text(keepsake.fileExtension)]) { $1 }) != nil else {
                throw PoolError(.invalid, "the small picture of take \(id.prefix(8)) has no extension that a file could have")
            }
            try Pool.save(Keepsake(picture: keepsake.picture, fileExtension: keepsake.fileExtension), of: id, keepsake.created, db)
        }
        // What cannot be read back would break every list of the pool.
        for row in try Row.fetchAll(db.cachedStatement(sql: Self.readBack), arguments: [id]) { _ = try TakeRecord(row) }
    }

    /// Without the scores, which were read when they were added.
    private static let readBack = TakeRecord.select.replacing("sc.scores", with: "NULL AS scores") + " WHERE o.take = ?"

    private mutating func add(scores: PortableRow?, of take: String) throws {
        guard let scores, try !exists("scores", "take", take), let text = scores["scores"]?.text, let key = scores["key"]?.text,
            let value = Scores(stored: text)
        else { return }
        guard value.parts.values.allSatisfy({ $0.score.isFinite }) else {
            throw PoolError(.invalid, "a score of take \(take.prefix(8)) is not a finite number")
        }
        try Pool.save(scores: text, of: take, key: key, at: scores["created"]?.integer ?? time, db)
        merged.scores += 1
    }

    /// The verdict is the sum of both histories in the order of time: of each kind of decision, the newest holds.
    private mutating func add(decisions: [PortableRow], of take: String) throws {
        guard !decisions.isEmpty else { return }
        let known = try Pool.history(take, db)
        let frames = try Int.fetchOne(db.cachedStatement(sql: "SELECT frames FROM takes WHERE id = ?"), arguments: [take])
        var theirs = Verdict()
        var added = 0
        for row in decisions {
            guard let time = row["time"]?.integer, ["pick", "reject", "unset", "stars", "note", "usable"].contains(row["kind"]?.text) else {
                throw PoolError(.invalid, "a decision about take \(take.prefix(8)) is of no known kind")
            }
            let decision = try Decision(portable: row)
            try decision.check(frames: frames, take: take)
            theirs = theirs.applying(decision)
            guard !known.contains(where: { $0.time == time && $0.decision == decision }) else { continue }
            _ = try Pool.insert(decision, take, time, db)
            added += 1
        }
        guard added > 0 else { return }
        let all = try Pool.history(take, db)
        let (ours, now) = (known.reduce(Verdict()) { $0.applying($1.decision) }, all.reduce(Verdict()) { $0.applying($1.decision) })
        try Pool.save(now, take, decision: all.last?.id ?? 0, db)
        merged.decisions += added
        if ours.state != theirs.state, ours.state != .unset, theirs.state != .unset {
            merged.conflicts.append(.init(take: take, ours: ours.state, theirs: theirs.state, now: now.state))
        }
    }

    private func exists(_ table: String, _ column: String, _ value: String) throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE \(column) = ?)")
        return try Bool.fetchOne(statement, arguments: [value]) ?? false
    }

    private func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try db.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

extension Decision {
    fileprivate init(portable row: PortableRow) throws {
        func range() -> FrameRange? {
            guard let start = row["usable_start"]?.integer, let count = row["usable_count"]?.integer else { return nil }
            return FrameRange(start: Int(Int32(clamping: start)), count: Int(Int32(clamping: count)))
        }
        switch row["kind"]?.text {
        case "pick": self = .pick
        case "reject": self = .reject(reason: row["text"]?.text)
        case "stars": self = .stars(Int(clamping: row["stars"]?.integer ?? -1))
        case "note": self = .note(row["text"]?.text ?? "")
        case "usable": self = .usable(range())
        default: self = .unset
        }
    }
}
