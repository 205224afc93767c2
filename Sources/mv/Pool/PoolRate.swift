import ArgumentParser
import Editorial

struct PoolRate: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "rate", abstract: "Give takes 1 to 5 stars; 0 takes them away.",
        discussion: """
            EXAMPLES
              mv pool rate project.yaml 4 3f2a91c0
              mv pool rate 0 3f2a 77c1
            """)

    @Argument(
        help: ArgumentHelp(
            "The project (when not ./project.yaml), the stars, then the first digits of takes.", valueName: "project> <stars> <take"))
    var words: [String]

    @OptionGroup var speech: Speech

    func validate() throws { _ = try parsed() }

    func run() throws {
        let (stars, takes) = try parsed()
        let words = try PoolWords(words, for: .deciding)
        try Deciding(words.folder).decide(.stars(stars), about: words.takes(takes))
    }

    /// A take is named by 4 digits or more, so a single one can only be the stars, wherever it stands.
    private func parsed() throws -> (stars: Int, takes: [String]) {
        let rest = PoolWords.split(words).rest
        let (single, takes) = (rest.filter { $0.count == 1 }, rest.filter { $0.count != 1 })
        guard single.count == 1, !takes.isEmpty, let stars = Int(single[0]), (0...5).contains(stars) else {
            throw ValidationError("give one number of stars from 0 to 5 and the takes, as: mv pool rate project.yaml 4 3f2a91c0")
        }
        return (stars, takes)
    }
}
