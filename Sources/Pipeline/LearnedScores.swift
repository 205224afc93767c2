public import Editorial

/// Tells learned scores from measured ones, and where the two see a take differently.
public enum LearnedScores {
    /// The scorer that a score's name names; nil for a measured score.
    public static func scorer(of name: String) -> String? { name.firstIndex(of: ".").map { String(name[..<$0]) } }

    /// Takes of a shot that it needs before ranks mean anything.
    static let fewest = 4
    /// Shares of the shot by which the two must differ: at a half, one has the take in its better and the other in its worse part.
    static let strong = 0.5

    /// In words, where a take stands quite differently among its shot's takes by its learned and by its measured scores; nil where
    /// the two agree, or cannot be compared.
    ///
    /// Both are ranks, for the two kinds of score are not on one scale.
    /// - Parameter weights: of measured scores; those that are not named count 0. Learned scores count alike.
    public static func disagreement(on take: String, among shot: [Candidate], weights: [String: Double]) -> String? {
        func standing(_ value: (Scores) -> Double?) -> (place: Int, of: Int)? {
            let values = shot.compactMap { candidate in candidate.scores.flatMap(value).map { (candidate.take, $0) } }
            guard values.count >= fewest, let mine = values.first(where: { $0.0 == take })?.1 else { return nil }
            return (1 + values.count { $0.1 > mine }, values.count)
        }
        let learned = standing { scores in mean(scores.parts.filter { scorer(of: $0.key) != nil }.map { ($0.value.score, 1) }) }
        let measured = standing { scores in
            mean(scores.parts.map { ($0.value.score, scorer(of: $0.key) == nil ? weights[$0.key] ?? 0 : 0) })
        }
        guard let learned, let measured, learned.of == measured.of else { return nil }
        guard Double(abs(learned.place - measured.place)) >= strong * Double(learned.of) else { return nil }
        let word = learned.place < measured.place ? "more" : "less"
        return "the scorers think \(word) of it (number \(learned.place) of \(learned.of) of its shot) than the measures do "
            + "(number \(measured.place))"
    }

    private static func mean(_ parts: [(score: Double, weight: Double)]) -> Double? {
        // In one order, so that sums come out the same.
        let parts = parts.filter { $0.weight > 0 }.sorted { ($0.score, $0.weight) < ($1.score, $1.weight) }
        let total = parts.reduce(0) { $0 + $1.weight }
        return total > 0 ? parts.reduce(0) { $0 + $1.score * $1.weight } / total : nil
    }
}
