import ArgumentParser
import Content
import Editorial
import Pipeline

struct CutShow: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "List the cut: slot by slot, what is shown when.",
        discussion: """
            Slots marked L are locked by hand, those marked H show a take that was set by hand.

            EXAMPLES
              mv cut show project.yaml
              mv cut show project.yaml --why    why each cut falls there, why each take is there, and what it costs
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @Flag(help: "Also why each cut falls there, why each take is there, and what both cost.")
    var why = false

    @OptionGroup var speech: Speech

    func run() throws {
        let session = try Running.session(projectArgument.resolve())
        let cut = try Explanation(session: session).cut()
        if json { return Say.document(try CanonicalJSON.text(cut)) }
        for line in CutText(cut, filmStart: session.project.song.start ?? 0, why: why).lines { Say.result(line) }
        for warning in cut.warnings { Say.warning(warning) }
    }
}
