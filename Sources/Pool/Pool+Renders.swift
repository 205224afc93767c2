public import Content
public import Editorial
import GRDB

/// A deliverable that was made.
public struct RenderRecord: Hashable, Sendable, Codable {
    public var time: Int64
    /// File name in `out/`.
    public var deliverable: String
    public var blob: Blob
    public var frames: Int
    public var seconds: Double
    public var timeline: Timeline

    public init(time: Int64, deliverable: String, blob: Blob, frames: Int, seconds: Double, timeline: Timeline) {
        self.time = time
        self.deliverable = deliverable
        self.blob = blob
        self.frames = frames
        self.seconds = seconds
        self.timeline = timeline
    }
}

/// Where a take is used today, and why or why not.
public struct TakeUsage: Hashable, Sendable, Codable {
    public struct Use: Hashable, Sendable, Codable {
        public var deliverable: String
        public var clip: Clip
    }

    /// What the last selection said, for each shot the take belongs to.
    public var selected: [SelectionEntry]
    /// Clips of the newest render of each deliverable, in the order of the film.
    public var uses: [Use]
}

extension Pool {
    /// Saves a render and gives its id; the id of the deliverable's last one when that has the same content.
    @discardableResult
    public func save(render: RenderRecord) throws -> Int64 {
        try write { db in
            let timeline = try CanonicalJSON.text(render.timeline)
            let last = """
                SELECT id FROM renders WHERE id = (SELECT max(id) FROM renders WHERE deliverable = ?) AND digest = ? AND timeline = ?
                """
            if let id = try Int64.fetchOne(db, sql: last, arguments: [render.deliverable, render.blob.digest.hex, timeline]) { return id }
            try db.execute(
                sql: """
                    INSERT INTO renders (time, deliverable, digest, bytes, extension, frames, seconds, timeline)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    render.time, render.deliverable, render.blob.digest.hex, render.blob.bytes, render.blob.fileExtension, render.frames,
                    render.seconds, timeline,
                ])
            let id = db.lastInsertedRowID
            for (number, clip) in render.timeline.clips.enumerated() {
                try db.execute(
                    sql: "INSERT INTO clips (render, number, take, clip) VALUES (?, ?, ?, ?)",
                    arguments: [id, number, clip.take, try CanonicalJSON.text(clip)])
            }
            return id
        }
    }

    /// The newest render, of one deliverable or of any.
    public func latestRender(deliverable: String? = nil) throws -> RenderRecord? {
        try read { db in
            let sql = "SELECT * FROM renders WHERE ?1 IS NULL OR deliverable = ?1 ORDER BY id DESC LIMIT 1"
            guard let row = try Row.fetchOne(db, sql: sql, arguments: [deliverable]) else { return nil }
            guard let digest = Digest(row["digest"] as String) else {
                throw PoolError(.unreadable, "the pool holds a render whose digest is none; was it edited by hand?")
            }
            return RenderRecord(
                time: row["time"], deliverable: row["deliverable"],
                blob: Blob(digest: digest, bytes: row["bytes"], fileExtension: row["extension"]), frames: row["frames"],
                seconds: row["seconds"], timeline: try Stored.json(row["timeline"]))
        }
    }

    public func usage(_ take: String) throws -> TakeUsage {
        try read { db in
            let selected = try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM selection_takes WHERE selection = (SELECT max(id) FROM selections) AND take = ? ORDER BY kept DESC, shot
                    """, arguments: [take]
            ).map { row in
                SelectionEntry(
                    shot: row["shot"], kept: row["kept"], rank: row["rank"], quality: row["quality"],
                    reasons: try Stored.list(row["reasons"]))
            }
            let uses = try Row.fetchAll(
                db,
                sql: """
                    SELECT r.deliverable, c.clip FROM clips c JOIN renders r ON r.id = c.render
                    WHERE c.take = ? AND r.id = (SELECT max(id) FROM renders WHERE deliverable = r.deliverable)
                    ORDER BY r.deliverable, c.number
                    """, arguments: [take]
            ).map { row in TakeUsage.Use(deliverable: row["deliverable"], clip: try Stored.json(row["clip"])) }
            return TakeUsage(selected: selected, uses: uses)
        }
    }
}
