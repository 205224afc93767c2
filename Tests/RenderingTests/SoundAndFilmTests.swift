import Content
import Editorial
import Execution
import Foundation
import Media
import Recipes
import Rendering
import Testing
import Timebase

struct SongRecipeTests {
    private func samples(_ blob: Blob, _ bench: Bench) throws -> [Float] {
        var reader = try AudioReader(path: bench.context.path(of: blob), rate: 48000, channels: 2)
        var (all, piece): ([Float], [Float]) = ([], [])
        while try reader.next(into: &piece) { all += piece }
        return all
    }

    @Test(arguments: [48000, 50000, 1025]) func theWholeSongIsKeptToTheSample(count: Int) throws {
        let bench = try Bench()
        let output = try SongRecipe(song: bench.tone(samples: count), bitRate: 128_000).run(in: bench.context)
        #expect((output.samples, output.rate) == (count, 48000))
        #expect(try AudioReader.length(ofFile: bench.context.path(of: output.sound), rate: 48000) == count)
    }

    @Test(arguments: [(12_000, 48_000), (0, 33_601), (72_000, 1), (91_200, 24_000)])
    func anExcerptHasExactlyItsSamplesEvenPastTheSongsEnd(start: Int, count: Int) throws {
        let bench = try Bench()
        let output = try SongRecipe(song: bench.tone(samples: 96000), start: start, count: count, bitRate: 128_000).run(in: bench.context)
        #expect(output.samples == count)
        #expect(try AudioReader.length(ofFile: bench.context.path(of: output.sound), rate: 48000) == count)
    }

    @Test func theWholeSongIsFilledUpWithSilenceToTheLengthOfThePictureAndNeverCut() throws {
        let bench = try Bench()
        let song = try bench.tone(samples: 48000)
        #expect(try SongRecipe(song: song, least: 48_900, bitRate: 128_000).run(in: bench.context).samples == 48_900)
        #expect(try SongRecipe(song: song, least: 47_500, bitRate: 128_000).run(in: bench.context).samples == 48_000)
    }

    @Test(arguments: [(FrameRate(24), 1, 2000), (FrameRate(24000, 1001), 2, 4004), (FrameRate(30000, 1001), 1, 1602), (FrameRate(25), 100, 192_000)])
    func framesLastTheirSamplesToTheNearestOne(rate: FrameRate, frames: Int, samples: Int) {
        #expect(SongRecipe.samples(lasting: frames, at: rate) == samples)
    }

    @Test func aFadeIsHalfAsLoudInItsMiddleAndTouchesNothingElse() throws {
        let bench = try Bench()
        let output = try SongRecipe(
            song: bench.tone(samples: 144_000), fadeIn: SoundFade(silent: 0, full: 48_000), fadeOut: SoundFade(silent: 144_000, full: 120_000),
            codec: .pcm, bitRate: 0
        ).run(in: bench.context)
        let heard = try samples(output.sound, bench)
        func peak(around middle: Int) -> Float { heard[(middle - 60) * 2..<(middle + 60) * 2].map(abs).max() ?? 0 }
        for (middle, expected) in [(24_000, 0.25), (60_000, 0.5), (110_000, 0.5), (132_000, 0.25)] {
            #expect(abs(Double(peak(around: middle)) - expected) < 0.01, "at \(middle)")
        }
        #expect(peak(around: 100) < 0.001 && peak(around: 143_900) < 0.001)
    }

    @Test func aFadeFallsEvenlyAndStaysWhereItEnds() {
        let (into, out) = (SoundFade(silent: 10, full: 30), SoundFade(silent: 30, full: 10))
        #expect((0..<40).map(into.level) == (0..<40).map { out.level(at: 40 - $0) })
        #expect(into.level(at: -5) == 0 && into.level(at: 20) == 0.5 && into.level(at: 31) == 1)
        #expect(zip((0..<40).map(into.level), (1..<41).map(into.level)).allSatisfy { $0 <= $1 })
    }

    @Test func anExcerptStartsAndEndsInSilenceAndSoundsBetween() throws {
        let bench = try Bench()
        let output = try SongRecipe(song: bench.tone(samples: 96000), start: 24000, count: 48000, bitRate: 256_000).run(in: bench.context)
        let heard = try samples(output.sound, bench)
        func peak(_ range: Range<Int>) -> Float { heard[range.lowerBound * 2..<range.upperBound * 2].map(abs).max() ?? 0 }
        #expect(peak(0..<12) < 0.1)
        #expect(peak(47988..<48000) < 0.1)
        #expect(peak(1000..<47000) > 0.45)
    }

    @Test func anExcerptPastTheEndIsRefusedWithTheLength() throws {
        let bench = try Bench()
        let error = try #require(throws: MediaError.self) {
            try SongRecipe(song: bench.tone(samples: 48000), start: 240_000, bitRate: 128_000).run(in: bench.context)
        }
        for word in ["5000 ms", "1000 ms"] { #expect(error.description.contains(word)) }
    }

