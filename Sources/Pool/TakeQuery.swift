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
    /// Rejected for one of these.
    public var categories: Set<RejectReason.Category> = []
    /// Tags that a take must all have.
    public var tags: Set<String> = []
    /// Words or parts of words to find in the prompt, the negative prompt, note, tags, model, import path or shot, whatever the case.
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
    /// `FROM … WHERE …` over the narrow table of lists, without order. Shots come first, so that their order is the order of reading.
    ///
    /// - Parameters:
    ///   - activity: a condition on `s.active` and `l.current`, which is looked at first; what the query asks of them by default.
    ///   - limit: of the score sorted by; only takes that reach it are then read.
    func filter(activity: String? = nil, reaching limit: Double? = nil) -> (sql: String, arguments: StatementArguments) {
        var sql = "FROM shots s CROSS JOIN listing l ON l.shot = s.id"
        var (conditions, arguments) = ([activity ?? self.activity ?? "1"], StatementArguments())
        func among(_ column: String, _ words: some Collection<String>) {
            guard !words.isEmpty else { return }
            conditions.append("\(column) IN (\(words.map { _ in "?" }.joined(separator: ", ")))")
            arguments += StatementArguments(words.sorted())
        }
        if case .score(let name) = sort {
            if let limit {
                sql = "FROM score_parts p CROSS JOIN listing l ON l.scored = p.scores CROSS JOIN shots s ON s.id = l.shot"
                conditions.append("p.name = \(Self.scoreNumber) AND p.score \(descending ? ">=" : "<=") ?")
                arguments += [name, limit]
            } else {
                sql += " LEFT JOIN score_parts p ON p.name = \(Self.scoreNumber) AND p.scores = l.scored"
                arguments += [name]
            }
        }
        among("s.id", shots)
        among("l.state", states.map(\.rawValue))
        among("l.verdict", verdicts.map(\.rawValue))
        among("l.category", categories.map(\.rawValue))
        among("l.generator", generators)
        for (limits, comparison) in [(minimumScores, ">="), (maximumScores, "<=")] {
            for (name, limit) in limits.sorted(by: { $0.key < $1.key }) {
                let score = "SELECT score FROM score_parts WHERE name = \(Self.scoreNumber) AND scores = l.scored"
                conditions.append("(\(score)) \(comparison) ?")
                arguments += [name, limit]
            }
        }
        if minimumStars > 0 {
            conditions.append("l.stars >= ?")
            arguments += [minimumStars]
        }
        for tag in tags.sorted() {
            conditions.append("EXISTS (SELECT 1 FROM listing_tags g WHERE g.tag = ? AND g.origin = l.origin)")
            arguments += [tag]
        }
        if let text, !text.isEmpty {
            let words = Self.wordCondition(text)
            conditions.append(words.sql)
            arguments += words.arguments
        }
        if let kept {
            conditions.append("l.kept = ?")
            arguments += [kept]
        }
        return ("\(sql) WHERE \(conditions.joined(separator: " AND "))", arguments)
    }

    /// What `active` and `current` ask; nil for nothing.
    var activity: String? {
        let conditions = [active.map { "s.active = \($0 ? 1 : 0)" }, current.map { "l.current = \($0 ? 1 : 0)" }].compactMap { $0 }
        return conditions.isEmpty ? nil : conditions.joined(separator: " AND ")
    }

    /// True where `Pool.list` counts no further than `TakeCount.most`.
    public var isCapped: Bool { isDear && (limit ?? TakeCount.most) < TakeCount.most }

    /// True where it takes long to say whether a take passes.
    var isDear: Bool { !minimumScores.isEmpty || !maximumScores.isEmpty || !tags.isEmpty || text != nil }

    /// From the index, which knows groups of three letters, or for less than that by looking into each text. The plus keeps SQLite
    /// from looking up every row that was found one by one.
    private static func wordCondition(_ text: String) -> (sql: String, arguments: StatementArguments) {
        guard text.unicodeScalars.count < 3 else {
            let phrase = "\"" + text.replacing("\"", with: "\"\"") + "\""
            return ("+l.origin IN (SELECT rowid FROM take_text WHERE take_text MATCH ?)", [phrase])
        }
        let columns = ["prompt", "negative", "note", "tags", "model", "imported_from", "shot"]
        let pattern = "%" + text.map { "%_\\".contains($0) ? "\\\($0)" : "\($0)" }.joined() + "%"
        let any = columns.map { "w.\($0) LIKE ? ESCAPE '\\'" }.joined(separator: " OR ")
        return (
            "EXISTS (SELECT 1 FROM take_words w WHERE w.origin = l.origin AND (\(any)))", StatementArguments(columns.map { _ in pattern })
        )
    }

    static let scoreNumber = "(SELECT number FROM score_names WHERE name = ?)"

    /// Ends in the origin's id, so that pages never overlap.
    var order: String {
        let direction = descending ? "DESC" : "ASC"
        let story = "s.active DESC, s.position, s.id, l.ordinal, l.origin"
        return switch sort {
        case .shot: "s.active DESC, s.position \(direction), s.id \(direction), l.ordinal \(direction), l.origin \(direction)"
        case .score: "p.score \(direction) NULLS LAST, \(story)"
        case .quality: "l.quality \(direction) NULLS LAST, \(story)"
        case .stars: "l.stars \(direction), \(story)"
        case .created: "l.created \(direction), l.origin \(direction)"
        }
    }
}
