import ArgumentParser
import Pipeline

struct CutReplan: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "replan", abstract: "Plan cuts and clips anew around what is locked.",
        discussion: """
            EXAMPLE
              mv cut replan project.yaml
            """)

    @Argument(help: ArgumentHelp("The project, when not ./project.yaml.", valueName: "project"))
    var words: [String] = []

    @OptionGroup var speech: Speech

    func validate() throws { try CutWords.check(words, 0...0, "nothing but the project") }

    func run() throws {
        var words = try CutWords(words)
        try words.report(words.desk.replan(), json: json)
    }
}
