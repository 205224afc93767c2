import Editorial
import GRDB

/// What two takes are held against each other by, quickly and roughly.
public struct TakeFingerprint: Hashable, Sendable {
    public var take: String
    public var shot: String
    /// Place among all takes asked of the shot, 0-based.
    public var ordinal: Int
    /// Hashes of frames.
    public var hashes: [UInt64]
}

extension Pool {
    /// Of every measured take of the project's shots that has one, in no order. The rest of the scores is hardly ever read.
    ///
    /// - Parameter includingRemoved: also of shots that the project file no longer has.
    public func eachFingerprint(includingRemoved: Bool = false, _ body: (TakeFingerprint) throws -> Void) throws {
        let sql = """
            SELECT o.take, o.shot, o.ordinal, substr(sc.scores, 1, \(Self.beginning))
            FROM scores sc CROSS JOIN origins o ON o.take = sc.take CROSS JOIN shots s ON s.id = o.shot WHERE s.active = 1 OR ?
            """
        try read { db in
            let rows = try Row.fetchCursor(db, sql: sql, arguments: [includingRemoved])
            while let row = try rows.next() {
                let take = row[0] as String
                guard let hashes = try ScoresReader.fingerprint(beginning: Array((row[3] as String).utf8)) ?? Self.hashes(of: take, db), !hashes.isEmpty else { continue }
                try body(TakeFingerprint(take: take, shot: row[1], ordinal: row[2], hashes: hashes))
            }
        }
    }

    /// Keys are in the order of the alphabet, so that the fingerprint is among the first.
    private static let beginning = 800

    private static func hashes(of take: String, _ db: Database) throws -> [UInt64]? {
        let text = try String.fetchOne(db.cachedStatement(sql: "SELECT scores FROM scores WHERE take = ?"), arguments: [take])
        return text.flatMap(Scores.init(stored:))?.fingerprint
    }
}
