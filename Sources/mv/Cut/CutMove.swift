import ArgumentParser
import Pipeline

struct CutMove: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Move the cut at which a slot starts.",
        discussion: """
            EXAMPLES
              mv cut move project.yaml 12 --beats -1
              mv cut move project.yaml 12 --to "bar 17 beat 3"
              mv cut move project.yaml 12 --to 1:02.5
            """)

    @Argument(help: ArgumentHelp("The project (when not ./project.yaml), then a slot.", valueName: "project> <slot"))
    var words: [String]

    @Option(help: "Where in the song it goes: \"bar 17\", \"chorus 2 bar 3\", 1:02.5, drop.")
    var to: String?

    @Option(parsing: .unconditional, help: "So many beats later; negative for earlier.")
    var beats: Int?

    @OptionGroup var speech: Speech

    func validate() throws {
        try CutWords.check(words, 1...1, "a slot")
        if (to == nil) == (beats == nil) { throw ValidationError("say where to with either --to or --beats") }
    }

    func run() throws {
        var words = try CutWords(words)
        let slot = try words.slot(words.rest[0])
        if let beats { return try words.report(words.desk.move(slot, beats: beats), json: json) }
        try words.report(words.desk.move(slot, to: words.time(to ?? "")), json: json)
    }
}
