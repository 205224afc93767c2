import ArgumentParser
import Editorial
import Pool

struct PoolReject: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject", abstract: "Never use these takes.",
        discussion: """
            A reason that begins with one of these words is counted under it by
            'mv pool yield' and can be fed back by 'mv retake --avoid':
            \(RejectReason.Category.allCases.map { "  \(DisplayText.pad($0.rawValue, to: 10))\($0.meaning)" }.joined(separator: "\n"))

            EXAMPLES
              mv pool reject project.yaml 3f2a91c0 --reason hands
              mv pool reject 3f2a91c0 --reason hands --note "six fingers"
              mv pool reject 3f2a 77c1 --reason "wrong door"
            """)

    @Argument(help: PoolWords.help)
    var words: [String]

    @Option(help: "Why: one of the words above, a few of your own, or both. Kept with the take and shown in lists.")
    var reason: String?

    @Option(help: "More about the reason, in a few words.")
    var note: String?

    @OptionGroup var speech: Speech

    func validate() throws { try PoolWords.check(words) }

    func run() throws {
        let words = try PoolWords(words, for: .deciding)
        try Deciding(words.folder).decide(.reject(reason: text), about: words.takes())
    }

    /// As it is kept: what was given word for word, or `hands: six fingers` of a reason and a note.
    private var text: String? {
        let given = RejectReason(reason)
        guard let more = RejectReason(category: nil, words: note).words else { return given == nil ? nil : reason }
        return RejectReason(category: given?.category, words: [given?.words, more].compactMap { $0 }.joined(separator: "; ")).text
    }
}
