import Content
import Editorial
import Foundation
import GRDB

extension Rebuilding {
    /// Adds what the sidecars know. Damaged ones are passed over.
    mutating func add(_ sidecars: Sidecars) throws {
        let unread = recovered.unread
        try addLines(of: sidecars)
        if sidecars.hasSome, recovered.unread == unread { vouchBySidecars() }
    }

    /// Adds what was asked of services and has not come to a take.
    mutating func add(requests sidecars: Sidecars) throws {
        let unread = recovered.unread
        try addLines(of: sidecars)
        if sidecars.hasMark, recovered.unread == unread { vouchByRequests() }
    }

    private mutating func addLines(of sidecars: Sidecars) throws {
        try sidecars.each { file in
            var lines: [PortableLine] = []
            do {
                try ManifestReader(file, of: file).each { line, _ in lines.append(line) }
                try lines.forEach(Self.check)
            } catch is PoolError {
                return note(unreadTexts: 1)
            }
            for line in lines { try add(line) }
        }
    }

    private static func check(_ line: PortableLine) throws {
        if let request = line.request { try PortableCheck.request(request, id: request["id"]?.text ?? "") }
        guard let take = line.take else { return }
        guard Blob(portable: take) != nil else { throw PoolError(.invalid, "a sidecar names no take by digest, length and extension") }
        try PortableCheck.take(take)
        for origin in line.origins ?? [] { try PortableCheck.origin(origin) }
    }

    private mutating func add(_ line: PortableLine) throws {
        if let shot = line.shot {
            let isNew = try execute(
                "INSERT OR IGNORE INTO shots (\(PortableColumns.shot.joined(separator: ", ")), active, removed) VALUES (?, ?, ?, ?, 0, ?)",
                shot.arguments(PortableColumns.shot) + [time])
            if isNew { note(.sidecars, "shots") }
        }
        if let request = line.request { try add(request: request, line.events ?? []) }
        guard let take = line.take, let id = take["id"]?.text else { return }
        if try execute(PortableColumns.insertTake, take.arguments(PortableColumns.take)) { note(.sidecars, "takes") }
        for origin in line.origins ?? [] where try execute(PortableColumns.insertOrigin, origin.arguments(PortableColumns.origin)) {
            note(.sidecars, "origins")
        }
        for opinion in line.opinions ?? [] where try execute(PortableColumns.insertOpinion, opinion.arguments(PortableColumns.opinion)) {
            note(.sidecars, "opinions")
        }
        if let keepsake = line.keepsake {
            let sql = "INSERT OR IGNORE INTO keepsakes (take, picture, extension, created) VALUES (?, ?, ?, ?)"
            if try execute(sql, [id, keepsake.picture, keepsake.fileExtension, keepsake.created]) { note(.sidecars, "keepsakes") }
        }
    }

