import ArgumentParser
import Content
import Editorial
import Pipeline

struct CutShow: ParsableCommand {
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

    @Flag(help: "Everything, as JSON: slots, clips, selection with reasons, beats, what was set by hand.")
    var json = false

    func run() throws {
        let session = try Running.session(projectArgument.resolve())
        let cut = try Explanation(session: session).cut()
        if json { return print(try CanonicalJSON.text(cut)) }
        for line in CutText(cut, filmStart: session.project.song.start ?? 0, why: why).lines { print(line) }
        for warning in cut.warnings { Failure.say("warning: \(warning)") }
    }
}
