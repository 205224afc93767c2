import ArgumentParser
import Pipeline

struct CutUndo: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Go back to the version of the cut before the newest change.",
        discussion: """
            EXAMPLE
              mv cut undo project.yaml     again for the one before that
            """)

    @Argument(help: ArgumentHelp("The project, when not ./project.yaml.", valueName: "project"))
    var words: [String] = []

    @OptionGroup var speech: Speech

    func validate() throws { try CutWords.check(words, 0...0, "nothing but the project") }

    func run() throws {
        var words = try CutWords(words)
        try words.report(words.desk.undo(), json: json)
    }
}
