import ArgumentParser
import Pipeline

struct ExplainCommand: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say why: of a shot, a slot, a take or a key.",
        discussion: """
            EXAMPLES
              mv explain project.yaml window     a shot: which takes were kept and what is stale
              mv explain project.yaml 17         a slot: what it shows and what else there was
              mv explain project.yaml 3f2a91c0   a take or a result: what it was made from
            """)

    @Argument(help: "The project file.")
    var project: String

    @Argument(help: "A shot's id, a slot's number, or the first digits of a take or key.")
    var subject: String

    @OptionGroup var speech: Speech

    func run() throws {
        var argument = ProjectArgument()
        argument.project = project
        let session = try Running.session(argument.resolve())
        let lines = try Explanation(session: session).lines(for: subject)
        if json { return Say.result(lines.joined(separator: "\n"), [("subject", .text(subject)), ("lines", .list(lines.map(JSONText.text)))]) }
        for line in lines { Say.result(line) }
    }
}
