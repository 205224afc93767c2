import ArgumentParser
import Editorial
import Pool

struct PoolYield: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "yield", abstract: "What came of the takes: keep rate, refusals, cost per kept second, and why takes were rejected.",
        discussion: """
            Kept are takes that a person picked, and takes that the last cut kept and
            nobody rejected since. Cost is what was billed, for refused and failed
            requests too. The look is what a prompt says after the shot's own words.

            EXAMPLES
              mv pool yield project.yaml
              mv pool yield --by prompt --shot window
              mv pool yield --by time                a name of the shots' matrix
              mv pool yield --by model --json
              mv pool yield --plot yield.png
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @Option(help: "Count by \(YieldAxis.words.joined(separator: ", ")), or the name of a matrix value.")
    var by = "shot"

    @Option(help: "Only takes of this shot; may be given several times.")
    var shot: [String] = []

    @Option(help: "At most so many lines; the total counts all.")
    var limit: Int?

    @Option(help: ArgumentHelp("Draw it too, into a file that ends in .png, .jpg or .svg.", valueName: "file"))
    var plot: String?

    @OptionGroup var speech: Speech

    func validate() throws {
        if let plot, !PictureFile.endings.contains(PictureFile.ending(plot)) {
            throw ValidationError("'\(plot)' ends in none of .png, .jpg and .svg, the kinds of picture that are drawn")
        }
        if let limit, limit < 0 { throw ValidationError("--limit takes 0 or more") }
    }

    func run() async throws {
        let folder = try PoolFolder(project: projectArgument.project, for: .reading)
        let axis = YieldAxis(by)
        let lines = try folder.pool.yield(by: axis, shots: Set(shot))
        if case .matrix(let name) = axis, !lines.contains(where: { $0.name != nil }) { throw try unknown(name, folder.pool) }
        let shown = limit.map { Array(lines.prefix($0)) } ?? lines
        if let plot, let file = PictureFile(plot, folder.workspace) {
            try await file.write(YieldPlot(title: "What came of the takes, by \(by)", lines: shown).drawing)
            Say.note("wrote \(plot)")
        }
        let output = BufferedOutput()
        if json {
            try output.write("[" + shown.map { "\n" + YieldText.json($0).written }.joined(separator: ",") + "\n]\n")
            return try output.flush()
        }
        try YieldText.write(shown, total: lines.count > 1 ? YieldLine.total(lines) : nil, by: by, to: output)
        try output.flush()
        let rest = lines.count - shown.count
        if rest > 0 { Say.aside("\(NumberText.counted(rest, "more line")) without --limit") }
        if lines.isEmpty { Say.aside("no takes") }
    }

    private func unknown(_ name: String, _ pool: Pool) throws -> Refusal {
        let names = Set(try pool.shots(includingRemoved: true).flatMap { $0.shot.matrix.map(\.name) }).sorted()
        let known = YieldAxis.words + names
        return Refusal(
            "no take has a matrix value called '\(DisplayText.line(name))'; count by one of: \(known.joined(separator: ", "))")
    }
}
