import ArgumentParser
import Content
import Editorial
import Execution
import Foundation
import Pipeline
import Recipes
import Scoring
import Synchronization

struct ScoreCommand: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", abstract: "Measure clips of any folder: what is wrong with each, how good it is, which are the same.",
        discussion: """
            No project is needed. A folder is searched through and through for video
            files. With --json, one object: for every clip its quality, its defects
            from 0 (none) to 1 (certain), those the program stands for as flags, every
            measure and the seconds worth using. docs/scoring.md explains them.

            EXAMPLES
              mv score clips/
              mv score take-1.mp4 take-2.mp4 --json
            """)

    @Argument(help: "Folders and video files.")
    var paths: [String]

    @Option(name: .shortAndLong, help: "How many workers measure at once; one for each processor by default.")
    var workers: Int?

    @OptionGroup var speech: Speech

    func run() async throws {
        let found = try ClipFiles(paths)
        let report = try await ClipScores.measure(found, workers: workers)
        if json { return Say.document(report.json) }
        report.describe()
    }
}
