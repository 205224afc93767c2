import ArgumentParser
import Content
import Editorial
import Events
import Foundation
import Pipeline
import ProjectFile
import Recipes

struct BeatsCommand: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "beats", abstract: "Hear a song: tempo, beats, bars and sections; with a click track to check them by ear.",
        discussion: """
            Of a project, its song is heard with all that the project says of it (bpm, meter,
            beats_file, sections, …), as the film will be cut to it.

            EXAMPLES
              mv beats song.flac
              mv beats project.yaml
              mv beats song.flac --click click.wav    the song with a click on every beat
              mv beats song.flac --plot song.svg
              mv beats song.flac --json
            """)

    @Argument(help: "An audio file, a video whose sound is meant, or a project.")
    var song: String

    @Option(
        name: [.customLong("click"), .customLong("clicks")],
        help: "Write the song with clicks mixed in to this WAV file: higher on downbeats, longest where a section starts.")
    var click: String?

    @Option(help: "Draw beats, bars, sections, onsets, energy and tempo to this SVG or PNG file.")
    var plot: String?

    @OptionGroup var speech: Speech

    func validate() throws {
        guard let plot, ![".svg", ".png"].contains(where: plot.lowercased().hasSuffix) else { return }
        throw ValidationError("'\(plot)' ends neither in .svg nor in .png, the kinds of picture that --plot draws")
    }

    func run() async throws {
        let (file, hearing, ears) = try subject()
        try check(file)
        let hint = hearing.offset == nil ? hearing.beatsPerMinute : nil
        let listening = try await Aside.run(on: file) { ListenRecipe(song: $0, beatsPerMinute: hint) }
        if let damage = listening.damage { Say.warning(damage.warning(of: (file as NSString).lastPathComponent)) }
        var heard = listening.grid
        if let ears { heard = HeardSong.replaced(heard, by: try await ears.heard()) }
        let grid = try HeardSong.corrected(heard, by: hearing)
        if json { Say.document(try CanonicalJSON.text(BeatsDocument(grid))) } else { Say.result(BeatsText(grid).lines.joined(separator: "\n")) }
        if let plot { try await draw(plot, file, grid) }
        if let click { try await write(click, file, grid) }
    }

    private func check(_ file: String) throws {
        try FileArgument.check(file, "a song such as song.flac, song.mp3 or song.wav")
        try FileArgument.check(output: click, isNot: file)
        try FileArgument.check(output: plot, isNot: file)
    }

    /// The audio file, and what a project says of it.
    private func subject() throws -> (file: String, hearing: HearingSpec, ears: OwnEars?) {
        let lower = song.lowercased()
        guard lower.hasSuffix(".yaml") || lower.hasSuffix(".yml") else { return (song, HearingSpec(), nil) }
        let read = try Session.reader.read(file: try ProjectArgument.resolve(song))
        let song = read.project.song
        return (song.file, song.hearing, OwnEars(song.hearing, song: song.file, workspace: Workspace(folder: read.folder)))
    }

    private func draw(_ path: String, _ file: String, _ grid: BeatGrid) async throws {
        let drawing = BeatsPlot(grid, title: (file as NSString).lastPathComponent).drawing
        if path.lowercased().hasSuffix(".svg") {
            try AtomicFile.write(Data(drawing.svg.utf8), to: path)
        } else {
            try await Aside.run(on: file) { _ in
                DrawingRecipe(drawing)
            } use: { drawn, store in
                try AtomicFile.write(
                    Data(contentsOf: URL(fileURLWithPath: store.path(of: drawn.picture)), options: .alwaysMapped), to: path)
            }
        }
        Say.note("wrote \(path)")
    }

    private func write(_ path: String, _ file: String, _ grid: BeatGrid) async throws {
        var grid = grid
        grid.details = SongDetails()
        try await Aside.run(on: file) { [grid] in
            ClicksRecipe(song: $0, grid: grid)
        } use: { track, store in
            try AtomicFile.write(Data(contentsOf: URL(fileURLWithPath: store.path(of: track.clicks)), options: .alwaysMapped), to: path)
        }
        Say.note("wrote \(path)")
    }
}
