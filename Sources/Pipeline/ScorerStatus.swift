import Editorial
import Pool
import Scorers

/// How far a scorer is with the project's takes.
public struct ScorerStatus: Sendable {
    public var name: String
    public var kind: String
    /// Of the program or model behind it, as it last said; nil when it was never started.
    public var model: String?
    public var version: String?
    /// As `select.weights` names them.
    public var scores: [String]
    public var seen: Int
    /// Nil when it was never started.
    public var missing: Int?
    /// Takes it is not asked about again unasked.
    public var barred: Int
    public var calls: Int
    /// Millionths of a dollar.
    public var billed: Int

    /// By name.
    public static func all(_ session: Session) throws -> [ScorerStatus] {
        let pool = try? session.openPoolForReading()
        return try session.scorers.map { scorer in
            let facts = try scorer.written ?? pool?.facts(of: scorer)
            let calls = try pool?.calls(to: scorer.name) ?? []
            var status = ScorerStatus(
                name: scorer.name, kind: session.project.scorers[scorer.name]?.kind ?? "", model: facts?.name, version: facts?.version,
                scores: facts?.scores.map { Opinion.name($0.key, of: scorer.name) } ?? [], seen: 0, missing: nil, barred: 0,
                calls: calls.count, billed: calls.reduce(0) { $0 + $1.billed })
            if let pool, let facts {
                let asks = try ScorerAsks(scorer, facts, pool)
                (status.seen, status.missing, status.barred) = (asks.there, asks.missing.count, asks.barred)
            }
            return status
        }
    }
}
