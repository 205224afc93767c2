import ArgumentParser
import Content
import Editorial
import Execution
import Foundation
import Pipeline
import Pool
import Recipes
import Timebase

struct TimelineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline", abstract: "Pictures of the whole film.", subcommands: [TimelineSheetCommand.self], defaultSubcommand: TimelineSheetCommand.self)
}

struct TimelineSheetCommand: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet", abstract: "One picture of each clip under the song, with its sections, beats and cuts: the film at a glance.",
        discussion: """
            The cut is the one of the last build or change by hand.

            EXAMPLES
              mv timeline sheet project.yaml
              mv timeline sheet project.yaml -o film.svg
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @Option(name: .shortAndLong, help: "The file, which ends in .png, .jpg or .svg; out/timeline.png beside the project when left out.")
    var output: String?

    @OptionGroup var speech: Speech

    func validate() throws {
        guard let output, !PictureFile.endings.contains(PictureFile.ending(output)) else { return }
        throw ValidationError("'\(output)' ends in none of .png, .jpg and .svg, the kinds of picture that are drawn")
    }

    func run() async throws {
        let session = try Running.session(try projectArgument.resolve())
        let workspace = session.workspace
        let desk = try CutDesk(session: session, isLooking: true)
        let (cut, grid, song, start) = (desk.cut, desk.grid, desk.song, desk.filmStart)
        let takes = Dictionary(try session.openPoolForReading().takes(Self.everything).map { ($0.id, $0) }) { first, _ in first }
        func place(_ clip: Clip) -> Stills.Place { .init(take: clip.take, frame: clip.source.start + clip.source.count / 2) }
        let stills = try await Stills(cut.timeline.clips.map(place), of: takes, side: 320, in: workspace)
        var pictures: [Int: (file: Blob, shape: Double)] = [:]
        for clip in cut.timeline.clips {
            guard let file = stills.files[place(clip)], let facts = takes[clip.take]?.facts, facts.height > 0, facts.width > 0 else { continue }
            let shape = Double(facts.width) / Double(facts.height)
            pictures[clip.slot] = (file, facts.rotation % 180 == 90 ? 1 / shape : shape)
        }
        let sheet = TimelineSheet(cut: cut, grid: grid, peaks: try await Self.peaks(song, from: start, lasting: grid.duration, workspace), pictures: pictures)
        let path = output ?? workspace.out + "/timeline.png"
        guard let file = PictureFile(path, workspace) else { return }
        try await file.write(sheet.drawing, pictures: stills.data)
        Say.result(
            "wrote \(DisplayText.line(path)): \(NumberText.counted(cut.timeline.clips.count, "clip"))",
            [("file", .text(path)), ("clips", .integer(cut.timeline.clips.count))])
    }

    private static var everything: TakeQuery { TakeQuery() }

    private static func peaks(
        _ song: Blob, from start: Double, lasting seconds: Double, _ workspace: Workspace
    ) async throws -> (values: [UInt8], rate: Double) {
        let recipe = WaveformRecipe(song: song)
        let job = try Job(recipe, label: "the song's waveform", tools: Running.tools())
        let executor = Running.executor(workspace, workers: 1)
        let made = try await runMissing([job], results: workspace.results, executor: executor, stage: "waveform", events: TroubleFilter(TerminalReporter()))
        await executor.shutdown()
        guard let all = try made[job.key]?.get().value(of: WaveformRecipe.self).peaks else { throw CancellationError() }
        let rate = Double(recipe.rate)
        let first = min(all.count, max(0, Int(start * rate)))
        return (Array(all[first..<max(first, min(all.count, first + Int(seconds * rate)))]), rate)
    }
}
