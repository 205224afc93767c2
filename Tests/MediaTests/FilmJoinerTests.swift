import Media
import Testing
import Timebase

@Suite struct FilmJoinerTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    @Test func aJoinedFilmHasEveryFrameOnceAndTheWholeSong() throws {
        let counts = [13, 1, 24, 7]
        var first = 30
        for (number, count) in counts.enumerated() {
            try writeStaircase(folder.file("\(number).mp4"), frames: count, first: first, step: 4)
            first += count * 4
        }
        try writeTone(folder.file("song.m4a"), samples: 82_687)
        let film = folder.file("film.mp4")
        let frames = try FilmJoiner.join(
            segments: counts.enumerated().map { (folder.file("\($0.offset).mp4"), $0.element) }, sound: folder.file("song.m4a"),
            rate: FrameRate(24), to: film)
        #expect(frames == 45)
        let read = try lumas(film)
        #expect(read.count == 45)
        for (number, luma) in read.enumerated() { #expect(abs(luma - (30 + number * 4)) <= 2, "frame \(number)") }
        var sound = try AudioReader(path: film)
        #expect(try sound.readAll()[0].count == 82_687)
    }

    @Test func aSegmentOfAnotherSizeIsRefusedByName() throws {
        try writeStaircase(folder.file("a.mp4"), frames: 5)
        try writeStaircase(folder.file("b.mp4"), frames: 5, width: 80)
        try writeTone(folder.file("song.m4a"), samples: 1000)
        #expect {
            try FilmJoiner.join(
                segments: [(folder.file("a.mp4"), 5), (folder.file("b.mp4"), 5)], sound: folder.file("song.m4a"), rate: FrameRate(24),
                to: folder.file("film.mp4"))
        } throws: { "\($0)".contains("b.mp4: the segment's size differs") }
    }

    @Test func aSegmentWithAFrameTooFewIsRefused() throws {
        try writeStaircase(folder.file("a.mp4"), frames: 5)
        try writeTone(folder.file("song.m4a"), samples: 1000)
        #expect {
            try FilmJoiner.join(
                segments: [(folder.file("a.mp4"), 6)], sound: folder.file("song.m4a"), rate: FrameRate(24), to: folder.file("film.mp4"))
        } throws: { "\($0)".contains("holds 5 frames where 6 were planned") }
    }
}
