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
                guard let hashes = try Self.hashes(beginning: row[3]) ?? Self.hashes(of: take, db), !hashes.isEmpty else { continue }
                try body(TakeFingerprint(take: take, shot: row[1], ordinal: row[2], hashes: hashes))
            }
        }
    }

    /// Keys are in the order of the alphabet, so that the fingerprint is among the first.
    private static let beginning = 800

    private static let name = Array(#""fingerprint":["#.utf8)

    /// Nil where it is not all there.
    private static func hashes(beginning text: String) -> [UInt64]? {
        let bytes = Array(text.utf8)
        guard let start = bytes.end(of: name), let end = bytes[start...].firstIndex(of: UInt8(ascii: "]")) else { return nil }
        let numbers = bytes[start..<end].split(separator: UInt8(ascii: ",")).map { UInt64(String(decoding: $0, as: UTF8.self)) }
        return numbers.contains(nil) ? nil : numbers.compactMap { $0 }
    }

    private static func hashes(of take: String, _ db: Database) throws -> [UInt64]? {
        let text = try String.fetchOne(db.cachedStatement(sql: "SELECT scores FROM scores WHERE take = ?"), arguments: [take])
        return text.flatMap(Scores.init(stored:))?.fingerprint
    }
}
