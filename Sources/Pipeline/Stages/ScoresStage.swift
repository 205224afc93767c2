import Content
import Editorial
import Events
import Execution
import Pool
import Recipes

/// Measures the takes that were not measured this way yet.
struct ScoresStage {
    let session: Session
    let executor: any Executor
    let pool: Pool

    /// Names how takes are measured: another version of the measures or of the decoder makes all scores stale.
    func key() throws -> String { try Self.key(session) }

    static func key(_ session: Session) throws -> String {
        let versions = try session.tools().filter { ["libavcodec", "libswscale"].contains($0.key) }.sorted { $0.key < $1.key }
        return "score/\(ScoreRecipe.version) " + versions.map { "\($0.key) \($0.value)" }.joined(separator: " ")
    }

    /// - Returns: how many were measured, how many could not be, and of these, how many for no fault of theirs: the next build measures them.
    func run() async throws -> (made: Int, failed: Int, unsettled: Int) {
        let key = try key()
        let blobs = try pool.takesWithoutScores(key: key)
        var active = TakeQuery()
        active.active = true
        let total = try pool.count(active)
        guard !blobs.isEmpty else {
            session.events.send(.stageStarted(stage: "scores", jobs: total, cached: total))
            session.events.send(.stageFinished(stage: "scores", made: 0, cached: total, failed: 0, seconds: 0))
            return (0, 0, 0)
        }
        let jobs = try blobs.map { try Job(ScoreRecipe(take: $0), label: "take \($0.digest.short)", tools: session.tools()) }
        let takes = Dictionary(zip(jobs.map(\.key), blobs), uniquingKeysWith: { first, _ in first })
        let (pool, events) = (pool, session.events)
        let outcomes = try await runMissing(jobs, results: session.results, executor: executor, stage: "scores", events: events) {
            job, result, _ in
            guard let take = takes[job.key]?.digest else { return }
            switch result {
            case .success(let result):
                let score = try result.value(of: ScoreRecipe.self)
                if let scores = score.scores, score.broken == nil {
                    try pool.save(scores: scores, for: take.hex, key: key, at: Session.now)
                } else {
                    let why = score.broken ?? "nothing could be measured"
                    try pool.markBroken(take.hex, reason: why)
                    events.send(.warning("take \(take.short) cannot be used: \(why)"))
                }
            // The file may be put back, the disk emptied, the node come back: the take is measured then.
            case .failure(let failure) where !failure.isOfTheWork: break
            case .failure(let failure):
                try pool.markBroken(take.hex, reason: "measuring it failed: \(failure.reason)")
            }
        }
        let failures = outcomes.values.compactMap { if case .failure(let failure) = $0 { failure } else { nil } }
        return (jobs.count, failures.count, failures.count { !$0.isOfTheWork })
    }
}
