import Editorial
import Media
import Testing
import Timebase

@Suite struct FilmTracksTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private let cues: [CaptionTrack.Cue] = [
        .init(start: 137, end: 480, runs: [.init("hold "), .init("on", isItalic: true), .init("\n& <wait>")]),
        .init(start: 480, end: 700, runs: [.init("né", isBold: true)]), .init(start: 1201, end: 1999, runs: [.init("last")]),
    ]
    private let chapters = [Chapter(start: 0, end: 733, title: "Intro"), Chapter(start: 733, end: 2000, title: "Chorus «1»")]

    private func join(_ name: String, _ track: CaptionTrack?, _ chapters: [Chapter]) throws -> String {
        let film = folder.file(name)
        try writeStaircase(folder.file("a.mp4"), frames: 48)
        try writeTone(folder.file("song.m4a"), samples: 88_200)
        _ = try FilmJoiner.join(
            segments: [(folder.file("a.mp4"), 48)], sound: folder.file("song.m4a"), rate: FrameRate(24), to: film, captions: track, chapters: chapters)
        return film
    }

    @Test(arguments: ["mp4", "mov", "mkv"]) func captionsAreInTheirTrackAtTheirTimes(container: String) throws {
        let film = try join("film." + container, CaptionTrack(cues: cues, language: "deu"), [])
        let tracks = try FilmTracks(reading: film)
        #expect(tracks.captions?.map { [$0.start, $0.end] } == cues.map { [$0.start, $0.end] })
        #expect(tracks.language == "deu" && !tracks.showsCaptions)
        let words = tracks.captions?.map(\.text)
        #expect(
            words == (container == "mkv" ? ["hold <i>on</i>\n& <wait>", "<b>né</b>", "last"] : ["hold on\n& <wait>", "né", "last"]))
    }

    @Test(arguments: ["mp4", "mov", "mkv"]) func chaptersBeginWhereTheyShould(container: String) throws {
        let film = try join("film." + container, nil, chapters)
        #expect(try FilmTracks(reading: film).chapters == chapters)
    }

    @Test(arguments: ["mp4", "mov"]) func neitherDisturbsPictureOrSound(container: String) throws {
        let film = try join("film." + container, CaptionTrack(cues: cues), chapters)
        let facts = try MediaFacts(probing: film)
        #expect((facts.frames, facts.rate) == (48, FrameRate(24)))
        #expect(try AudioReader.length(ofFile: film, rate: 44100) == 88_200)
        #expect(try lumas(film) == lumas(join("plain." + container, nil, [])))
    }

    @Test func withoutThemAFilmHasNone() throws {
        let tracks = try FilmTracks(reading: join("film.mp4", nil, []))
        #expect(tracks.captions == nil && tracks.chapters.isEmpty)
    }
}
