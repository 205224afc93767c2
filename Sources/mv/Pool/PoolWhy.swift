import ArgumentParser
import Pool

struct PoolWhy: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Why a take is in the film or not, and where it comes from: its request, the take it is a retake of, what changed.",
        discussion: """
            Goes back from retake to retake to the first take. In changed prompts,
            [-words-] were taken out and {+words+} put in.

            EXAMPLES
              mv pool why project.yaml 3f2a91c0
              mv pool why 3f2a --json
            """)

    @Argument(help: PoolWords.help)
    var words: [String]

    @OptionGroup var speech: Speech

    func validate() throws { try PoolWords.check(words) }

    func run() throws {
        let words = try PoolWords(words, for: .reading)
        let digits = try words.folder.pool.digitsNeeded()
        let output = BufferedOutput()
        let origins = try words.takes().map {
            TakeLineage(try words.folder.pool.lineage(of: $0.id), usage: try words.folder.pool.usage($0.id), digits: digits)
        }
        if json {
            try output.write("[\n" + origins.map(\.json.written).joined(separator: ",\n") + "\n]\n")
        } else {
            for (index, origin) in origins.enumerated() {
                if index > 0 { try output.write("\n") }
                let sheet = Sheet(columns: min(100, Terminal.standardOutput.columns ?? 100), colour: Terminal.standardOutput.colour)
                try output.write(origin.written(on: sheet))
            }
        }
        try output.flush()
    }
}