    /// A sidecar tells of a request that is done or under way; a backup may be from before.
    private mutating func add(request: PortableRow, _ events: [PortableRow]) throws {
        let id = request["id"]?.text ?? ""
        if try execute(PortableColumns.insertRequest, request.arguments(PortableColumns.request)) {
            note(.sidecars, "requests")
        } else {
            let known = try Row.fetchOne(db.cachedStatement(sql: "SELECT attempt, state FROM requests WHERE id = ?"), arguments: [id])
            guard Self.progress(request["attempt"]?.integer, request["state"]?.text) > Self.progress(known?["attempt"], known?["state"]) else { return }
            let columns = ["state", "attempt", "provider_id", "reserved", "billed", "error", "take", "sent", "warnings", "status", "asked", "updated"]
            let list = columns.map { "\($0) = ?" }.joined(separator: ", ")
            _ = try execute("UPDATE requests SET \(list) WHERE id = ?", request.arguments(columns) + [id])
            try db.execute(sql: "DELETE FROM request_events WHERE request = ?", arguments: [id])
            note(.sidecars, "requests")
        }
        let has = try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM request_events WHERE request = ?)"), arguments: [id])
        guard has != true else { return }
        for event in events where try execute(PortableColumns.insertEvents[1], [id] + event.arguments(PortableColumns.event)) {
            note(.sidecars, "request_events")
        }
    }

    /// How far a request is. One that is done is done, whatever attempt it was.
    private static func progress(_ attempt: Int64?, _ state: String?) -> (Int64, Int) {
        guard let state = state.flatMap(RequestState.init), state != .done else { return (state == nil ? -1 : .max, 0) }
        return (attempt ?? 0, state.rank)
    }

    /// Adds what the journal of verdicts knows. Decisions keep their numbers where these are free.
    mutating func add(_ journal: VerdictJournal) throws {
        var tags: [String: VerdictJournal.Entry] = [:]
        let bad = try journal.each { entry in
            if entry.tags != nil { tags[entry.take] = entry } else { try add(decision: entry) }
        }
        note(unreadTexts: bad)
        if bad == 0, FileManager.default.fileExists(atPath: journal.path) { vouchByJournal() }
        guard !whole.contains("tags") else { return }
        for (take, entry) in tags.sorted(by: { $0.key < $1.key }) {
            try db.execute(sql: "DELETE FROM tags WHERE take = ?", arguments: [take])
            for tag in entry.tags ?? [] {
                guard let tag = try? Pool.tag(tag) else { continue }
                try Pool.insert(tag: tag, take, entry.row["time"]?.integer ?? time, db)
                note(.journal, "tags")
            }
        }
    }

    /// What of `cut.json` a version of the cut holds.
    private struct NewestCut: Decodable {
        var version: Int64?
        var edits: CutEdits?
        var slots: [Slot]
        var timeline: Timeline
    }

    /// Adds the cut that people and scripts are told of, where it is newer than all that is known: in it is what was set by hand.
    mutating func add(cut path: String) throws {
        guard let data = FileManager.default.contents(atPath: path), let cut = try? CanonicalJSON.decode(NewestCut.self, from: data),
            let version = cut.version, try version > Int64.fetchOne(db, sql: "SELECT max(id) FROM cuts") ?? 0
        else { return }
        try db.execute(
            sql: "INSERT INTO cuts (id, time, kind, what, edits, slots, timeline, clips) VALUES (?, ?, 'edit', 'as cut.json had it', ?, ?, ?, ?)",
            arguments: [
                version, time, try CanonicalJSON.text(cut.edits ?? CutEdits()), try CanonicalJSON.text(cut.slots),
                try CanonicalJSON.text(cut.timeline), cut.timeline.clips.count,
            ])
        note(.cut, "cuts")
    }

    private mutating func add(decision entry: VerdictJournal.Entry) throws {
        guard (try? PortableCheck.decision(entry.row)) != nil else { return note(unreadTexts: 1) }
        let values = entry.row.arguments(PortableColumns.decision)
        let sames = PortableColumns.decision.map { "\($0) IS ?" }.joined(separator: " AND ")
        let known = try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM decisions WHERE take = ? AND \(sames))"), arguments: [entry.take] + values)
        guard known != true else { return }
        let category = entry.kind == "reject" ? RejectReason(entry.row["text"]?.text)?.category : nil
        let columns = ["take"] + PortableColumns.decision + ["category"]
        let rest: StatementArguments = [entry.take] + values + [category?.rawValue]
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let list = columns.joined(separator: ", ")
        var isNew = try execute("INSERT OR IGNORE INTO decisions (id, \(list)) VALUES (?, \(marks))", [entry.id] + rest)
        // Another decision has that number: the journal also tells of a pool that another was put in the place of.
        if !isNew { isNew = try execute("INSERT INTO decisions (\(list)) VALUES (\(marks))", rest) }
        if isNew { note(.journal, "decisions") }
    }
}
