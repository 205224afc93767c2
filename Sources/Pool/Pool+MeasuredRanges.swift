import Editorial
import Foundation
import GRDB
public import Timebase

extension Pool {
    /// Of measured takes the frames that the machine would show, by the take's id. The rest of the scores is hardly ever read.
    public func measuredRanges(of takes: some Sequence<String>) throws -> [String: FrameRange] {
        var ranges: [String: FrameRange] = [:]
        try read { db in
            let end = try db.cachedStatement(sql: "SELECT substr(CAST(scores AS BLOB), \(-Self.end)) FROM scores WHERE take = ?")
            let whole = try db.cachedStatement(sql: "SELECT scores FROM scores WHERE take = ?")
            for take in takes {
                guard let bytes = try Data.fetchOne(end, arguments: [take]) else { continue }
                ranges[take] =
                    try Self.range(end: bytes) ?? String.fetchOne(whole, arguments: [take]).flatMap(Scores.init(stored:))?.usable
            }
        }
        return ranges
    }

    /// Keys are in the order of the alphabet, so that the range is the last.
    private static let end = 80
    private static let name = Array(#""usable":{"count":"#.utf8)
    private static let between = Array(#","start":"#.utf8)

    /// Nil where the text does not end as this program writes it.
    private static func range(end bytes: Data) -> FrameRange? {
        let text = Array(bytes)
        guard let count = text.end(of: name), let start = text.end(of: between, from: count), text.suffix(2).elementsEqual("}}".utf8) else { return nil }
        let numbers = [text[count..<start - between.count], text[start..<text.count - 2]].map { Int(String(decoding: $0, as: UTF8.self)) }
        guard let count = numbers[0], let first = numbers[1], count >= 0, !first.addingReportingOverflow(count).overflow else { return nil }
        return FrameRange(start: first, count: count)
    }
}
