import ArgumentParser
import Pipeline

struct CutLock: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock", abstract: "Keep the clips of these slots as they are, frame by frame.",
        discussion: """
            EXAMPLES
              mv cut lock project.yaml 12
              mv cut lock project.yaml 3-7 12
              mv cut lock project.yaml "chorus 2"
              mv cut lock all
            """)

    @Argument(help: CutWords.slots)
    var words: [String]

    @OptionGroup var speech: Speech

    func validate() throws { try CutWords.check(words, 1...1000, "a slot") }

    func run() throws {
        var words = try CutWords(words)
        try words.report(words.desk.lock(words.slots(words.rest)), json: json)
    }
}
