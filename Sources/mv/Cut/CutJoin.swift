import ArgumentParser
import Pipeline

struct CutJoin: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "join", abstract: "Make one slot of a slot and the one after it; it shows the clip of the first.",
        discussion: """
            EXAMPLE
              mv cut join project.yaml 12
            """)

    @Argument(help: ArgumentHelp("The project (when not ./project.yaml), then a slot.", valueName: "project> <slot"))
    var words: [String]

    @OptionGroup var speech: Speech

    func validate() throws { try CutWords.check(words, 1...1, "a slot") }

    func run() throws {
        var words = try CutWords(words)
        try words.report(words.desk.join(words.slot(words.rest[0])), json: json)
    }
}
