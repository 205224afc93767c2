import ArgumentParser
import Pipeline

struct CutSplit: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "Make two slots of one: the first shows what was there, the second another take.",
        discussion: """
            EXAMPLES
              mv cut split project.yaml 12                       on the beat nearest to its middle
              mv cut split project.yaml 12 --at "bar 17 beat 3"
            """)

    @Argument(help: ArgumentHelp("The project (when not ./project.yaml), then a slot.", valueName: "project> <slot"))
    var words: [String]

    @Option(help: "Where in the song: \"bar 17 beat 3\", 1:02.5.")
    var at: String?

    @OptionGroup var speech: Speech

    func validate() throws { try CutWords.check(words, 1...1, "a slot") }

    func run() throws {
        var words = try CutWords(words)
        try words.report(words.desk.split(words.slot(words.rest[0]), at: at.map { try words.time($0) }), json: json)
    }
}
