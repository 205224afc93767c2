import ArgumentParser
import Pool

struct PoolShow: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Everything about a take: file, prompt, scores, decisions, where it is used and why.",
        discussion: """
            EXAMPLES
              mv pool show project.yaml 3f2a91c0
              mv pool show 3f2a 77c1 --json
              mv pool show 3f2a --picture auto
            """)

    @Argument(help: PoolWords.help)
    var words: [String]

    @Option(help: PictureWay.help)
    var picture: PictureWay?

    @OptionGroup var speech: Speech

    func validate() throws { try PoolWords.check(words) }

    func run() async throws {
        let words = try PoolWords(words, for: .reading)
        let takes = try words.takes()
        let output = BufferedOutput()
        if json {
            let rows = try takes.map { try TakeStory($0, in: words.folder).json.written }
            try output.write("[\n" + rows.joined(separator: ",\n") + "\n]\n")
        } else {
            let pictures = if let picture { try await TakePictures(of: takes, picture, in: words.folder) } else { TakePictures?.none }
            for (index, take) in takes.enumerated() {
                if let drawn = pictures?.text(take) { try output.write(drawn) }
                if index > 0 { try output.write("\n") }
                let sheet = Sheet(columns: min(100, Terminal.standardOutput.columns ?? 100), colour: Terminal.standardOutput.colour)
                try output.write(TakeStory(take, in: words.folder).written(on: sheet))
            }
        }
        try output.flush()
    }
}
