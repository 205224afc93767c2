import ArgumentParser
import Pipeline

struct CutSwap: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "swap", abstract: "Show another take in a slot, or let two slots exchange their clips.",
        discussion: """
            The take that was there stays out of the film until 'mv cut unlock'. A take that is shown
            elsewhere changes places with it.

            EXAMPLES
              mv cut swap project.yaml 12 3f2a             take 3f2a… in slot 12
              mv cut swap project.yaml 12 3f2a --from 30   from its frame 30 on
              mv cut swap project.yaml 12 15               slots 12 and 15 exchange
            """)

    @Argument(
        help: ArgumentHelp(
            "The project (when not ./project.yaml), then a slot and a take's first digits or another slot.",
            valueName: "project> <slot> <take"))
    var words: [String]

    @Option(help: "Frame of the take to start at; chosen when left out.")
    var from: Int?

    @OptionGroup var speech: Speech

    func validate() throws { try CutWords.check(words, 2...2, "a slot and a take") }

    func run() throws {
        var words = try CutWords(words)
        let slot = try words.slot(words.rest[0])
        if let other = Int(words.rest[1]), words.rest[1].count < 4 {
            if from != nil { throw ValidationError("--from is for a take, and \(other) is a slot") }
            return try words.report(words.desk.swap(slot, with: other), json: json)
        }
        try words.report(words.desk.swap(slot, to: words.desk.take(words.rest[1]), from: from), json: json)
    }
}
