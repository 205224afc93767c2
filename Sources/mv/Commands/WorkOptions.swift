public import ArgumentParser
public import Editorial
import Events
import Foundation
import Pipeline

/// Options of the commands that build.
struct WorkOptions: ParsableArguments {
    /// With `--json` events are written to standard output as they happen.
    @OptionGroup var speech: Speech

    @Option(help: "How many workers; by default one for each processor.")
    var workers: Int?

    @Option(help: "Where the work is done: local or slurm; by default as the project says.")
    var executor: ExecutorSpec.Kind?

    @Flag(help: "Hand work to the cluster and do not wait for it; the next build collects.")
    var detach = false

    var executing: Executing { Executing(workers: workers, kind: executor, detaches: detach) }

    func validate() throws {
        if let workers, workers < 1 { throw ValidationError("--workers must be 1 or more") }
    }

    func session(_ project: ProjectArgument, isDraft: Bool = false) throws -> Session {
        let file = try project.resolve()
        let logs = Workspace(folder: (file as NSString).deletingLastPathComponent).logs
        return try Session(
            projectFile: file, tools: Running.tools, events: Reporters.make(speech, logFolder: logs), isDraft: isDraft)
    }

    /// Says how it ended and turns it into an exit code.
    func finish(_ report: BuildReport, _ session: Session, until: BuildStage = .render) throws {
        if report.didNothing {
            session.events.send(.note("nothing to do: everything is up to date"))
        }
        if report.failed > 0 || report.isIncomplete {
            session.events.send(
                .warning(
                    report.isIncomplete
                        ? "the cut is incomplete: fewer clips than asked for; see the warnings above"
                        : "\(report.failed) job\(report.failed == 1 ? "" : "s") failed; the rest is done and kept"))
            throw ExitCode(Failure.Code.incomplete.rawValue)
        }
    }
}

extension ExecutorSpec.Kind: ExpressibleByArgument {}
