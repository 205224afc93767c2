import ArgumentParser
import Content
import Foundation
import Recipes

struct InspectCommand: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Look through a finished film: frames, sound and its loudness, black and frozen stretches.")

    @Argument(help: "A video file.")
    var file: String

    @OptionGroup var speech: Speech

    func run() async throws {
        try FileArgument.check(file, "a film such as out/final.mp4")
        let found = try await Aside.run(on: file) { InspectRecipe(film: $0) }
        if json { return Say.document(try CanonicalJSON.text(found)) }
        Say.result(
            "\(found.width)×\(found.height) \(found.codec), \(found.frames) frames at \(found.rate) fps, \(String(format: "%.3f", found.seconds)) s"
        )
        Say.result(found.audioSamples > 0 ? "sound: \(found.audioSamples) samples at \(found.audioRate) Hz" : "no sound")
        if let loudness = found.loudness, let range = found.loudnessRange, let peak = found.truePeak {
            Say.result("loudness: \(NumberText.fixed(loudness, 1)) LUFS, range \(NumberText.fixed(range, 1)) LU, true peak \(NumberText.fixed(peak, 1)) dBTP")
        }
        for run in found.blackRuns { Say.result("black: \(run[1]) frames from frame \(run[0])") }
        for run in found.frozenRuns { Say.result("frozen: \(run[1]) frames from frame \(run[0])") }
        if found.blackRuns.isEmpty, found.frozenRuns.isEmpty { Say.result("no black or frozen stretch") }
    }
}
