public import Content
public import Editorial
import GRDB
public import Timebase

/// An opinion as it lies in the pool.
public struct OpinionRecord: Hashable, Sendable {
    public var scorer: String
    /// Names how the scorer was asked: its version, what it was shown, the prompt.
    public var key: String
    public var opinion: Opinion
    public var created: Int64
}

/// A take that a scorer may be shown.
public struct OpinionSubject: Sendable {
    public var blob: Blob
    public var shot: String
    /// 0-based, within the shot.
    public var ordinal: Int
    /// As the take was asked for.
    public var prompt: String
    /// Frames that are sound.
    public var usable: FrameRange
    public var rate: FrameRate

    public var take: Pool.TakeOfShot { .init(blob.digest.hex, shot) }
}

extension Pool {
    /// A take as it belongs to one shot.
    public struct TakeOfShot: Hashable, Sendable {
        public var take: String
        public var shot: String

        public init(_ take: String, _ shot: String) { (self.take, self.shot) = (take, shot) }
    }

    /// Writes down what a scorer said, in place of what it said before.
    public func save(_ opinion: Opinion, of take: TakeOfShot, by scorer: String, key: String, at time: Int64) throws {
        let bad = opinion.parts.filter { !(0...1).contains($0.value.score) || !$0.value.raw.isFinite }.keys.min()
        if let bad {
            throw PoolError(.invalid, "the score '\(scorer).\(bad)' of take \(take.take.prefix(8)) is no number from 0 to 1")
        }
        try keeping([take.take]) { db in
            let sql = """
                INSERT INTO opinions (take, shot, scorer, key, opinion, created) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (take, shot, scorer) DO UPDATE SET key = excluded.key, opinion = excluded.opinion, created = excluded.created
                """
            try db.cachedStatement(sql: sql)
                .execute(arguments: [take.take, take.shot, scorer, key, try CanonicalJSON.text(opinion), time])
        }
    }

    /// What scorers said of a take, by their names.
    public func opinions(of take: TakeOfShot) throws -> [OpinionRecord] {
        try read { db in
            let sql = "SELECT * FROM opinions WHERE take = ? AND shot = ? ORDER BY scorer"
            return try Row.fetchAll(db, sql: sql, arguments: [take.take, take.shot]).map(OpinionRecord.init)
        }
    }

    /// Under which key each take has the opinion of a scorer.
    public func opinionKeys(of scorer: String) throws -> [TakeOfShot: String] {
        try read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT take, shot, key FROM opinions WHERE scorer = ?", arguments: [scorer])
            return Dictionary(uniqueKeysWithValues: rows.map { (TakeOfShot($0["take"], $0["shot"]), $0["key"]) })
        }
    }

    static func opinions(_ db: Database) throws -> [TakeOfShot: [OpinionRecord]] {
        var all: [TakeOfShot: [OpinionRecord]] = [:]
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM opinions ORDER BY take, shot, scorer")
        while let row = try rows.next() { all[TakeOfShot(row["take"], row["shot"]), default: []].append(try OpinionRecord(row)) }
        return all
    }

    /// Sound, measured takes that answer what the project's shots ask today, in the order of the story.
    public func opinionSubjects() throws -> [OpinionSubject] {
        let sql = """
            SELECT t.id, t.bytes, t.extension, t.frames, t.rate, o.shot, o.ordinal, o.prompt, sc.scores
            FROM origins o JOIN takes t ON t.id = o.take JOIN shots s ON s.id = o.shot JOIN listing l ON l.origin = o.id
                JOIN scores sc ON sc.take = o.take
            WHERE s.active = 1 AND t.broken IS NULL AND t.archived IS NULL AND l.current
            ORDER BY s.position, o.shot, o.ordinal, o.id
            """
        return try read { db in
            try Row.fetchAll(db, sql: sql).compactMap { row in
                guard let digest = Digest(row["id"] as String), let rate = try (row["rate"] as String?).map(FrameRate.init(stored:)),
                    let frames = row["frames"] as Int?
                else { return nil }
                let usable = Scores(stored: row["scores"] as String)?.usable ?? FrameRange(start: 0, count: frames)
                return OpinionSubject(
                    blob: Blob(digest: digest, bytes: row["bytes"], fileExtension: row["extension"]), shot: row["shot"],
                    ordinal: row["ordinal"], prompt: row["prompt"], usable: usable, rate: rate)
            }
        }
    }

    // MARK: what scorers say of themselves

    /// Keeps what a scorer said of itself, as JSON.
    /// - Parameter fingerprint: of everything that decides what it says.
    public func remember(scorer: String, fingerprint: String, facts: String) throws {
        try write { db in
            let sql =
                """
                INSERT INTO scorers VALUES (?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET fingerprint = excluded.fingerprint, facts = excluded.facts
                """
            try db.execute(sql: sql, arguments: [scorer, fingerprint, facts])
        }
    }

    /// What a scorer last said of itself, and under which fingerprint.
    public func remembered(scorer: String) throws -> (fingerprint: String, facts: String)? {
        try read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM scorers WHERE name = ?", arguments: [scorer]).map { ($0["fingerprint"], $0["facts"]) }
        }
    }
}

extension OpinionRecord {
    init(_ row: Row) throws {
        self.init(scorer: row["scorer"], key: row["key"], opinion: try Stored.json(row["opinion"]), created: row["created"])
    }
}
