import ArgumentParser
import Pipeline

struct CutSlip: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "slip", abstract: "Show earlier or later frames of the same take in a slot.",
        discussion: """
            The slot is locked by that.

            EXAMPLES
              mv cut slip project.yaml 12 --by 8     what is seen starts 8 frames of the take later
              mv cut slip project.yaml 12 --by -8
            """)

    @Argument(help: ArgumentHelp("The project (when not ./project.yaml), then a slot.", valueName: "project> <slot"))
    var words: [String]

    @Option(parsing: .unconditional, help: "Frames of the take; negative for earlier ones.")
    var by: Int

    @OptionGroup var speech: Speech

    func validate() throws { try CutWords.check(words, 1...1, "a slot") }

    func run() throws {
        var words = try CutWords(words)
        try words.report(words.desk.slip(words.slot(words.rest[0]), by: by), json: json)
    }
}
