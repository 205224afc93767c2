import ArgumentParser
import Pipeline

struct CutDensityCommand: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "density", abstract: "Cut a part of the film more often, or less.",
        discussion: """
            'more' makes two slots of each, on the beat nearest to its middle; 'fewer' makes one of
            two. Locked slots stay as they are.

            EXAMPLES
              mv cut density project.yaml "chorus 2" more
              mv cut density project.yaml 12-19 fewer
            """)

    @Argument(help: ArgumentHelp("The project (when not ./project.yaml), then slots, then more or fewer.", valueName: "project> <slots> <more|fewer"))
    var words: [String]

    @OptionGroup var speech: Speech

    func validate() throws {
        try CutWords.check(words, 2...1000, "slots and 'more' or 'fewer'")
        guard words.last.flatMap(CutDesk.Density.init) != nil else { throw ValidationError("the last word is 'more' or 'fewer'") }
    }

    func run() throws {
        var words = try CutWords(words)
        guard let density = words.rest.last.flatMap(CutDesk.Density.init) else { return }
        try words.report(words.desk.change(density, slots: words.slots(words.rest.dropLast())), json: json)
    }
}
