public import Editorial
import Foundation
import GRDB
import Timebase

extension Pool {
    /// What may be chosen from, in the order of the story and of asking. Archived takes are no candidates.
    ///
    /// What scorers said is among the scores, by the scorer's name: `vlm.adherence`.
    ///
    /// A take that was never probed has 0 frames and is `broken`. A take that belongs to several shots is a candidate in each.
    ///
    /// - Parameters:
    ///   - key: counts only scores that were measured this way; any when nil.
    ///   - shot: takes of this shot only; of all when nil.
    ///   - includingRemoved: also takes of shots that the project file no longer has.
    ///   - includingOutdated: also takes that answer what the shot asked once, such as an older prompt.
    public func candidates(
        scoresKey key: String? = nil, ofShot shot: String? = nil, includingRemoved: Bool = false, includingOutdated: Bool = true
    ) throws -> [Candidate] {
        try candidates(
            "(s.active = 1 OR ?2) AND (?3 OR l.current) AND (?4 IS NULL OR o.shot = ?4)", [key, includingRemoved, includingOutdated, shot]
        ).map(\.candidate)
    }

    /// What a film is made of: takes that answer what the project asks today, and after them older ones that a person picked, or that `pinned`
    /// names; the latter also of shots that the project file no longer has.
    ///
    /// - Parameter key: counts only scores that were measured this way.
    public func filmCandidates(scoresKey key: String, pinned: Set<String> = []) throws -> [Candidate] {
        let pins = String(decoding: try JSONEncoder().encode(pinned.sorted()), as: UTF8.self)
        let all = try candidates(
            """
            (s.active = 1 AND (l.current OR v.state = '\(Verdict.State.pick.rawValue)')
                OR o.take IN (SELECT value FROM json_each(?2)))
            """, [key, pins])
        let current = all.filter(\.isCurrent)
        let known = Set(current.map(\.candidate.take))
        let older = all.filter { !$0.isCurrent && !known.contains($0.candidate.take) }
        // Of one that belongs to shots of today and to removed ones, the former are meant.
        let there = Set(older.filter(\.isActive).map(\.candidate.take))
        return (current + older.filter { $0.isActive || !there.contains($0.candidate.take) }).map(\.candidate)
    }

    private struct Found {
        var candidate: Candidate
        /// The project file has its shot.
        var isActive: Bool
        /// It answers what the shot asks today.
        var isCurrent: Bool
    }

    /// How many takes' scores one processor is given at a time.
    private static let scoresAtOnce = 64

    /// - Parameter arguments: the first is the scores' key, or null for any.
    private func candidates(_ condition: String, _ arguments: StatementArguments) throws -> [Found] {
        let sql = """
            SELECT o.take, o.shot, o.ordinal, t.frames, t.rate, t.broken, v.state AS verdict, v.reason, v.stars, v.note, v.usable_start,
                v.usable_count, CASE WHEN ?1 IS NULL OR sc.key = ?1 THEN sc.scores END AS scores, s.active, l.current
            FROM origins o JOIN takes t ON t.id = o.take JOIN shots s ON s.id = o.shot JOIN listing l ON l.origin = o.id
                LEFT JOIN verdicts v ON v.take = o.take LEFT JOIN scores sc ON sc.take = o.take
            WHERE t.archived IS NULL AND \(condition)
            ORDER BY s.active DESC, s.position, o.shot, o.ordinal, o.id
            """
        return try read { db in
            var all: [Found] = []
            let opinions = try Pool.opinions(db)
            var texts: [String?] = []
            // By other processors while rows are fetched: of what a selection is made from, scores are most of the reading.
            let reading = BackgroundMap<String?, Scores?> { $0.flatMap(Scores.init(stored:)) }
            let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
            while let row = try rows.next() {
                let candidate = Candidate(
                    take: row["take"], shot: row["shot"], ordinal: row["ordinal"], frames: row["frames"] ?? 0,
                    rate: try (row["rate"] as String?).map(FrameRate.init(stored:)) ?? FrameRate(1), scores: nil, verdict: try Verdict(row),
                    broken: row["broken"])
                all.append(Found(candidate: candidate, isActive: row["active"], isCurrent: row["active"] && row["current"]))
                texts.append(row["scores"])
                if texts.count == Self.scoresAtOnce {
                    reading.add(texts)
                    texts = []
                }
            }
            reading.add(texts)
            for (place, scores) in reading.values().enumerated() {
                var scores = scores
                if !opinions.isEmpty {
                    let candidate = all[place].candidate
                    for opinion in opinions[Pool.TakeOfShot(candidate.take, candidate.shot)] ?? [] {
                        scores = scores?.adding(opinion.opinion, of: opinion.scorer)
                    }
                }
                all[place].candidate.scores = scores
            }
            return all
        }
    }
}
