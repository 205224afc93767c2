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
    private var parts = ScoreParts()
    /// Takes that were archived and have their file back.
    private(set) var restored: [String] = []

    init(_ db: Database, holds: @escaping (Blob) -> Bool, at time: Int64) { (self.db, self.holds, self.time) = (db, holds, time) }

    mutating func add(_ prepared: PreparedLine) throws {
        do {
            if let shot = prepared.line.shot { try add(shot: shot) }
            if let request = prepared.line.request { try add(request: request, prepared) }
            if let take = prepared.line.take { try add(take: take, prepared) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw PoolError(.invalid, "a value is missing or of the wrong kind (\(error.message ?? "constraint"))")
        }
    }

    /// Checks references only now that all lines are in: takes and requests name each other.
    mutating func end() throws -> Merged {
        try parts.write(db)
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
    private mutating func add(request: PortableRow, _ prepared: PreparedLine) throws {
        guard let id = request["id"]?.text, let row = prepared.request else { throw PoolError(.invalid, "a request needs an id") }
        let isPlanned = request["state"]?.text == RequestState.planned.rawValue
        guard !isPlanned || request["attempt"]?.integer ?? 1 > 1 else { return }
        try execute(PortableColumns.insertRequest, row.values)
        if db.changesCount > 0 {
            try row.check.get()
        } else {
            let ours = try Pool.require(id, db)
            guard ours.state == .planned, ours.attempt == 1, !isPlanned else { return }
            // The journal counts attempts itself; the events tell of those made elsewhere.
            let columns = PortableColumns.request.filter { !["id", "shot", "ordinal", "created", "attempt"].contains($0) }
            let list = columns.map { "\($0) = ?" }.joined(separator: ", ")
            try execute("UPDATE requests SET \(list) WHERE id = ?", request.arguments(columns) + [id])
            try PortableCheck.request(request.merging(["shot": .text(ours.shot)]) { $1 }, id: id)
        }
        for some in prepared.events { try execute(PortableColumns.insertEvents[some.count], some.values) }
        merged.requests += 1
        merged.billed += Int(clamping: request["billed"]?.asInteger ?? 0)
    }

    private mutating func add(take: PortableRow, _ prepared: PreparedLine) throws {
        guard let blob = prepared.blob else { throw PoolError(.invalid, "a take needs its digest, length and extension") }
        let (id, isHeld, line) = (blob.digest.hex, holds(blob), prepared.line)
        var values = prepared.take
        let isLeftOut = !isHeld && values[PreparedLine.archived].isNull
        if isHeld { values[PreparedLine.archived] = .null } else if isLeftOut { values[PreparedLine.archived] = time.databaseValue }
        try execute(PortableColumns.insertTake, StatementArguments(values))
        if db.changesCount > 0 {
            try PortableCheck.take(take)
            merged.takes += 1
            if isLeftOut { merged.withoutFile += 1 }
        } else {
            merged.known += 1
            if isHeld {
                try execute(
                    "UPDATE takes SET archived = NULL, extension = ? WHERE id = ? AND archived IS NOT NULL", [blob.fileExtension, id])
                merged.restored += db.changesCount
                if db.changesCount > 0 { restored.append(id) }
            }
        }
        // Before the origins: the triggers on what is said of a take then find none to bring up to date.
        try add(decisions: line.decisions ?? [], of: id)
        for tag in line.tags ?? [] {
            try Pool.insert(tag: Pool.tag(tag["tag"]?.text ?? ""), id, tag["time"]?.integer ?? time, db)
            merged.tags += db.changesCount
        }
        guard (line.origins ?? []).allSatisfy({ $0["take"]?.text == id }) else {
            throw PoolError(.invalid, "an origin of take \(id.prefix(8)) names another take")
        }
        for origin in prepared.origins {
            try origin.check.get()
            try execute(PortableColumns.insertOrigin, origin.values)
        }
        try add(line.scores, prepared.scores, of: id)
        for row in line.opinions ?? [] {
            let opinion = try? (row["opinion"]?.text).map { try Stored.json($0) as Opinion }
            guard row["take"]?.text == id, opinion?.parts.values.allSatisfy({ (0...1).contains($0.score) }) == true else {
                throw PoolError(.invalid, "an opinion about take \(id.prefix(8)) is of another take or holds no scores from 0 to 1")
            }
            try execute(PortableColumns.insertOpinion, row.arguments(PortableColumns.opinion))
        }
        if let keepsake = line.keepsake {
            guard Blob(portable: take.merging(["extension": .text(keepsake.fileExtension)]) { $1 }) != nil else {
                throw PoolError(.invalid, "the small picture of take \(id.prefix(8)) has no extension that a file could have")
            }
            try Pool.save(Keepsake(picture: keepsake.picture, fileExtension: keepsake.fileExtension), of: id, keepsake.created, db)
        }
    }

    private mutating func add(_ row: PortableRow?, _ scores: Scores?, of take: String) throws {
        guard let scores, let text = row?["scores"]?.text, let key = row?["key"]?.text else { return }
        guard scores.parts.values.allSatisfy({ $0.score.isFinite }) else {
            throw PoolError(.invalid, "a score of take \(take.prefix(8)) is not a finite number")
        }
        if try Pool.insert(scores: text, scores.parts, &parts, of: take, key: key, at: row?["created"]?.integer ?? time, db) {
            merged.scores += 1
        }
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
