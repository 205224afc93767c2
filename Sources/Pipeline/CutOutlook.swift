public import Cutting
public import Editorial
import Pool

/// The cuts a build would make: planned from the song alone while takes are missing, with the takes once they are there.
public struct CutOutlook: Sendable, Codable {
    public var slots: [Slot]
    /// One for each slot.
    public var cuts: [PlannedCut]
    /// What is shown; nil while takes are missing or not measured.
    public var clips: [Clip]?
    /// What the plan costs in all; no other plan that was found costs less.
    public var cost: Double
    public var warnings: [String]

    /// - Throws: `BuildError` when the song was not heard yet.
    public init(_ session: Session) throws {
        guard let heard = try SongStage(session: session, executor: NoExecutor()).known() else {
            throw BuildError(.cut, "the song has not been heard yet; 'mv build --until song' does that")
        }
        let pool = try? session.openPoolForReading()
        if let pool {
            let scoring = ScoresStage(session: session, executor: NoExecutor(), pool: pool)
            let key = try scoring.key()
            if try pool.takesWithoutScores(key: key).isEmpty, try Self.hasTakes(pool, scoresKey: key) {
                let cut = try CutStage(session: session, pool: pool).run(heard, scoresKey: key, saving: false, saysOfAll: false)
                slots = cut.slots
                cuts = cut.cuts ?? []
                clips = cut.timeline.clips
                warnings = cut.warnings
                cost = cuts.reduce(0) { $0 + $1.cost.total }
                return
            }
        }
        let plan = SlotPlanner(project: heard.placing(session.project)).plan(grid: heard.grid, count: WantedClips.count(project: session.project))
        slots = plan.slots
        cuts = plan.cuts
        warnings = plan.warnings
        cost = plan.cost
    }

    /// Only where no take answers today's questions is there need to look for older ones that people picked.
    private static func hasTakes(_ pool: Pool, scoresKey: String) throws -> Bool {
        var query = TakeQuery()
        (query.active, query.current, query.states) = (true, true, [.scored, .broken, .unscored])
        return try pool.count(query) > 0 || !CutStage.candidates(pool, scoresKey: scoresKey).isEmpty
    }
}
