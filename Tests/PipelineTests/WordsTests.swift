import Content
import Editorial
import Events
import Foundation
import Media
import Testing

@Suite struct WordsTests {
    private static let hasFonts = FileManager.default.enumerator(atPath: "/usr/share/fonts")?.contains { "\($0)".hasSuffix(".ttf") } ?? false

    private func write(_ captions: String, _ film: Film) throws { try AtomicFile.write(Data(captions.utf8), to: film.folder + "/words.de.srt") }

    @Test func captionsInATrackAndChaptersCostNoPicture() async throws {
        let yaml = Film.yaml(more: "titles: {captions: words.de.srt}")
            .replacing("preset: ultrafast}", with: "preset: ultrafast, captions: track}")
            .replacing("song: song.wav", with: "song: {file: song.wav, sections: [{start: 0, label: intro}, {start: 4, label: chorus}]}")
        let film = try Film(yaml)
        try write("1\n00:00:01,000 --> 00:00:02,000\nhold on\n", film)
        let first = try await film.build()
        #expect(first.jobs["fonts"] == nil)
        let path = film.folder + "/out/final.mp4"
        let tracks = try FilmTracks(reading: path)
        #expect(tracks.captions == [.init(start: 1000, end: 2000, text: "hold on")])
        #expect(tracks.language == "deu")
        #expect(tracks.chapters.map(\.title) == ["Intro", "Chorus"])
        #expect(tracks.chapters.first?.start == 0 && tracks.chapters.last?.end == 6000)

        try write("1\n00:00:01,250 --> 00:00:02,000\nhold on, love\n", film)
        let second = try await film.build()
        #expect(second.jobs["segment"] == nil && second.jobs["song"] == nil && second.jobs["film"] == 1)
        #expect(try FilmTracks(reading: path).captions == [.init(start: 1250, end: 2000, text: "hold on, love")])
    }

    @Test(.enabled(if: hasFonts, "no font is installed here")) func aTitleCostsTheSegmentsItIsSeenInAndItsFontIsSaid() async throws {
        let film = try Film()
        try await film.build()
        try film.write(Film.yaml(more: "titles: {font: No Such Font 7Q, opening: {lines: [Tiny], seconds: 1}}"))
        let titled = try await film.build()
        #expect(titled.jobs["segment"] == 1 && titled.jobs["fonts"] == 1)
        let said = titled.events.compactMap { if case .diagnostic(let diagnostic) = $0 { diagnostic } else { nil } }
        #expect(said.contains { $0.path == "titles.font" && $0.message.hasPrefix("there is no font 'No Such Font 7Q' here; '") && $0.line > 0 })
        #expect(try await film.build().jobs.isEmpty)
    }
}
