import ArgumentParser
import Events
import Pipeline
import Pool

struct RetakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retake", abstract: "Make more takes of one shot, then rebuild what depends on them.",
        discussion: """
            EXAMPLES
              mv retake project.yaml window                  one more take
              mv retake project.yaml window --takes 8
              mv retake project.yaml window --seed 4711      with a seed of your own
            """)

    @Argument(help: "The project file.")
    var project: String

    @Argument(help: "The shot's id.")
    var shot: String

    @OptionGroup var options: WorkOptions

    @Option(help: "How many takes.")
    var takes = 1

    @Option(help: "Seed of the first take; the others count up from it.")
    var seed: UInt64?

    func validate() throws {
        if takes < 1 || takes > 10_000 { throw ValidationError("--takes must be from 1 to 10000") }
    }

    func run() async throws {
        var argument = ProjectArgument()
        argument.project = project
        let session = try options.session(argument)
        let (shot, takes, seed) = (shot, takes, seed)
        let report = try await Running.locked(session, workers: options.workers, command: "mv retake") { executor in
            let plans = try Retake(session: session).ask(shot: shot, count: takes, seed: seed)
            session.events.send(
                .note(
                    plans.isEmpty
                        ? "these takes of '\(shot)' were asked for before"
                        : "asked for \(plans.count) more of '\(shot)', seeds \(plans.map { "\($0.seed)" }.joined(separator: ", "))"))
            return try await Build(session: session, executor: executor).run()
        }
        try options.finish(report, session)
    }
}
