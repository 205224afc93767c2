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
                guard let last = try Data.fetchOne(end, arguments: [take]) else { continue }
                ranges[take] =
                    try ScoresReader.usable(end: Array(last)) ?? String.fetchOne(whole, arguments: [take]).flatMap(Scores.init(stored:))?.usable
            }
        }
        return ranges
    }

    /// Keys are in the order of the alphabet, so that the range is the last.
    private static let end = 80
}
