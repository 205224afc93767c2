import Editorial
import Events
import Foundation
import Pipeline
import Testing
import Timebase

/// Several deliverables of one cut.
struct DeliveryTests {
    private func yaml(_ deliverables: String, song: String = "song.wav") -> String {
        Film.yaml().replacing("deliverables: [{file: final.mp4, preset: ultrafast}]", with: "deliverables: \(deliverables)")
            .replacing("song: song.wav", with: "song: \(song)")
    }

    private func report(_ name: String, _ film: Film) throws -> RenderReport {
        try JSONDecoder().decode(RenderReport.self, from: Data(contentsOf: URL(fileURLWithPath: film.folder + "/out/\(name).report.json")))
    }

    @Test func aPartIsMadeOfTheFilmsOwnSegmentsWhereItCan() async throws {
        let film = try Film(yaml("[{file: final.mp4, preset: ultrafast}, {file: part.mp4, preset: ultrafast, part: 0:01 - 0:05.5}]"))
        let built = try await film.build()
        let clips = try film.cut().timeline.clips
        let inside = clips.filter { $0.record.start >= 24 && $0.record.end <= 132 }.count
        #expect(built.report.failed == 0)
        let own = clips.filter { $0.record.start < 132 && $0.record.end > 24 }.count - inside
        #expect(built.jobs["segment"] == clips.count + own && built.jobs["song"] == 2 && built.jobs["film"] == 2)
        let part = try report("part", film)
        #expect((part.frames, part.sound.samples) == (108, 216_000))
        #expect(part.clips == own + inside)
        #expect(part.cuts.count == clips.dropFirst().filter { $0.record.start > 24 && $0.record.start < 132 && $0.transition == nil }.count)
        #expect(part.cuts.median ?? 0 < 25)
        let whole = try report("final", film)
        #expect((whole.frames, whole.clips) == (144, clips.count))
        #expect(try await film.build().report.didNothing)
    }

    @Test func aMomentIsNoPart() async throws {
        let film = try Film(yaml("[{file: part.mp4, part: 0:02}]"))
        await #expect { try await film.build() } throws: { "\($0)".contains("'0:02.000' is a moment and has no length") }
    }

    @Test func aPictureThatMovesComesFromTheFilmsSegments() async throws {
        let film = try Film(yaml("[{file: final.mp4, preset: ultrafast}, {file: teaser.gif, part: 0:01 - 0:03}, {file: teaser.webp, size: 64x64}]"))
        let built = try await film.build()
        #expect(built.report.failed == 0 && built.report.deliverables.count == 3)
        #expect(built.jobs["animation"] == 2 && built.jobs["song"] == 1 && built.jobs["film"] == 1)
        for name in ["teaser.gif", "teaser.webp"] { #expect(FileManager.default.fileExists(atPath: film.folder + "/out/" + name)) }
        #expect(try await film.build().report.didNothing)
    }

    @Test func aPosterLiesBesideItsFilmAndSaysWhatItShows() async throws {
        let film = try Film(yaml("[{file: final.mp4, preset: ultrafast, poster: true}, {file: b.mp4, preset: ultrafast, poster: 0:02, size: 64x64}]"))
        let built = try await film.build()
        let notes = built.events.compactMap { (event: Event) -> String? in if case .note(let text) = event { text } else { nil } }
        #expect(built.jobs["poster"] == 2)
        #expect(notes.contains { $0.hasSuffix("out/b.jpg shows 0:02.000 of the film") })
        #expect(notes.contains { $0.contains("out/final.jpg shows 0:0") })
        for name in ["final.jpg", "b.jpg"] { #expect(FileManager.default.fileExists(atPath: film.folder + "/out/" + name)) }
        #expect(try await film.build().report.didNothing)
    }

    @Test func aPosterOfATimeThatIsNotShownIsOfTheNearestOne() async throws {
        let film = try Film(yaml("[{file: a.mp4, preset: ultrafast, part: 0:01 - 0:03, poster: 0:05}]"))
        let warnings = try await film.build().warnings
        #expect(warnings.contains { $0.contains("a.mp4: it shows nothing at 0:05.000, so its poster is of 0:02.9") })
    }

    @Test func withoutHardwareTheSoftwareEncodesAndSaysSo() async throws {
        let film = try Film(yaml("[{file: final.mp4, preset: ultrafast, hardware: videotoolbox}]"))
        let built = try await film.build()
        #expect(built.report.failed == 0)
        #if os(Linux)
            #expect(built.warnings.contains { $0.hasPrefix("final.mp4: no VideoToolbox here (") && $0.hasSuffix("encoded by libx264 instead") })
            // What encodes is the software of a film that asked for nothing: the segments are the same.
            try film.write(yaml("[{file: final.mp4, preset: ultrafast}]"))
            #expect(try await film.build().jobs["segment"] == nil)
        #endif
    }

    @Test func aFadeOfTheSoundEncodesNoPicture() async throws {
        let film = try Film(yaml("[{file: final.mp4, preset: ultrafast}]"))
        try await film.build()
        try film.write(yaml("[{file: final.mp4, preset: ultrafast}]", song: "{file: song.wav, fade_in: 0.5, fade_out: 1}"))
        let built = try await film.build()
        #expect(built.jobs["segment"] == nil && built.jobs["song"] == 1 && built.jobs["film"] == 1)
    }

    @Test func theSoundOfAFilmLastsAsLongAsItsPicture() async throws {
        let film = try Film(
            yaml("[{file: final.mp4, preset: ultrafast}]", song: "{file: song.wav, start: 0.7003, end: 4.9001}").replacing("fps: 24", with: "fps: 23.976"))
        try await film.build()
        let made = try report("final", film)
        #expect(made.sound.samples == Int((Double(made.frames) * 48000 * 1001 / 24000).rounded()))
    }
}
