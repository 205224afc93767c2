import ArgumentParser
import Editorial

struct PoolReject: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject", abstract: "Never use these takes.",
        discussion: """
            EXAMPLES
              mv pool reject project.yaml 3f2a91c0 --reason "melting hands"
              mv pool reject 3f2a 77c1 --reason "wrong door"
            """)

    @Argument(help: PoolWords.help)
    var words: [String]

    @Option(help: "Why, in a few words: kept with the take and shown in lists.")
    var reason: String?

    func validate() throws { try PoolWords.check(words) }

    func run() throws {
        let words = try PoolWords(words, for: .deciding)
        let reason = reason.flatMap { $0.contains { !$0.isWhitespace } ? $0 : nil }
        try Deciding(words.folder).decide(.reject(reason: reason), about: words.takes())
    }
}
