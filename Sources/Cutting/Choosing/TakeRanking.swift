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
    /// `technical` is the quality that all defects together leave (`Defect.quality`), those apart that the project means.
    public static let usualWeights: [String: Double] = [
        technical: 4.0, "sharpness": 1.0, "exposure": 0.5, "contrast": 0.3, "motion": 0.6, "ends": 0.2,
    ]

    /// The score that is made of others.
    public static let technical = "technical"

    /// Spread of a score among takes of one prompt, assumed while a shot has few takes.
    static let usualSpread = 0.12
    /// A shot of this many takes counts its own spread half.
    static let halfTrust = 8.0
    /// What a star is worth, in spreads.
    static let worthOfStar = 0.6

    /// A take that is too short for the usual slot loses this many spreads at most.
    static let priceOfShortness = 1.5

    public let weights: [(name: String, weight: Double)]
    let view: TechnicalView
    private let usualSlot: Double?

    /// - Parameters:
    ///   - shots: may say what is meant in them.
    ///   - usualSlot: seconds that a clip of the film lasts, where that is known.
    public init(select: SelectSpec, shots: [Shot] = [], usualSlot: Double? = nil) {
        view = TechnicalView(select: select, shots: shots)
        self.usualSlot = usualSlot
        weights = Self.usualWeights.merging(select.weights) { $1 }.filter { $0.value > 0 }
            .map { (name: $0.key, weight: $0.value) }
            .sorted { ($1.weight, $0.name) < ($0.weight, $1.name) }
    }

    /// The weighted mean of the scores that are there: the weight of a missing one goes to the others.
    /// Nil when nothing that carries weight was scored.
    public func quality(of candidate: Candidate) -> Quality? {
        let found = weights.compactMap { entry in score(entry.name, of: candidate).map { (entry.name, $0, entry.weight) } }
        let total = found.reduce(0) { $0 + $1.2 }
        guard total > 0 else { return nil }
        let parts = found.map { Quality.Part(name: $0.0, score: $0.1, weight: $0.2 / total) }
        return Quality(value: parts.reduce(0) { $0 + $1.score * $1.weight }, parts: parts)
    }

    /// 0 to 1; nil when it was not measured.
    public func score(_ name: String, of take: Candidate) -> Double? {
        name == Self.technical ? view.quality(of: take) : take.scores?.parts[name]?.score
    }

    /// The takes of one shot, best first: picks, then by standing, then by ordinal and id.
    /// - Parameters:
    ///   - takes: those to put in order.
    ///   - shot: all takes of the shot, of which the medians are taken.
    ///   - heedingPeople: false leaves picks and stars out.
    public func ranked(
        _ takes: [Candidate], among shot: [Candidate], heedingPeople: Bool = true, deductions: [String: Double] = [:]
    ) -> [Candidate] {
        ranked(takes, standings: standings(of: takes, among: shot), heedingPeople: heedingPeople, deductions: deductions)
    }

    func ranked(
        _ takes: [Candidate], standings: [String: Double], heedingPeople: Bool = true, deductions: [String: Double] = [:]
    ) -> [Candidate] {
        let entries = takes.map { take in
            (
                take: take, picked: heedingPeople && take.verdict.state == .pick,
                standing: (standings[take.take] ?? 0) - (deductions[take.take] ?? 0)
                    + (heedingPeople ? Double(take.verdict.stars) * Self.worthOfStar : 0)
            )
        }
        return entries.sorted { a, b in
            if a.picked != b.picked { return a.picked }
            if a.standing != b.standing { return a.standing > b.standing }
            return (a.take.ordinal, a.take.take) < (b.take.ordinal, b.take.take)
        }.map(\.take)
    }

    /// Weighted mean distance from the shot's medians, by take; an unscored take stands a little under the middle.
    func standings(of takes: [Candidate], among shot: [Candidate]) -> [String: Double] {
        let names = weights.map(\.name)
        let known = Dictionary(
            (shot + takes).map { take in (take.take, names.map { score($0, of: take) }) }, uniquingKeysWith: { first, _ in first })
        let measures = names.indices.map { index in Spread(of: shot.compactMap { known[$0.take]?[index] }) }
        return Dictionary(
            takes.map { take in (take.take, standing(of: take, known[take.take] ?? [], measures)) }, uniquingKeysWith: { first, _ in first }
        )
    }

    /// How far each score of a take lies from its shot's median, in spreads within ±3; 0 where it was not measured.
    func relative(_ takes: [Candidate], _ names: [String]) -> [String: [Double]] {
        let known = takes.map { take in names.map { score($0, of: take) } }
        let measures = names.indices.map { index in Spread(of: known.compactMap { $0[index] }) }
        let rows = known.map { scores in
            names.indices.map { index in
                scores[index].map { min(3, max(-3, ($0 - measures[index].median) / measures[index].scale)) } ?? 0
            }
        }
        return Dictionary(zip(takes.map(\.take), rows), uniquingKeysWith: { first, _ in first })
    }

    private func standing(of take: Candidate, _ scores: [Double?], _ measures: [Spread]) -> Double {
        var (sum, total) = (0.0, 0.0)
        for (index, score) in scores.enumerated() {
            guard let score else { continue }
            sum += weights[index].weight * min(3, max(-3, (score - measures[index].median) / measures[index].scale))
            total += weights[index].weight
        }
        let standing = total > 0 ? sum / total : -0.5
        guard let usualSlot, usualSlot > 0 else { return standing }
        return standing - Self.priceOfShortness * max(0, 1 - take.usableSeconds / usualSlot)
    }
}

/// Median and shrunk spread of one score in one shot.
private struct Spread {
    var median = 0.5
    var scale = TakeRanking.usualSpread

    init(of values: [Double]) {
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
