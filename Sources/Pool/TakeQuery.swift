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
    /// Words or parts of words to find in the prompt, the negative prompt, note, reason, tags, model, import path or shot, whatever the case.
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
    /// Which rows of the listing are looked at.
    enum Reading: Hashable {
        /// All, in the order of shots.
        case all
        /// Those that reach this value of what the query is sorted by.
        case reaching(Double)
        /// These origins, which are known to have the words and tags.
        case origins([Int64])
    }

    /// `FROM … WHERE …` over the narrow table of lists, without order.
    ///
    /// - Parameter activity: a condition on `s.active` and `l.current`, which is looked at first; what the query asks of them by default.
    func filter(_ reading: Reading = .all, activity: String? = nil) -> (sql: String, arguments: StatementArguments) {
        var (conditions, arguments) = ([activity ?? self.activity ?? "1"], StatementArguments())
        func among(_ column: String, _ words: some Collection<String>) {
            guard !words.isEmpty else { return }
            conditions.append("\(column) IN (\(words.map { _ in "?" }.joined(separator: ", ")))")
            arguments += StatementArguments(words.sorted())
        }
        var sql: String
        switch (reading, sort) {
        case (.reaching, .score):
            sql = "FROM score_parts p CROSS JOIN listing l ON l.scored = p.scores CROSS JOIN shots s ON s.id = l.shot"
        case (.reaching, _):
            sql = "FROM listing l INDEXED BY listing_by_\(sort.column) CROSS JOIN shots s ON s.id = l.shot"
        case (.all, _): sql = "FROM shots s CROSS JOIN listing l ON l.shot = s.id"
        case (.origins(let origins), _):
            sql = "FROM json_each(?) c CROSS JOIN listing l ON l.origin = c.value CROSS JOIN shots s ON s.id = l.shot"
            arguments += ["[\(origins.map(String.init).joined(separator: ","))]"]
        }
        switch (reading, sort) {
        case (.reaching(let value), .score(let name)):
            conditions.append("p.name = \(Self.scoreNumber) AND p.score \(descending ? ">=" : "<=") ?")
            arguments += [name, value]
        case (.reaching(let value), _):
            conditions.append("l.\(sort.column) \(descending ? ">=" : "<=") ?")
            arguments += [value]
        case (_, .score(let name)):
            sql += " LEFT JOIN score_parts p ON p.name = \(Self.scoreNumber) AND p.scores = l.scored"
            arguments += [name]
        default: break
        }
        among("s.id", shots)
        among("l.state", states.map(\.rawValue))
        among("l.verdict", verdicts.map(\.rawValue))
        among("l.category", categories.map(\.rawValue))
        among("l.generator", generators)
        if minimumStars > 0 {
            conditions.append("+l.stars >= ?")
            arguments += [minimumStars]
        }
        if let kept {
            conditions.append("l.kept = ?")
            arguments += [kept]
        }
        if let text, !text.isEmpty, !isIndexed || !reading.isOfOrigins {
            let words = Self.wordCondition(text)
            conditions.append(words.sql)
            arguments += words.arguments
        }
        if !reading.isOfOrigins {
            for tag in tags.sorted() {
                conditions.append("EXISTS (SELECT 1 FROM listing_tags g WHERE g.tag = ? AND g.origin = l.origin)")
                arguments += [tag]
            }
        }
        for (limits, comparison) in [(minimumScores, ">="), (maximumScores, "<=")] {
            for (name, limit) in limits.sorted(by: { $0.key < $1.key }) {
                let score = "SELECT score FROM score_parts WHERE name = \(Self.scoreNumber) AND scores = l.scored"
                conditions.append("(\(score)) \(comparison) ?")
                arguments += [name, limit]
            }
        }
        return ("\(sql) WHERE \(conditions.joined(separator: " AND "))", arguments)
    }

    /// Gives the origins that have the words and all tags, from their indexes; nil when neither is asked for.
    var origins: (sql: String, arguments: StatementArguments)? {
        let words = isIndexed ? text.map(Self.phrase) : nil
        let all = tags.sorted()
        guard let first = all.first else { return words.map { ("SELECT rowid FROM take_text WHERE take_text MATCH ?", [$0]) } }
        var (sql, arguments) = ("SELECT t.origin FROM listing_tags t WHERE t.tag = ?", StatementArguments([first]))
        for tag in all.dropFirst() {
            sql += " AND EXISTS (SELECT 1 FROM listing_tags g WHERE g.tag = ? AND g.origin = t.origin)"
            arguments += [tag]
        }
        if let words {
            sql += " AND +t.origin IN (SELECT rowid FROM take_text WHERE take_text MATCH ?)"
            arguments += [words]
        }
        return (sql, arguments)
    }

    /// The text has the three letters that the index needs.
    private var isIndexed: Bool { (text?.unicodeScalars.prefix(3).count ?? 0) == 3 }

    /// What `active` and `current` ask; nil for nothing. The plus keeps SQLite from an index that has no more than that.
    var activity: String? {
        let conditions = [active.map { "s.active = \($0 ? 1 : 0)" }, current.map { "+l.current = \($0 ? 1 : 0)" }].compactMap { $0 }
        return conditions.isEmpty ? nil : conditions.joined(separator: " AND ")
    }

    /// The same without any condition but those.
    var everything: TakeQuery {
        var all = TakeQuery()
        (all.active, all.current, all.sort, all.descending, all.limit, all.offset) = (active, current, sort, descending, limit, offset)
        return all
    }

    /// True where `Pool.list` counts no further than `TakeCount.most`.
    public var isCapped: Bool { isDear && (limit ?? TakeCount.most) < TakeCount.most }

    /// True where it takes long to say whether a take passes.
    var isDear: Bool { !minimumScores.isEmpty || !maximumScores.isEmpty || !tags.isEmpty || text != nil }

    /// From the index, which knows groups of three letters, or for less than that by looking into each text. The plus keeps SQLite
    /// from looking up every row that was found one by one.
    private static func wordCondition(_ text: String) -> (sql: String, arguments: StatementArguments) {
        guard text.unicodeScalars.count < 3 else {
            return ("+l.origin IN (SELECT rowid FROM take_text WHERE take_text MATCH ?)", [phrase(text)])
        }
        let columns = ["prompt", "negative", "note", "tags", "model", "imported_from", "shot"]
        let pattern = "%" + text.map { "%_\\".contains($0) ? "\\\($0)" : "\($0)" }.joined() + "%"
        let any = columns.map { "w.\($0) LIKE ? ESCAPE '\\'" }.joined(separator: " OR ")
        return (
            "EXISTS (SELECT 1 FROM take_words w WHERE w.origin = l.origin AND (\(any)))", StatementArguments(columns.map { _ in pattern })
        )
    }

    private static func phrase(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }

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

extension TakeQuery.Reading {
    fileprivate var isOfOrigins: Bool { if case .origins = self { true } else { false } }
}

extension TakeQuery.Sort {
    /// Of the listing, where it has one.
    var column: String {
        switch self {
        case .quality: "quality"
        case .stars: "stars"
        default: "created"
        }
    }
}
