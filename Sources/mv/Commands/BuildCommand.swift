public import ArgumentParser
import Events
import Execution
public import Pipeline

struct BuildCommand: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Make what is missing: takes, scores, the cut, the film.",
        discussion: """
            Only what changed is made again. A build can be stopped at any moment; the next one goes on.

            EXAMPLES
              mv build project.yaml
              mv build project.yaml --until takes     fill the pool, do not cut yet
              mv build project.yaml --draft           out/NAME.draft.mp4 instead, at half the size, in a sixth of the time
              mv build project.yaml --executor slurm  on the cluster that the project's 'executor' describes
              mv build project.yaml --json            progress as JSON lines on standard output
            """)

    @OptionGroup var projectArgument: ProjectArgument
    @OptionGroup var options: WorkOptions
    var speech: Speech { options.speech }

    @Option(help: "Stop after this stage: \(BuildStage.allCases.map(\.rawValue).joined(separator: ", ")).")
    var until: BuildStage = .render

    @Flag(help: "A draft at half the size, encoded quickly: out/NAME.draft.mp4.")
    var draft = false

    func run() async throws {
        let session = try options.session(projectArgument, isDraft: draft)
        let summary = BuildSummary(session)
        let report: BuildReport
        do {
            report = try await Running.locked(session, options.executing, command: "mv build") { executor in
                try await Build(session: session, executor: executor).run(until: until)
            }
        } catch let detached as Detached {
            let (jobs, count) = (detached.jobs, detached.batches.count)
            return session.events.send(
                .note("\(jobs) job\(jobs == 1 ? " is" : "s are") with the cluster in \(count) batch\(count == 1 ? "" : "es"); 'mv jobs list' shows how far they are, 'mv build' collects"))
        }
        if !report.didNothing { session.events.send(.note(summary.text(report, until: until, project: projectArgument.project))) }
        try options.finish(report, session, until: until)
    }
}

extension BuildStage: ExpressibleByArgument {}
