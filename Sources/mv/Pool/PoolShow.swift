import ArgumentParser
import Pool

struct PoolShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Everything about a take: file, prompt, scores, decisions, where it is used and why.",
        discussion: """
            EXAMPLES
              mv pool show project.yaml 3f2a91c0
              mv pool show 3f2a 77c1 --json
            """)

    @Argument(help: PoolWords.help)
    var words: [String]

    @Flag(help: "One JSON array, with the keys of 'mv pool list --json' and more.")
    var json = false

    func validate() throws { try PoolWords.check(words) }

    func run() throws {
        let words = try PoolWords(words, for: .reading)
        let takes = try words.takes()
        let output = BufferedOutput()
        if json {
            let rows = try takes.map { try TakeStory($0, in: words.folder).json.written }
            try output.write("[\n" + rows.joined(separator: ",\n") + "\n]\n")
        } else {
            for (index, take) in takes.enumerated() {
                if index > 0 { try output.write("\n") }
                let sheet = Sheet(columns: min(100, Terminal.standardOutput.columns ?? 100), colour: Terminal.standardOutput.colour)
                try output.write(TakeStory(take, in: words.folder).written(on: sheet))
            }
        }
        try output.flush()
    }
}
