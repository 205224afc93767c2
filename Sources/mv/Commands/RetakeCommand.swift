import ArgumentParser
import Events
import Pipeline
import Pool

struct RetakeCommand: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "retake", abstract: "Make more takes of one shot, then rebuild what depends on them.",
        discussion: """
            EXAMPLES
              mv retake project.yaml window                  one more take
              mv retake project.yaml window --takes 8
              mv retake project.yaml window --seed 4711      with a seed of your own
              mv retake project.yaml window --avoid          told what its takes were rejected for
              mv retake project.yaml window --of 3f2a --without "lens flare"
            """)

    @Argument(help: "The project file.")
    var project: String

    @Argument(help: "The shot's id.")
    var shot: String

    @OptionGroup var options: WorkOptions
    var speech: Speech { options.speech }

    @Option(help: "How many takes.")
    var takes = 1

    @Option(help: "Seed of the first take; the others count up from it.")
    var seed: UInt64?

    @Option(help: "The take they are to be better than, for the records.")
    var of: String?

    @Flag(help: "Feed back what the shot's takes were rejected for: as words in the negative prompt, or in the prompt where there is none.")
    var avoid = false

    @Option(help: "Words the picture should not show, besides; may be given several times.")
    var without: [String] = []

    @Flag(help: "Show what would be asked, and ask nothing.")
    var dryRun = false

    func validate() throws {
        if takes < 1 || takes > 10_000 { throw ValidationError("--takes must be from 1 to 10000") }
    }

    func run() async throws {
        var argument = ProjectArgument()
        argument.project = project
        let session = try options.session(argument)
        let (shot, takes, seed) = (shot, takes, seed)
        let (parent, words) = try feedback(session)
        if dryRun {
            let plans = try Retake(session: session).ask(shot: shot, count: takes, seed: seed, parent: parent, avoid: words, saving: false)
            for line in Self.lines(plans) { Say.result(line) }
            return
        }
        let report = try await Running.locked(session, options.executing, command: "mv retake") { executor in
            let plans = try Retake(session: session).ask(shot: shot, count: takes, seed: seed, parent: parent, avoid: words)
            if !words.isEmpty { for line in Self.lines(plans) { session.events.send(.note(line)) } }
            session.events.send(
                .note(
                    plans.isEmpty
                        ? "these takes of '\(shot)' were asked for before"
                        : "asked for \(plans.count) more of '\(shot)', seeds \(plans.map { "\($0.seed)" }.joined(separator: ", "))"))
            return try await Build(session: session, executor: executor).run()
        }
        try options.finish(report, session)
    }

    /// The take to be bettered and the words to avoid.
    private func feedback(_ session: Session) throws -> (TakeRecord?, [String]) {
        guard of != nil || avoid || !without.isEmpty else { return (nil, []) }
        let pool = try session.openPool()
        var parent = try of.map { try pool.resolve(prefix: $0) }
        if let parent, parent.shot != shot {
            throw Refusal("take \(parent.id.prefix(8)) is of shot '\(parent.shot)', not of '\(shot)'")
        }
        var words: [String] = []
        if avoid {
            let feedback = try Retake.feedback(shot: shot, pool)
            words = feedback.words
            parent = parent ?? feedback.parent
            if words.isEmpty {
                throw Refusal(
                    "no take of '\(shot)' was rejected for a reason that can be told to a generator; reject one with "
                        + "'mv pool reject TAKE --reason hands', or give the words with --without")
            }
        }
        return (parent, words + without.filter { !words.contains($0) })
    }

    /// What will be sent, as it will be sent.
    private static func lines(_ plans: [RequestPlan]) -> [String] {
        var seen: Set<String> = []
        return plans.flatMap { plan in
            [seen.insert("p" + plan.prompt).inserted ? "prompt: \(plan.prompt)" : nil]
                + [plan.negative.flatMap { seen.insert("n" + $0).inserted ? "not to show: \($0)" : nil }]
        }.compactMap { $0 }
    }
}
