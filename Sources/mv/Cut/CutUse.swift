import ArgumentParser
import Pipeline

struct CutUse: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "use", abstract: "Go back to an earlier version of the cut.",
        discussion: """
            It becomes a new version: nothing is lost. Where takes or the project are others by now,
            what differs is set by hand, so that the cut is as it was.

            EXAMPLES
              mv cut use project.yaml 4
              mv cut use project.yaml "for the label"
            """)

    @Argument(
        help: ArgumentHelp("The project (when not ./project.yaml), then a version by number or name.", valueName: "project> <version"))
    var words: [String]

    @OptionGroup var speech: Speech

    func validate() throws { try CutWords.check(words, 1...1, "a version") }

    func run() throws {
        var words = try CutWords(words)
        try words.report(words.desk.use(words.desk.version(words.rest[0])), json: json)
    }
}
