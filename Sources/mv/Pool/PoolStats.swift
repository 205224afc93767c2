import ArgumentParser
import Cutting
import Editorial
import Pool
import Scoring

struct PoolStats: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "How each score is spread over the pool, what is flagged, and how much is decided.",
        discussion: """
            One line a score: takes in ten bins from 0 to 1, the least, the middle and the
            greatest. docs/scoring.md says what each measures.

            EXAMPLES
              mv pool stats project.yaml
              mv pool stats --shot window --json
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @Option(help: "Only takes of this shot; may be given several times.")
    var shot: [String] = []

    @OptionGroup var speech: Speech

    func run() throws {
        let folder = try PoolFolder(project: projectArgument.project, for: .reading)
        let all = try folder.pool.candidates()
        let known = Set(all.map(\.shot))
        if let unknown = shot.first(where: { !known.contains($0) }) {
            throw Refusal(
                "the pool has no take of a shot '\(DisplayText.line(unknown))'; it has \(known.sorted().prefix(12).joined(separator: ", "))"
            )
        }
        let takes = shot.isEmpty ? all : all.filter { shot.contains($0.shot) }
        let tally = ScoreTally(takes)
        if json { Say.document(tally.json.written) } else { Say.result(tally.lines(blocks: Terminal.standardOutput.columns != nil).joined(separator: "\n")) }
    }
}
