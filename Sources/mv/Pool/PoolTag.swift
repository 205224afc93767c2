import ArgumentParser
import Pool

struct PoolTag: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "tag", abstract: "Give tags to takes with +, take them away with -; without takes, list all tags.",
        discussion: """
            A tag is one word. 'mv pool list --tag' finds takes by it, and so does
            --text.

            EXAMPLES
              mv pool tag project.yaml 3f2a 77c1 +night -boring
              mv pool tag 3f2a                       the tags it has
              mv pool tag                            all tags, and how many takes have each
            """)

    @Argument(
        parsing: .captureForPassthrough,
        help: ArgumentHelp(
            "The project (when not ./project.yaml), the first digits of takes, then +tag and -tag.", valueName: "project> <take> <+tag"))
    var given: [String] = []

    /// The words pass by the parser, which would take -tag for an option; so do the options that all commands have.
    private static let options = ["--json", "--quiet", "--verbose"]
    private var words: [String] { given.filter { !Self.options.contains($0) } }

    var speech: Speech {
        var speech = Speech()
        (speech.json, speech.quiet, speech.verbose) = (given.contains("--json"), given.contains("--quiet"), given.contains("--verbose"))
        return speech
    }

    func run() throws {
        if words.contains("--help") || words.contains("-h") { throw CleanExit.helpRequest(self) }
        let all = try PoolWords(words.filter { !Self.isChange($0) }, for: .deciding)
        let (adding, removing) = (Self.tags(words, "+"), Self.tags(words, "-"))
        guard !all.rest.isEmpty else {
            guard adding.isEmpty, removing.isEmpty else { throw ValidationError("name the takes to tag by the first digits of their ids") }
            return try list(all.folder.pool)
        }
        let digits = try all.folder.pool.digitsNeeded()
        for take in try all.takes() {
            let tags = try all.folder.pool.tag(take.id, adding: adding, removing: removing, at: PoolFolder.now)
            let name = "\(take.id.prefix(digits)) of '\(DisplayText.line(take.shot))'"
            let text = tags.isEmpty ? "has no tags" : "is tagged \(tags.joined(separator: ", "))"
            Say.result("\(name) \(text)", [("take", .text(take.id)), ("shot", .text(take.shot)), ("tags", .list(tags.map(JSONText.text)))])
        }
    }

    private func list(_ pool: Pool) throws {
        let tags = try pool.tags()
        let width = tags.reduce(0) { max($0, DisplayText.width($1.tag)) }
        for (tag, takes) in tags { Say.result("\(DisplayText.pad(tag, to: width))  \(takes)", [("tag", .text(tag)), ("takes", .integer(takes))]) }
        if tags.isEmpty { Say.note("no tags yet; 'mv pool tag TAKE +night' gives one") }
    }

    private static func isChange(_ word: String) -> Bool { word.first == "+" || word.first == "-" }

    private static func tags(_ words: [String], _ sign: Character) -> Set<String> {
        Set(words.filter { $0.first == sign }.map { String($0.dropFirst()) })
    }
}
