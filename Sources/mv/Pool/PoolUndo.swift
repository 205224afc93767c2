import ArgumentParser

struct PoolUndo: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take back the last decision about a take; twice does it again.",
        discussion: """
            EXAMPLE
              mv pool undo project.yaml 3f2a91c0
            """)

    @Argument(help: PoolWords.help)
    var words: [String]

    @OptionGroup var speech: Speech

    func validate() throws { try PoolWords.check(words) }

    func run() throws {
        let words = try PoolWords(words, for: .deciding)
        let deciding = try Deciding(words.folder)
        for take in try words.takes() { try deciding.undo(take) }
    }
}
