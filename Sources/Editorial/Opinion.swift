/// What a scorer outside this program said of a take: scores that were learned, not measured.
public struct Opinion: Hashable, Sendable, Codable {
    /// By the scorer's own names, without its own: `adherence`, `technical`.
    public var parts: [String: Scores.Part]
    /// The scorer's remarks.
    public var notes: String?
    /// What the take shows, in one line.
    public var description: String?

    public init(parts: [String: Scores.Part], notes: String? = nil, description: String? = nil) {
        self.parts = parts
        self.notes = notes
        self.description = description
    }

    /// Name of a part among those of a take: `vlm.adherence`.
    public static func name(_ part: String, of scorer: String) -> String { "\(scorer).\(part)" }
}

extension Scores {
    /// With the parts of an opinion beside those that were measured.
    public func adding(_ opinion: Opinion, of scorer: String) -> Scores {
        var scores = self
        for (name, part) in opinion.parts { scores.parts[Opinion.name(name, of: scorer)] = part }
        return scores
    }
}
