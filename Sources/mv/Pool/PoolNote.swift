import ArgumentParser
import Editorial

struct PoolNote: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Write a note on a take; an empty one removes it.",
        discussion: """
            EXAMPLES
              mv pool note project.yaml 3f2a91c0 "the light on the last second"
              mv pool note 3f2a91c0 ""
            """)

    @Argument(
        help: ArgumentHelp(
            "The project (when not ./project.yaml), the first digits of a take, then the note.", valueName: "project> <take> <note"))
    var words: [String]

    @OptionGroup var speech: Speech

    func validate() throws {
        guard PoolWords.split(words).rest.count > 1 else {
            throw ValidationError(
                "give a take and what to note, as: mv pool note project.yaml 3f2a91c0 \"lovely light\"; \"\" removes the note")
        }
    }

    func run() throws {
        let words = try PoolWords(words, for: .deciding)
        let text = words.rest.dropFirst().joined(separator: " ")
        try Deciding(words.folder).decide(.note(text), about: words.takes(Array(words.rest.prefix(1))))
    }
}
