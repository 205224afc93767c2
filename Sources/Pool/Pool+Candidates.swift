public import Editorial
import GRDB
import Timebase

extension Pool {
    /// What the selector chooses from, in the order of the story and of asking. Archived takes are no candidates.
    ///
    /// What scorers said is among the scores, by the scorer's name: `vlm.adherence`.
    ///
    /// A take that was never probed has 0 frames and is `broken`. A take that belongs to several shots is a candidate in each.
    ///
    /// - Parameters:
    ///   - key: counts only scores that were measured this way; any when nil.
    ///   - includingRemoved: also takes of shots that the project file no longer has.
    ///   - includingOutdated: also takes that answer what the shot asked once, such as an older prompt.
    public func candidates(
        scoresKey key: String? = nil, includingRemoved: Bool = false, includingOutdated: Bool = true
    ) throws -> [Candidate] {
        let sql = """
            SELECT o.take, o.shot, o.ordinal, t.frames, t.rate, t.broken, v.state AS verdict, v.reason, v.stars, v.note, v.usable_start,
                v.usable_count, CASE WHEN ?1 IS NULL OR sc.key = ?1 THEN sc.scores END AS scores
            FROM origins o JOIN takes t ON t.id = o.take JOIN shots s ON s.id = o.shot JOIN listing l ON l.origin = o.id
                LEFT JOIN verdicts v ON v.take = o.take LEFT JOIN scores sc ON sc.take = o.take
            WHERE t.archived IS NULL AND (s.active = 1 OR ?2) AND (?3 OR l.current)
            ORDER BY s.active DESC, s.position, o.shot, o.ordinal, o.id
            """
        return try read { db in
            var candidates: [Candidate] = []
            let opinions = try Pool.opinions(db)
            var texts: [String?] = []
            let scoresAtOnce = 1024
            func readScores() {
                let first = candidates.count - texts.count
                // By all processors: of what a selection is made from, scores are most of the reading.
                let read = SideBySide.map(texts, chunk: 64) { some in some.map { $0.flatMap(Scores.init(stored:)) } }
                for (place, scores) in read.enumerated() {
                    var scores = scores
                    let take = Pool.TakeOfShot(candidates[first + place].take, candidates[first + place].shot)
                    for opinion in opinions[take] ?? [] { scores = scores?.adding(opinion.opinion, of: opinion.scorer) }
                    candidates[first + place].scores = scores
                }
                texts = []
            }
            let rows = try Row.fetchCursor(db, sql: sql, arguments: [key, includingRemoved, includingOutdated])
            while let row = try rows.next() {
                candidates.append(
                    Candidate(
                        take: row["take"], shot: row["shot"], ordinal: row["ordinal"], frames: row["frames"] ?? 0,
                        rate: try (row["rate"] as String?).map(FrameRate.init(stored:)) ?? FrameRate(1),
                        scores: nil, verdict: try Verdict(row), broken: row["broken"]))
                texts.append(row["scores"])
                if texts.count == scoresAtOnce { readScores() }
            }
            readScores()
            return candidates
        }
    }
}