    @Test func theSameSongGivesTheSameBytes() throws {
        let bench = try Bench()
        let song = try bench.tone(samples: 20000)
        #expect(
            try SongRecipe(song: song, bitRate: 128_000).run(in: bench.context).sound
                == SongRecipe(song: song, bitRate: 128_000).run(in: bench.context).sound)
    }
}

struct FilmRecipeTests {
    private let format = PictureFormat(width: 64, height: 36, rate: FrameRate(24))

    private func segment(_ take: Blob, start: Int, frames: Int, _ bench: Bench) throws -> FilmRecipe.Segment {
        let recipe = SegmentRecipe(
            format: format, frames: frames, run: SourceRun(take: take, start: start, rate: FrameRate(24)),
            encoding: PictureEncoding(quality: 8))
        let output = try recipe.run(in: bench.context)
        return FilmRecipe.Segment(blob: output.segment, frames: frames, opening: output.look.seal)
    }

    private func film(_ segments: [FilmRecipe.Segment], samples: Int, _ bench: Bench, told: Int? = nil, fileExtension: String = "mp4")
        throws -> FilmRecipe
    {
        FilmRecipe(
            segments: segments, sound: try bench.tone(samples: samples), samples: told ?? samples, sampleRate: 48000, rate: FrameRate(24),
            fileExtension: fileExtension, metadata: ["title": "Test"])
    }

    @Test(arguments: ["mp4", "mov", "mkv"]) func segmentsFollowEachOtherWithoutALostOrDoubledFrame(fileExtension: String) throws {
        let bench = try Bench()
        let take = try bench.staircase(48)
        let segments = try [(0, 20), (40, 1), (30, 5), (3, 22)].map { try segment(take, start: $0.0, frames: $0.1, bench) }
        let output = try film(segments, samples: 96000, bench, fileExtension: fileExtension).run(in: bench.context)
        #expect(output.frames == 48)
        #expect(try bench.shown(output.film) == Array(0..<20) + [40] + Array(30..<35) + Array(3..<25))
        let probe = try MediaFacts(probing: bench.context.path(of: output.film))
        #expect(probe.frames == 48 && probe.rate == FrameRate(24) && probe.hasAudio)
        #expect(probe.metadata["title"] == "Test")
        if fileExtension != "mkv" { #expect(output.samples == 96000) }
    }

    @Test func aSegmentWithAnotherCountThanPlannedIsRefused() throws {
        let bench = try Bench()
        var segment = try segment(bench.staircase(24), start: 0, frames: 12, bench)
        segment.frames = 13
        let error = try #require(throws: MediaError.self) { try film([segment], samples: 24000, bench).run(in: bench.context) }
        #expect(error.reason.contains("12") && error.reason.contains("13"))
    }

    @Test func soundOfAnotherLengthThanTheSongIsRefused() throws {
        let bench = try Bench()
        let segment = try segment(bench.staircase(24), start: 0, frames: 12, bench)
        let error = try #require(throws: MediaError.self) { try film([segment], samples: 24000, bench, told: 24001).run(in: bench.context) }
        #expect(error.reason.contains("24000") && error.reason.contains("24001"))
    }

    @Test func segmentsOfAnotherSizeAreRefused() throws {
        let bench = try Bench()
        let take = try bench.staircase(24)
        let first = try segment(take, start: 0, frames: 12, bench)
        let other = SegmentRecipe(
            format: PictureFormat(width: 32, height: 36, rate: FrameRate(24)), frames: 12,
            run: SourceRun(take: take, start: 0, rate: FrameRate(24)), encoding: PictureEncoding(quality: 8))
        let output = try other.run(in: bench.context)
        let second = FilmRecipe.Segment(blob: output.segment, frames: 12, opening: output.look.seal)
        #expect(throws: MediaError.self) { try film([first, second], samples: 48000, bench).run(in: bench.context) }
    }
}

struct InspectRecipeTests {
    @Test func blackAndFrozenStretchesAreFoundWhereTheyAre() throws {
        let bench = try Bench()
        var lumas = (0..<40).map { 60 + 4 * $0 % 160 }
        for frame in 5..<9 { lumas[frame] = 16 }
        for frame in 20..<26 { lumas[frame] = lumas[20] }
        lumas[30] = 16
        let output = try InspectRecipe(film: bench.take(lumas)).run(in: bench.context)
        #expect(output.frames == 40)
        #expect(output.rate == "24")
        #expect((output.width, output.height, output.codec) == (64, 36, "h264"))
        #expect(output.blackRuns == [[5, 4]])
        // A frame is frozen when it shows what the one before it showed.
        #expect(output.frozenRuns == [[6, 3], [21, 5]])
        #expect(output.audioSamples == 0)
    }

    @Test func aMovingFilmHasNeither() throws {
        let bench = try Bench()
        let output = try InspectRecipe(film: bench.staircase(40)).run(in: bench.context)
        #expect(output.blackRuns.isEmpty && output.frozenRuns.isEmpty)
        #expect(abs(output.seconds - 40.0 / 24) < 1e-9)
    }
}
