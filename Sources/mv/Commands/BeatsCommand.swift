import ArgumentParser
import Content
import Editorial
import Foundation
import Recipes
import Timebase

struct BeatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "beats", abstract: "Hear a song: tempo, beats, bars and sections; with a click track to check them by ear.",
        discussion: """
            EXAMPLES
              mv beats song.flac
              mv beats song.flac --clicks clicks.wav    the song with a click on every beat, higher on downbeats
              mv beats song.flac --json
            """)

    @Argument(help: "An audio file, or a video whose sound is meant.")
    var song: String

    @Option(help: "Write the song with clicks mixed in to this WAV file.")
    var clicks: String?

    @Flag(help: "The whole grid as JSON.")
    var json = false

    func run() async throws {
        guard FileManager.default.fileExists(atPath: song) else { throw ValidationError("there is no file '\(song)'") }
        let grid = try await Aside.run(on: song) { ListenRecipe(song: $0) }.grid
        if json { print(try CanonicalJSON.text(grid)) } else { describe(grid) }
        if let clicks {
            try await Aside.run(on: song) {
                ClicksRecipe(song: $0, grid: grid)
            } use: { track, store in
                try AtomicFile.write(
                    Data(contentsOf: URL(fileURLWithPath: store.path(of: track.clicks)), options: .alwaysMapped), to: clicks)
            }
            Failure.say("wrote \(clicks)")
        }
    }

    private func describe(_ grid: BeatGrid) {
        func number(_ value: Double, _ digits: Int = 1) -> String {
            value.formatted(.number.precision(.fractionLength(digits)).locale(Locale(identifier: "en_US_POSIX")))
        }
        print("length      \(ClockTime.text(grid.duration))")
        guard !grid.beats.isEmpty else { return print("beats       none found: nothing in it repeats like a beat") }
        print("tempo       \(number(grid.beatsPerMinute)) bpm, \(grid.beatsPerBar) beats a bar, confidence \(number(grid.confidence, 2))")
        for other in grid.alternatives {
            print("  or        \(number(other.beatsPerMinute)) bpm, confidence \(number(other.confidence, 2))")
        }
        print("beats       \(grid.beats.count), the first at \(ClockTime.text(grid.beats[0].time))")
        print("sections")
        for section in grid.sections {
            let bar = grid.beats.first { $0.time >= section.start - 0.05 }?.bar ?? 0
            print(
                "  \(ClockTime.text(section.start)) – \(ClockTime.text(section.end))  bar \(bar)  \(section.label)\(section.role.map { " (\($0))" } ?? "")  energy \(number(section.energy, 2))"
            )
        }
        print("bars")
        for bar in Dictionary(grouping: grid.beats, by: \.bar).sorted(by: { $0.key < $1.key }) {
            print("  \(bar.key)  " + bar.value.map { number($0.time, 3) }.joined(separator: "  "))
        }
    }
}
