import Cutting
public import Editorial
import Foundation
import Pool

/// Chooses takes as a build would, without building and without writing anything down.
public struct Choosing: Sendable {
    /// The session's, with the weights of the scores that its scorers gave.
    public let project: Project
    private let candidates: [Candidate]
    /// Where a take is among the candidates; of one that belongs to several shots the first place.
    private let places: [String: Int]
    /// Seconds the film lasts, where a cut was made before.
    private let seconds: Double?
    /// The cut as it was kept last, where something in it is set by hand.
    private let edited: CutVersion?

    /// - Throws: `PoolError` where there is no pool yet.
    public init(session: Session) throws {
        let pool = try session.openPoolForReading()
        edited = try pool.latestCut().flatMap { $0.edits.isEmpty ? nil : $0 }
        let pinned = Set(edited?.edits.pins.map(\.take) ?? [])
        candidates = try CutStage.candidates(pool, scoresKey: ScoresStage.key(session), pinned: pinned)
        places = Dictionary(candidates.enumerated().map { ($1.take, $0) }) { first, _ in first }
        project = session.weighing(candidates)
        seconds = try FileManager.default.contents(atPath: session.workspace.cut).flatMap { _ in
            try Explanation(session: session).cutWithoutDropped().slots.last?.end
        }
    }

    /// - Parameter project: `project`, or one that differs from it in what it selects.
    public func selection(_ project: Project) -> Selection {
        let clips = edited?.edits.bounds == nil ? WantedClips.count(project: project) : edited?.slots.count ?? 1
        let usualSlot = seconds.map { $0 / Double(max(1, clips)) }
        guard let edited else { return Selector(project: project, usualSlot: usualSlot).select(from: candidates) }
        let held = HeldSelection(project: project, edits: edited.edits, shown: edited.timeline, candidates: candidates)
        return held.selection(keep: edited.edits.bounds == nil ? nil : clips, usualSlot: usualSlot)
    }

    /// What tells of a take its scores with their weights, the heaviest first; nil where the take has none.
    /// - Parameter project: `project`, or one that differs from it in what it selects.
    public func parts(in project: Project) -> (_ take: String) -> [(name: String, weight: Double, score: Double?)] {
        let ranking = TakeRanking(select: project.select, shots: project.shots)
        return { take in
            guard let candidate = places[take].map({ candidates[$0] }) else { return [] }
            return ranking.weights.map { ($0.name, $0.weight, ranking.score($0.name, of: candidate)) }
        }
    }
}
