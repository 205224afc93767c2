public import Editorial
import GRDB

/// Which takes, in which order, and which page of them. Conditions that are given must all hold; empty sets ask nothing.
public struct TakeQuery: Hashable, Sendable, Codable {
    public enum Sort: Hashable, Sendable, Codable {
        /// The story's order, then the order of asking.
        case shot
        /// The named part of the scores; takes without it come last.
        case score(String)
        /// What the last selection ranked by; takes it did not see come last.
        case quality
        case stars
        case created
    }

    public var shots: Set<String> = []
    public var states: Set<TakeState> = []
    public var verdicts: Set<Verdict.State> = []
    /// Name of a score part -> the least it may be. A take without that part does not pass.
    public var minimumScores: [String: Double] = [:]
    /// Name of a score part -> the most it may be.
    public var maximumScores: [String: Double] = [:]
    public var minimumStars: Int = 0
    public var generators: Set<String> = []
    /// Words to find in the prompt, note, model or import path, whatever the case of its ASCII letters.
    public var text: String?
    /// Of shots in the project file (true) or removed from it (false); both when nil.
    public var active: Bool?
    /// Answers what its shot asks today (true) or something older (false); both when nil.
    public var current: Bool?
    /// Kept by the last selection or not; both when nil.
    public var kept: Bool?
    public var sort: Sort = .shot
    public var descending = false
    /// At most so many; all when nil.
    public var limit: Int?
    public var offset: Int = 0

    public init() {}
}

extension TakeQuery {
    /// `FROM … WHERE …` over the tables of `TakeRecord`, without order.
    var filter: (sql: String, arguments: StatementArguments) {
        var sql = "FROM \(TakeRecord.tables)"
        var (conditions, arguments) = (["1"], StatementArguments())
        func among(_ column: String, _ words: some Collection<String>) {
            guard !words.isEmpty else { return }
            conditions.append("\(column) IN (\(words.map { _ in "?" }.joined(separator: ", ")))")
            arguments += StatementArguments(words.sorted())
        }
        if case .score(let name) = sort {
            sql += " LEFT JOIN score_parts p ON p.take = o.take AND p.name = ?"
            arguments += [name]
        }
        among("o.shot", shots)
        among("\(TakeQuery.state)", states.map(\.rawValue))
        among("coalesce(v.state, 'unset')", verdicts.map(\.rawValue))
        among("o.generator", generators)
        for (limits, comparison) in [(minimumScores, ">="), (maximumScores, "<=")] {
            for (name, limit) in limits.sorted(by: { $0.key < $1.key }) {
                conditions.append("o.take IN (SELECT take FROM score_parts WHERE name = ? AND score \(comparison) ?)")
                arguments += [name, limit]
            }
        }
        if minimumStars > 0 {
            conditions.append("v.stars >= ?")
            arguments += [minimumStars]
        }
        if let text, !text.isEmpty {
            let columns = ["o.prompt", "v.note", "o.model", "o.imported_from"]
            conditions.append("(" + columns.map { "instr(lower(coalesce(\($0), '')), lower(?)) > 0" }.joined(separator: " OR ") + ")")
            arguments += StatementArguments(columns.map { _ in text })
        }
        if let active {
            conditions.append("s.active = ?")
            arguments += [active]
        }
        if let current { conditions.append("\(TakeRecord.current) = \(current ? 1 : 0)") }
        if let kept {
            conditions.append("coalesce(st.kept, 0) = ?")
            arguments += [kept]
        }
        return ("\(sql) WHERE \(conditions.joined(separator: " AND "))", arguments)
    }

    /// Ends in the origin's id, so that pages never overlap.
    var order: String {
        let direction = descending ? "DESC" : "ASC"
        let story = "s.active DESC, s.position, o.shot, o.ordinal, o.id"
        return switch sort {
        case .shot: "s.active DESC, s.position \(direction), o.shot \(direction), o.ordinal \(direction), o.id \(direction)"
        case .score: "p.score \(direction) NULLS LAST, \(story)"
        case .quality: "st.quality \(direction) NULLS LAST, \(story)"
        case .stars: "coalesce(v.stars, 0) \(direction), \(story)"
        case .created: "o.created \(direction), o.id \(direction)"
        }
    }

    /// `TakeRecord.state` in SQL.
    static let state = """
        CASE WHEN t.archived IS NOT NULL THEN 'archived' WHEN t.broken IS NOT NULL THEN 'broken'
            WHEN sc.take IS NULL THEN 'unscored' ELSE 'scored' END
        """
}
