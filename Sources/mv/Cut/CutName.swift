import ArgumentParser
import Pipeline
import Pool

struct CutName: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "name", abstract: "Give a version of the cut a name.",
        discussion: """
            EXAMPLES
              mv cut name project.yaml "for the label"
              mv cut name project.yaml first --version 3
            """)

    @Argument(help: ArgumentHelp("The project (when not ./project.yaml), then the name.", valueName: "project> <name"))
    var words: [String]

    @Option(help: "The version, by number or name; the newest when left out.")
    var version: String?

    @OptionGroup var speech: Speech

    func validate() throws { try CutWords.check(words, 1...1, "a name") }

    func run() throws {
        let words = try CutWords(words, isLooking: true)
        let version = try version.map { try words.desk.version($0) } ?? words.desk.newest()
        try words.desk.name(version, words.rest[0])
        Say.result("version \(version.id) is now called '\(words.rest[0])'", [("version", .integer(version.id)), ("name", .text(words.rest[0]))])
    }
}
