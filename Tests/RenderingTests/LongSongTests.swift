import Content
import Editorial
import Execution
import Foundation
import Media
import Recipes
import Rendering
import Testing
import Timebase

/// Ten minutes of silence with a click now and then, through a whole film and back.
struct LongSongTests {
    /// Seconds; each falls on a sample at 44.1 and at 48 kHz.
    private static let clicks = [1.0, 77.01, 300.5, 598.99]

    private func song(rate: Int, _ bench: Bench) throws -> Blob {
        let scratch = try bench.context.scratchPath(fileExtension: "mov")
        var writer = try AudioFileWriter(path: scratch, rate: rate, bitRate: 0, codec: .pcm)
        var written = 0
        for click in Self.clicks + [600] {
            let at = Int((click * Double(rate)).rounded())
            while written < at {
                let count = min(at - written, rate)
                try writer.write(repeatElement(0, count: 2 * count))
                written += count
            }
            if click < 600 {
                try writer.write([0.9, 0.9])
                written += 1
            }
        }
        try writer.finish()
        return try bench.context.publish(scratch: scratch, fileExtension: "mov")
    }

    @Test(arguments: [48000, 44100]) func theLastClickOfTenMinutesIsWhereItWas(rate: Int) throws {
        let bench = try Bench()
        let sound = try SongRecipe(song: song(rate: rate, bench), bitRate: 192_000).run(in: bench.context)
        #expect(abs(sound.samples - 28_800_000) <= 1)
        let slow = FrameRate(1)
        let segment = try SegmentRecipe(
            format: PictureFormat(width: 64, height: 36, rate: slow), frames: 600,
            run: SourceRun(take: bench.staircase(24), start: 0, rate: FrameRate(24), speed: Rational(1, 1000)),
            encoding: PictureEncoding(preset: "ultrafast")
        ).run(in: bench.context)
        let film = try FilmRecipe(
            segments: [.init(blob: segment.segment, frames: 600, opening: segment.look.seal)], sound: sound.sound, samples: sound.samples,
            sampleRate: 48000, rate: slow, fileExtension: "mp4", metadata: [:]
        ).run(in: bench.context)
        #expect(film.samples == sound.samples && film.frames == 600)
        var reader = try AudioReader(path: bench.context.path(of: film.film), rate: 48000, channels: 2)
        var (piece, position): ([Float], Int) = ([], 0)
        // The loudest sample within a tenth of a second of each click.
        let places = Self.clicks.map { Int(($0 * 48000).rounded()) }
        var found = places.map { _ in (at: -1, level: Float(0.2)) }
        while try reader.next(into: &piece) {
            for index in 0..<piece.count / 2 where abs(piece[2 * index]) > 0.2 {
                let (at, level) = (position + index, abs(piece[2 * index]))
                for (number, place) in places.enumerated() where abs(at - place) < 4800 && level > found[number].level {
                    found[number] = (at, level)
                }
            }
            position += piece.count / 2
        }
        for (found, place) in zip(found, places) { #expect(abs(found.at - place) <= 1, "the click at sample \(place)") }
    }
}
