public import Editorial

/// Puts the takes of one shot in order.
///
/// Two numbers are kept apart. `quality` is absolute and is what people read. The order inside a shot is relative:
/// every score becomes its distance from the shot's median in units of the shot's own spread, so that the style of a shot
/// (fog is "blurred", a white page "over-exposed") counts neither for nor against its takes. The spread of a small shot is
/// shrunk towards a fixed one, never towards the rest of the pool: new takes of one shot must not reorder another.
/// For the same reason rejected takes still count in the medians.
public struct TakeRanking: Sendable {
    /// Weights of the scores a ranking uses unasked. Every one of them is better the higher it is.
    public static let usualWeights: [String: Double] = [
        "sharpness": 1.0, "exposure": 0.8, "contrast": 0.5, "motion": 0.6, "flicker": 1.0, "frozen": 1.0, "black": 0.7, "cuts": 1.0,
        "noise": 0.5,
    ]

    /// Spread of a score among takes of one prompt, assumed while a shot has few takes.
    static let usualSpread = 0.12
    /// A shot of this many takes counts its own spread half.
    static let halfTrust = 8.0
    /// What a star is worth, in spreads.
    static let worthOfStar = 0.6

    let weights: [(name: String, weight: Double)]

    public init(select: SelectSpec) {
        weights = Self.usualWeights.merging(select.weights) { $1 }.filter { $0.value > 0 }
            .map { (name: $0.key, weight: $0.value) }
            .sorted { ($1.weight, $0.name) < ($0.weight, $1.name) }
    }

    /// The weighted mean of the scores that are there: the weight of a missing one goes to the others.
    /// Nil when nothing that carries weight was scored.
    public func quality(of candidate: Candidate) -> Quality? {
        guard let scores = candidate.scores else { return nil }
        let found = weights.compactMap { entry in scores.parts[entry.name].map { (entry.name, $0.score, entry.weight) } }
        let total = found.reduce(0) { $0 + $1.2 }
        guard total > 0 else { return nil }
        let parts = found.map { Quality.Part(name: $0.0, score: $0.1, weight: $0.2 / total) }
        return Quality(value: parts.reduce(0) { $0 + $1.score * $1.weight }, parts: parts)
    }

    /// The takes of one shot, best first: picks, then by standing, then by ordinal and id.
    /// - Parameters:
    ///   - takes: those to put in order.
    ///   - shot: all takes of the shot, of which the medians are taken.
    ///   - heedingPeople: false leaves picks and stars out.
    public func ranked(_ takes: [Candidate], among shot: [Candidate], heedingPeople: Bool = true) -> [Candidate] {
        let measures = weights.map { Spread(of: shot.compactMap(\.scores), name: $0.name) }
        let entries = takes.map { take in
            (
                take: take, picked: heedingPeople && take.verdict.state == .pick,
                standing: standing(of: take, measures) + (heedingPeople ? Double(take.verdict.stars) * Self.worthOfStar : 0)
            )
        }
        return entries.sorted { a, b in
            if a.picked != b.picked { return a.picked }
            if a.standing != b.standing { return a.standing > b.standing }
            return (a.take.ordinal, a.take.take) < (b.take.ordinal, b.take.take)
        }.map(\.take)
    }

    /// Weighted mean distance from the shot's medians; an unscored take stands a little under the middle.
    private func standing(of take: Candidate, _ measures: [Spread]) -> Double {
        guard let scores = take.scores else { return -0.5 }
        var (sum, total) = (0.0, 0.0)
        for (entry, measure) in zip(weights, measures) {
            guard let part = scores.parts[entry.name] else { continue }
            sum += entry.weight * min(3, max(-3, (part.score - measure.median) / measure.scale))
            total += entry.weight
        }
        return total > 0 ? sum / total : -0.5
    }
}

/// Median and shrunk spread of one score in one shot.
private struct Spread {
    var median = 0.5
    var scale = TakeRanking.usualSpread

    init(of scores: [Scores], name: String) {
        let values = scores.compactMap { $0.parts[name]?.score }
        guard !values.isEmpty else { return }
        median = Self.median(values)
        // 1.4826 times the median absolute deviation estimates a standard deviation of normal data.
        let own = 1.4826 * Self.median(values.map { abs($0 - median) })
        let trust = Double(values.count) / (Double(values.count) + TakeRanking.halfTrust)
        scale = max(0.02, trust * own + (1 - trust) * TakeRanking.usualSpread)
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}
