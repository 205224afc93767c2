import Cutting
import Editorial
import Execution
import Generators
import Pool
import Scorers

/// What a build would do, found out without doing any of it.
public struct Forecast: Sendable, Codable {
    public struct Shot: Sendable, Codable {
        public var shot: String
        public var generator: String
        /// Takes it asks for and how many of them are missing.
        public var takes: Int
        public var missing: Int
        /// Seconds of work on all processors together, where somebody knows.
        public var seconds: Double?
        /// Dollars; nil when the generator cannot say.
        public var dollars: Double?
        public var why: String
    }

    public struct Segment: Sendable, Codable {
        public var slot: Int
        public var why: String
    }

    /// What a scorer would be asked.
    public struct Scorer: Sendable, Codable {
        public var scorer: String
        /// Takes it would be shown, those that are still to be made among them; nil where it has to be started to know.
        public var takes: Int?
        /// Takes it is not asked about again unasked.
        public var barred: Int
        /// Nil where nobody knows.
        public var dollars: Double?
    }

    public var hearsSong: Bool
    public var shots: [Shot]
    /// Takes in the pool that were not measured yet; the missing takes come on top.
    public var unscored: Int
    public var scorers: [Scorer]
    /// Clips the film will be cut from.
    public var clips: Int
    /// Segments that would be encoded; nil while takes or scores are missing, since the cut depends on them.
    public var segments: [Segment]?
    /// What a build would warn of before it does anything.
    public var warnings: [String]
    public var spentDollars: Double
    public var budgetDollars: Double?

    public var missingTakes: Int { shots.reduce(0) { $0 + $1.missing } }
    public var dollars: Double { shots.reduce(0) { $0 + ($1.dollars ?? 0) } }
    public var seconds: Double { shots.reduce(0) { $0 + ($1.seconds ?? 0) } }
    public var doesNothing: Bool { !hearsSong && missingTakes == 0 && unscored == 0 && asksNobody && segments?.isEmpty == true }

    private var asksNobody: Bool { scorers.allSatisfy { $0.takes == 0 } }

    public init(_ session: Session) throws {
        let heard = try SongStage(session: session, executor: NoExecutor()).known()
        hearsSong = heard == nil
        let pool = try? session.openPoolForReading()
        var asks = try TakeAsks(session)
        warnings = asks.notFound(session)
        let journal = try pool?.journal() ?? []
        if let pool { try asks.add(from: journal, pool, session) }
        let lines = Dictionary(journal.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let mine = Dictionary(grouping: asks.asks, by: \.plan.shot)
        shots = try session.project.shots.map { shot in
            try Self.forecast(shot, mine[shot.id] ?? [], lines, session) {
                try pool?.newestRequest(of: shot.id, besides: asks.recipeKeys[shot.id] ?? [])
            }
        }
        let scoring = pool.map { ScoresStage(session: session, executor: NoExecutor(), pool: $0) }
        unscored = try scoring.map { try $0.pool.takesWithoutScores(key: $0.key()).count } ?? 0
        let coming = shots.reduce(0) { $0 + $1.missing } + unscored
        scorers = try session.scorers.map { try Self.forecast($0, pool, coming: coming) }
        clips = WantedClips.count(project: session.project)
        spentDollars = Double(try pool?.spending().billed ?? 0) / 1e6
        budgetDollars = session.project.budget.limit
        if let heard, let scoring, unscored == 0, shots.allSatisfy({ $0.missing == 0 }), asksNobody {
            segments = try Self.segments(session, scoring, heard)
        }
    }

    /// - Parameters:
    ///   - mine: what the shot asks for.
    ///   - earlier: gives the newest request for what the shot asked once and does not ask today.
    private static func forecast(
        _ shot: Editorial.Shot, _ mine: [TakeAsks.Ask], _ journal: [String: JournalLine], _ session: Session,
        earlier: () throws -> RequestRecord?
    ) throws -> Shot {
        let generator = session.generator(of: shot)
        let missing = mine.filter { isMissing(journal[$0.plan.id], generator) }
        // What is with a service already is promised and not asked for again.
        let estimates = missing.filter { !(journal[$0.plan.id]?.state.isOpen ?? false) }.map { generator.estimate($0.request) }
        let why: String
        if missing.isEmpty {
            why = "all there"
        } else if missing.count == mine.count, let now = mine.first, let last = try earlier()?.plan {
            why =
                last.prompt != now.plan.prompt
                ? "prompt: \"\(last.prompt)\" → \"\(now.plan.prompt)\"" : "\(KeyDifference(from: last.recipe, to: now.plan.recipe))"
        } else {
            why = missing.count == mine.count ? "never made" : "\(missing.count) of \(mine.count) missing"
        }
        return Shot(
            shot: shot.id, generator: shot.generator, takes: mine.count, missing: missing.count,
            seconds: estimates.contains { $0.seconds == nil } ? nil : estimates.reduce(0) { $0 + ($1.seconds ?? 0) },
            dollars: estimates.contains { $0.microdollars == nil }
                ? nil : Double(estimates.reduce(0) { $0 + ($1.microdollars ?? 0) }) / 1e6,
            why: why)
    }

    private static func forecast(_ scorer: any Scorers.Scorer, _ pool: Pool?, coming: Int) throws -> Scorer {
        guard let facts = try scorer.written ?? pool?.facts(of: scorer) else {
            return Scorer(scorer: scorer.name, takes: nil, barred: 0, dollars: 0)
        }
        let asks = try pool.map { try ScorerAsks(scorer, facts, $0) }
        let takes = (asks?.missing.count ?? 0) + coming
        return Scorer(
            scorer: scorer.name, takes: takes, barred: asks?.barred ?? 0,
            dollars: takes == 0 ? 0 : scorer.estimate(facts).map { Double($0 * takes) / 1e6 })
    }

    /// As the takes stage sees it: what a service refused, failed at or cancelled is not asked for again.
    private static func isMissing(_ line: JournalLine?, _ generator: any Generator) -> Bool {
        switch line?.state {
        case .done, .refused: false
        case .failed: generator is any LocalGenerator || line?.hasTicket != true
        case .cancelled: generator is any LocalGenerator
        default: true
        }
    }

    private static func segments(_ session: Session, _ scoring: ScoresStage, _ heard: SongStage.Heard) throws -> [Segment] {
        let cut = try CutStage(session: session, pool: scoring.pool).run(heard, scoresKey: scoring.key(), saving: false, saysOfAll: false)
        return try RenderStage(session: session, executor: NoExecutor(), pool: scoring.pool, heard: heard).stale(cut)
    }
}

/// For looking ahead: nothing may run.
struct NoExecutor: Executor {
    func run(_ jobs: [Job], ended: @Sendable (Job, Result<JobResult, JobFailure>) async -> Void) async throws {
        preconditionFailure("looking ahead runs nothing")
    }
}
