public import Editorial
import Foundation

/// What a person's picks and rejects say of the scores: which way each speaks, and how well all together foretell a decision.
///
/// Logistic regression with an L2 penalty on the scores, each relative to its shot (median and shrunk spread, as in `TakeRanking`), solved by Newton's
/// method; no chance is in it. How good it is, is told by five folds that were left out in turn.
public struct Taste: Sendable {
    public struct Weight: Hashable, Sendable {
        public var name: String
        /// Log odds of a pick for one spread more of the score; below 0 where people reject what has more of it.
        public var value: Double
    }

    /// Decisions needed, and of either kind.
    public static let fewest = 30
    public static let fewestOfAKind = 5
    private static let penalty = 1.0
    private static let folds = 5

    public let picks: Int
    public let rejects: Int
    /// The strongest first.
    public let weights: [Weight]
    /// Of decisions that were left out when it learned: the share foretold, and the chance that a pick is above a reject.
    public let accuracy: Double
    public let discrimination: Double
    /// The same of the ranking as it is, cut at its middle.
    public let accuracyToday: Double
    public let discriminationToday: Double
    /// What always saying the commoner would foretell.
    public var commoner: Double { Double(max(picks, rejects)) / Double(picks + rejects) }
    /// Better than the commoner and than chance by more than luck would explain: two standard errors.
    public var isThere: Bool {
        let error = (0.25 / Double(picks + rejects)).squareRoot()
        return accuracy > commoner + error && discrimination > 0.5 + 2 * error
    }

    /// Nil with too few decisions.
    /// - Parameter candidates: all takes: those without a decision say what is usual in their shot.
    public init?(candidates: [Candidate], select: SelectSpec, shots: [Shot]) {
        let ranking = TakeRanking(select: select, shots: shots)
        let names = Set(candidates.flatMap { $0.scores.map { Array($0.parts.keys) } ?? [] }).union([TakeRanking.technical]).sorted()
        var rows: [(take: String, features: [Double], isPick: Bool, standing: Double)] = []
        for (_, takes) in Dictionary(grouping: candidates, by: \.shot).sorted(by: { $0.key < $1.key }) {
            let relative = ranking.relative(takes, names)
            let standings = ranking.standings(of: takes, among: takes)
            for take in takes where take.scores != nil {
                guard take.verdict.state == .pick || take.verdict.state == .reject else { continue }
                rows.append((take.take, relative[take.take] ?? [], take.verdict.state == .pick, standings[take.take] ?? 0))
            }
        }
        rows.sort { $0.take < $1.take }
        picks = rows.count { $0.isPick }
        rejects = rows.count - picks
        guard rows.count >= Self.fewest, min(picks, rejects) >= Self.fewestOfAKind else { return nil }
        let all = Self.fit(rows.map { ($0.features, $0.isPick) })
        weights = zip(names, all.dropFirst()).map { Weight(name: $0, value: $1) }.filter { abs($0.value) > 1e-9 }
            .sorted { (abs($1.value), $0.name) < (abs($0.value), $1.name) }
        var foretold = [Double](repeating: 0, count: rows.count)
        for fold in 0..<Self.folds {
            let learnt = Self.fit(rows.indices.filter { $0 % Self.folds != fold }.map { (rows[$0].features, rows[$0].isPick) })
            for index in rows.indices where index % Self.folds == fold { foretold[index] = Self.odds(learnt, rows[index].features) }
        }
        let truth = rows.map(\.isPick)
        accuracy = Self.share(foretold, truth, above: 0)
        discrimination = Self.discrimination(foretold, truth)
        let standings = rows.map(\.standing)
        accuracyToday = Self.share(standings, truth, above: standings.sorted()[min(rows.count - 1, rejects)])
        discriminationToday = Self.discrimination(standings, truth)
    }

    /// Weights for `select.weights`: those people like, the strongest as 4, the usual weight of `technical`. Nothing can weigh less than
    /// 0, so what people dislike is left at that.
    public var asSelectWeights: [(name: String, weight: Double)] {
        let most = weights.map(\.value).max() ?? 0
        guard most > 0 else { return [] }
        return weights.filter { $0.value > 0.05 * most }.map { ($0.name, ($0.value / most * 40).rounded() / 10) }
    }

    private static func odds(_ weights: [Double], _ features: [Double]) -> Double {
        weights[0] + zip(weights.dropFirst(), features).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// The intercept, which is not penalised, then a weight for each feature.
    private static func fit(_ rows: [(features: [Double], isPick: Bool)]) -> [Double] {
        let count = (rows.first?.features.count ?? 0) + 1
        var weights = [Double](repeating: 0, count: count)
        for _ in 0..<25 {
            var gradient = [Double](repeating: 0, count: count)
            var curvature = [[Double]](repeating: gradient, count: count)
            for row in rows {
                let inputs = [1] + row.features
                let chance = 1 / (1 + exp(-odds(weights, row.features)))
                let (error, weight) = ((row.isPick ? 1 : 0) - chance, max(1e-6, chance * (1 - chance)))
                for a in 0..<count {
                    gradient[a] += error * inputs[a]
                    for b in 0...a { curvature[a][b] += weight * inputs[a] * inputs[b] }
                }
            }
            for a in 0..<count {
                if a > 0 {
                    gradient[a] -= penalty * weights[a]
                    curvature[a][a] += penalty
                }
                for b in 0..<a { curvature[b][a] = curvature[a][b] }
            }
            let step = solved(curvature, gradient)
            for index in 0..<count { weights[index] += step[index] }
            if step.allSatisfy({ abs($0) < 1e-8 }) { break }
        }
        return weights
    }

    /// Gauss's elimination with the greatest pivot; the matrix is positive definite.
    private static func solved(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
        var (rows, right) = (matrix, right)
        let count = right.count
        for pivot in 0..<count {
            var best = pivot
            for row in pivot..<count where abs(rows[row][pivot]) > abs(rows[best][pivot]) { best = row }
            rows.swapAt(pivot, best)
            right.swapAt(pivot, best)
            guard abs(rows[pivot][pivot]) > 1e-12 else { continue }
            for row in 0..<count where row != pivot {
                let factor = rows[row][pivot] / rows[pivot][pivot]
                guard factor != 0 else { continue }
                for column in pivot..<count { rows[row][column] -= factor * rows[pivot][column] }
                right[row] -= factor * right[pivot]
            }
        }
        return (0..<count).map { abs(rows[$0][$0]) > 1e-12 ? right[$0] / rows[$0][$0] : 0 }
    }

    private static func share(_ values: [Double], _ truth: [Bool], above limit: Double) -> Double {
        Double(zip(values, truth).count { ($0 >= limit) == $1 }) / Double(max(1, truth.count))
    }

    /// Area under the receiver operating characteristic: a tie counts half.
    private static func discrimination(_ values: [Double], _ truth: [Bool]) -> Double {
        let (picks, rejects) = (zip(values, truth).filter(\.1).map(\.0), zip(values, truth).filter { !$0.1 }.map(\.0))
        var wins = 0.0
        for pick in picks { for reject in rejects { wins += pick > reject ? 1 : pick == reject ? 0.5 : 0 } }
        return wins / Double(max(1, picks.count * rejects.count))
    }
}
