import ArgumentParser
import Editorial

struct PoolPick: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "pick", abstract: "Use these takes, whatever their scores.",
        discussion: """
            EXAMPLES
              mv pool pick project.yaml 3f2a91c0
              mv pool pick 3f2a 77c1 9b04           several takes of ./project.yaml
            """)

    @Argument(help: PoolWords.help)
    var words: [String]

    @OptionGroup var speech: Speech

    func validate() throws { try PoolWords.check(words) }

    func run() throws {
        let words = try PoolWords(words, for: .deciding)
        try Deciding(words.folder).decide(.pick, about: words.takes())
    }
}
