import ArgumentParser
import Editorial

struct PoolUnset: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "unset", abstract: "Take back a pick or a rejection; stars and note stay.",
        discussion: """
            EXAMPLES
              mv pool unset project.yaml 3f2a91c0
              mv pool unset 3f2a 77c1 9b04           several takes of ./project.yaml
            """)

    @Argument(help: PoolWords.help)
    var words: [String]

    @OptionGroup var speech: Speech

    func validate() throws { try PoolWords.check(words) }

    func run() throws {
        let words = try PoolWords(words, for: .deciding)
        try Deciding(words.folder).decide(.unset, about: words.takes())
    }
}
