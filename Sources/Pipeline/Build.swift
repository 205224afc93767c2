public import Editorial
import Events
public import Execution
import Pool

/// One pass from the project file to the film. Each stage's result is the next one's input; nothing is re-read, nothing calls back.
public struct Build: Sendable {
    private let session: Session
    private let executor: any Executor

    public init(session: Session, executor: any Executor) {
        self.session = session
        self.executor = executor
    }

    /// Runs the stages up to and with `last`. The caller holds the build lock.
    /// - Throws: `CancellationError` when stopped; what is finished by then stays.
    public func run(until last: BuildStage = .render) async throws -> BuildReport {
        // At the end too: the workers of a killed build may outlive it by a moment.
        session.workspace.removeAbandoned()
        defer { session.workspace.removeAbandoned() }
        var report = BuildReport()
        let heard = try await SongStage(session: session, executor: executor).run()
        report.made += heard.made
        guard last > .song else { return report }

        let pool = try session.openPool()
        try writeTexts(of: pool)
        let takes = try await TakesStage(session: session, executor: executor, pool: pool).run()
        report.made += takes.made
        report.failed += takes.failed
        guard last > .takes else { return report }
        // Of many new takes SQLite's statistics say nothing yet.
        if takes.made > 0 { try pool.tidy() }

        let scoring = ScoresStage(session: session, executor: executor, pool: pool)
        let scores = try await scoring.run()
        report.made += scores.made
        report.failed += scores.failed
        // Learned scores are a part of the scores; that there are fewer of them never stops a build.
        report.made += try await ScorersStage(session: session, executor: executor, pool: pool).run()
        guard last > .scores else { return report }

        let coming = takes.unsettled + scores.unsettled
        let cut = try CutStage(session: session, pool: pool).run(heard, scoresKey: scoring.key(), isProvisional: coming > 0, saysOfAll: false)
        if coming > 0 {
            session.events.send(
                .note(
                    "the cut is provisional: \(coming) take\(coming == 1 ? " comes" : "s come") with the next build, which cuts as if "
                        + "\(coming == 1 ? "it" : "they") had been there"))
        }
        for warning in cut.warnings { session.events.send(.warning(warning)) }
        report.isIncomplete = cut.isIncomplete
        guard last > .cut else { return report }

        let render = try await RenderStage(session: session, executor: executor, pool: pool, heard: heard).run(cut, song: heard.song)
        report.made += render.made
        report.failed += render.failed
        report.isIncomplete = report.isIncomplete || render.failed > 0
        report.deliverables = render.deliverables
        return report
    }

    /// In a moment, but for a large pool that was never built by a version that does.
    private func writeTexts(of pool: Pool) throws {
        var isTold = false
        try pool.writeMissingTexts { _, takes in
            guard takes > 2000, !isTold else { return }
            isTold = true
            session.events.send(.note("writing the sidecars of \(takes) takes, once: with them a damaged pool can be made again"))
        }
    }

    /// Cuts and renders from what the pool holds: no takes are made and none measured.
    /// - Parameter remaking: clips to encode again though nothing about them changed.
    public func render(remaking: @Sendable (Clip) -> Bool) async throws -> BuildReport {
        session.workspace.removeAbandoned()
        let heard = try await SongStage(session: session, executor: executor).run()
        let pool = try session.openPool()
        let key = try ScoresStage(session: session, executor: executor, pool: pool).key()
        let cut = try CutStage(session: session, pool: pool).run(heard, scoresKey: key, saysOfAll: false)
        for warning in cut.warnings { session.events.send(.warning(warning)) }
        let slots = Set(cut.timeline.clips.filter(remaking).map(\.slot))
        let render = try await RenderStage(session: session, executor: executor, pool: pool, heard: heard).run(cut, song: heard.song) {
            slots.contains($0)
        }
        var report = BuildReport()
        report.made = heard.made + render.made
        report.failed = render.failed
        report.isIncomplete = cut.isIncomplete || render.failed > 0
        report.deliverables = render.deliverables
        return report
    }
}
