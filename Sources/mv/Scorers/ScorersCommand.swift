import ArgumentParser
import Editorial
import Execution
import Pipeline
import Pool

struct ScorersCommand: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "scorers", abstract: "The project's scorers: what they have seen, what is missing, what it cost.",
        discussion: """
            A scorer is asked by 'mv build'. A call whose answer was lost, or was of no use, is not
            made again by itself, since it may cost twice; --ask-again allows it.

            EXAMPLES
              mv scorers project.yaml
              mv scorers project.yaml --ask-again eyes
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @Option(name: .customLong("ask-again"), help: "A scorer that the next build may ask again what came to nothing.")
    var askAgain: String?

    @OptionGroup var speech: Speech

    func run() throws {
        let session = try Running.session(projectArgument.resolve())
        if let askAgain { return try settle(askAgain, session) }
        let status = try ScorerStatus.all(session)
        let output = BufferedOutput()
        if json {
            let list = JSONText.list(
                status.map { scorer in
                    .object([
                        ("scorer", .text(scorer.name)), ("kind", .text(scorer.kind)), ("model", .text(orNull: scorer.model)),
                        ("version", .text(orNull: scorer.version)), ("scores", .list(scorer.scores.map { .text($0) })),
                        ("seen", .integer(scorer.seen)), ("missing", scorer.missing.map { .integer($0) } ?? .null),
                        ("barred", .integer(scorer.barred)), ("calls", .integer(scorer.calls)),
                        ("spent", .number(Double(scorer.billed) / 1e6)),
                    ])
                })
            try output.write(list.written + "\n")
        } else if status.isEmpty {
            try output.write("the project has no scorers; docs/scorers.md shows how to add one\n")
        } else {
            for scorer in status { try output.write(lines(scorer).joined(separator: "\n") + "\n") }
        }
        try output.flush()
    }

    private func lines(_ scorer: ScorerStatus) -> [String] {
        var about = scorer.kind
        if let model = scorer.model { about += ", \(model)" + (scorer.version.map { " version \($0)" } ?? "") }
        let missing =
            scorer.missing.map { $0 == 0 ? "none missing" : "\($0) missing" }
            ?? "it was never started, so nobody knows how many are missing"
        var lines = ["\(scorer.name)  (\(about))", "  takes   \(scorer.seen) seen, \(missing)"]
        if !scorer.scores.isEmpty { lines.append("  scores  " + scorer.scores.joined(separator: ", ")) }
        if scorer.barred > 0 {
            lines.append("  waiting \(scorer.barred) came to nothing: 'mv scorers --ask-again \(scorer.name)' allows to ask again")
        }
        if scorer.calls > 0 {
            let spent = scorer.billed == 0 ? "free" : NumberText.dollars(millionths: scorer.billed)
            lines.append("  money   \(NumberText.counted(scorer.calls, "call")), \(spent)")
        }
        return lines
    }

    private func settle(_ name: String, _ session: Session) throws {
        guard session.project.scorers[name] != nil else {
            let names = session.project.scorers.keys.sorted().joined(separator: ", ")
            throw ValidationError("The project has no scorer '\(name)'; " + (names.isEmpty ? "it has none." : "its scorers: \(names)."))
        }
        let lock = try BuildLock(path: session.workspace.lock, command: "scorers")
        defer { lock.release() }
        let count = try session.openPool().settleCalls(of: name)
        Say.result(
            count == 0
                ? "nothing to ask '\(name)' again: no call was lost or came to nothing"
                : "the next 'mv build' asks '\(name)' again where \(NumberText.counted(count, "call")) came to nothing")
    }
}
