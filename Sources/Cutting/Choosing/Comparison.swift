import Editorial

/// Why one take of a shot stands behind another, and what would have to change.
struct Comparison {
    /// `0.42 behind 3f2a91c0: technical 0.61 against 0.83, motion 0.20 against 0.55`.
    let text: String

    /// - Parameter picked: what the better take is when it counts as picked.
    init(of take: Candidate, with better: Candidate, in field: ShotField, ranking: TakeRanking, picked: String) {
        func standing(_ take: Candidate) -> Double {
            (field.standings[take.take] ?? 0) - (field.deductions[take.take] ?? 0) + Double(take.verdict.stars) * TakeRanking.worthOfStar
        }
        let total = ranking.weights.reduce(0) { $0 + $1.weight }
        let parts = ranking.weights.compactMap { entry -> (name: String, mine: Double, its: Double, cost: Double)? in
            guard let mine = ranking.score(entry.name, of: take), let its = ranking.score(entry.name, of: better) else { return nil }
            return (entry.name, mine, its, (its - mine) * entry.weight / total)
        }
        let worse = parts.filter { $0.its - $0.mine >= 0.01 }.sorted { ($1.cost, $0.name) < ($0.cost, $1.name) }.prefix(3)
        var why = worse.map { "\($0.name) \(Wording.fixed($0.mine)) against \(Wording.fixed($0.its))" }
        let like = (field.deductions[take.take] ?? 0) - (field.deductions[better.take] ?? 0)
        if like > 0.05 { why.append("more like better takes (\(Wording.fixed(like)))") }
        if better.verdict.state == .pick, take.verdict.state != .pick { why = ["that one is \(picked)"] }
        if better.verdict.stars > take.verdict.stars { why.append("it has more stars") }
        let gap = max(0, standing(better) - standing(take))
        text =
            "\(Wording.fixed(gap)) spreads behind \(Wording.short(better.take))" + (why.isEmpty ? "" : ": " + why.joined(separator: ", "))
    }
}
