import ArgumentParser
import Pipeline

struct CutUnlock: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlock", abstract: "Forget what was set by hand in these slots.",
        discussion: """
            Their clips stay until something else takes their place.

            EXAMPLE
              mv cut unlock project.yaml 12
            """)

    @Argument(help: CutWords.slots)
    var words: [String]

    @OptionGroup var speech: Speech

    func validate() throws { try CutWords.check(words, 1...1000, "a slot") }

    func run() throws {
        var words = try CutWords(words)
        try words.report(words.desk.unlock(words.slots(words.rest)), json: json)
    }
}
