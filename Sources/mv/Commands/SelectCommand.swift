import ArgumentParser
import Editorial
import Pipeline

struct SelectCommand: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "select", abstract: "Say which takes a build would keep and why, without building.",
        discussion: """
            Nothing is written. With --explain, every kept take with its scores and
            their weights, and every dropped take with what beat it and what it is
            behind in. With --what-if, what other settings would change: weights of
            scores, keep, diversity, gates.DEFECT and meant, separated by commas.
            docs/selection.md says how takes are chosen.

            EXAMPLES
              mv select project.yaml
              mv select project.yaml --explain --shot window
              mv select project.yaml --what-if 'sharpness=0.3,keep=40'
              mv select project.yaml --what-if 'gates.still=1,meant=blur+noise'
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @Flag(help: "Say of every take what speaks for and against it.")
    var explain = false

    @Option(help: "Only takes of this shot.")
    var shot: String?

    @Option(name: .customLong("what-if"), help: "Other settings, such as 'sharpness=0.3,keep=40'; prints the difference.")
    var whatIf: String?

    @OptionGroup var speech: Speech

    func run() throws {
        let session = try Running.session(projectArgument.resolve())
        if let shot, session.project.shot(shot) == nil {
            let known = session.project.shots.prefix(12).map(\.id).joined(separator: ", ")
            throw ValidationError("there is no shot '\(shot)' in the project; its shots are \(known)")
        }
        let choosing = try Choosing(session: session)
        let today = choosing.selection(choosing.project)
        guard let whatIf else { return show(SelectionText(today, choosing, choosing.project, shot: shot)) }
        let other = try OtherSettings(whatIf).applied(to: choosing.project)
        let difference = SelectionDifference(from: today, to: choosing.selection(other), shot: shot)
        if json { Say.document(difference.json.written) } else { Say.result(difference.lines.joined(separator: "\n")) }
    }

    private func show(_ text: SelectionText) {
        if json { return Say.document(text.json.written) }
        for line in text.lines(explain: explain) { Say.result(line) }
        for warning in text.warnings { Say.warning(warning) }
    }
}
