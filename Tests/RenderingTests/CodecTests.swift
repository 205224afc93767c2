import Content
import Editorial
import Execution
import Foundation
import Media
import Recipes
import Rendering
import Testing
import Timebase

/// Every codec in every container it is kept in, from encoding to reading back.
struct CodecTests {
    static let pairs = PictureCodec.allCases.flatMap { codec in codec.containers.map { (codec, $0) } }

    /// Four clips of a staircase, in an order of their own.
    private static let clips = [(0, 13), (40, 1), (30, 5), (3, 11)]

    private func film(_ codec: PictureCodec, _ container: String, rate: FrameRate, _ bench: Bench) throws -> (output: FilmRecipe.Output, path: String) {
        let size = codec.smallest
        let take = try bench.staircase(48, rate: rate)
        // Good enough that a luma is not mistaken for the next one, four steps away.
        let deliverable = DeliverableSpec(file: "film.\(container)", codec: codec, preset: "ultrafast", crf: codec == .av1 ? 10 : nil)
        let encoding = PictureEncoding(deliverable)
        let segments = try Self.clips.map { start, frames in
            let output = try SegmentRecipe(
                format: PictureFormat(width: size.width, height: size.height, rate: rate), frames: frames,
                run: SourceRun(take: take, start: start, rate: rate), encoding: encoding
            ).run(in: bench.context)
            return FilmRecipe.Segment(blob: output.segment, frames: frames, opening: output.look.seal)
        }
        let samples = SongRecipe.samples(lasting: 30, at: rate)
        let sound = try SongRecipe(song: bench.tone(samples: samples), codec: deliverable.sound, bitRate: 128_000).run(in: bench.context)
        let output = try FilmRecipe(
            segments: segments, sound: sound.sound, samples: samples, sampleRate: sound.rate, rate: rate, fileExtension: container,
            metadata: ["title": "Test"]
        ).run(in: bench.context)
        return (output, try bench.context.path(of: output.film))
    }

    /// The staircase's frame numbers, whatever the format of the pictures.
    private func shown(_ path: String) throws -> [Int] {
        var reader = try VideoReader(path: path)
        var scaler = PictureScaler(width: 16, height: 16)
        let frame = Frame()
        var all: [Int] = []
        while try reader.next(into: frame) {
            let small = try scaler.scale(frame)
            all.append(Int((Double(Int(small.plane(0)[100]) - 30) / 4).rounded()))
        }
        return all
    }

    @Test(arguments: pairs) func segmentsOfEveryCodecAreJoinedFrameByFrame(codec: PictureCodec, container: String) throws {
        let bench = try Bench()
        let (output, path) = try film(codec, container, rate: FrameRate(24), bench)
        #expect(output.frames == 30)
        let (seen, planned) = (try shown(path), Self.clips.flatMap { Array($0.0..<$0.0 + $0.1) })
        #expect(seen == planned)
        if container != "mkv" { #expect(output.samples == 60_000) }
        let facts = try MediaFacts(probing: path)
        #expect(facts.rate == FrameRate(24) && facts.hasAudio)
    }

    @Test(arguments: pairs.filter { ["mp4", "mov"].contains($0.1) }, [FrameRate(24), FrameRate(30000, 1001)])
    func mp4IsWhatTheStandardSays(pair: (PictureCodec, String), rate: FrameRate) throws {
        let bench = try Bench()
        let path = try film(pair.0, pair.1, rate: rate, bench).path
        let boxes = try MP4Boxes(path: path)
        // Players begin to play while the rest is loaded.
        #expect(boxes.top.first?.kind == "ftyp")
        let order = boxes.top.map(\.kind).filter { ["moov", "mdat"].contains($0) }
        #expect(order == ["moov", "mdat"])
        let tracks = try boxes.tracks()
        let picture = try #require(tracks.first { $0.handler == "vide" })
        let sound = try #require(tracks.first { $0.handler == "soun" })
        let tick = picture.durations[0]
        #expect(picture.durations == Array(repeating: tick, count: 30))
        #expect(Rational(Int64(picture.timescale), Int64(tick)) == rate.framesPerSecond)
        #expect(picture.shown == (0..<30).map { $0 * tick })
        #expect(picture.mediaDuration == 30 * tick)
        for track in [picture, sound] {
            #expect(track.edits.count <= 1)
            #expect(track.edits.allSatisfy { $0.start >= 0 })
            #expect(track.trackDuration == track.edits.first?.duration ?? track.trackDuration)
        }
        #expect(Rational(Int64(picture.trackDuration), Int64(picture.movieTimescale)) == rate.seconds(exactlyAt: 30))
        let samples = SongRecipe.samples(lasting: 30, at: rate)
        #expect(Rational(Int64(sound.trackDuration), Int64(sound.movieTimescale)) == Rational(Int64(samples), 48000))
        #expect(sound.timescale == 48000)
        #expect(sound.durations.reduce(0, +) >= samples + (sound.edits.first?.start ?? 0))
        if pair.0 == .hevc { #expect(picture.tag == "hvc1") }
    }

    @Test func anEncoderThatIsNotThereIsNamedBeforeAnythingIsAskedOfIt() throws {
        let bench = try Bench()
        let format = PictureFormat(width: 64, height: 64)
        let output = try EncodersRecipe(
            pictures: [
                .init(encoding: PictureEncoding(), format: format),
                .init(encoding: PictureEncoding(hardware: .videotoolbox), format: format),
                .init(encoding: PictureEncoding(codec: .dnxhr, preset: "", quality: nil), format: format),
            ], sounds: [.aac, .pcm]
        ).run(in: bench.context)
        #expect(output.pictures[0] == nil && output.sounds == [nil, nil])
        #if os(Linux)
            #expect(output.pictures[1]?.contains("no encoder h264_videotoolbox") == true)
        #endif
        #expect(output.pictures[2] != nil)
    }

    @Test(arguments: [DeliverableSpec.Hardware.nvenc, .vaapi]) func aProcessorOfPicturesEncodesOrSaysWhyNot(hardware: DeliverableSpec.Hardware) throws {
        let bench = try Bench()
        let trial = EncodersRecipe.Trial(
            encoding: PictureEncoding(hardware: hardware), format: PictureFormat(width: 256, height: 256))
        let reason = try EncodersRecipe(pictures: [trial]).run(in: bench.context).pictures[0]
        #expect(reason?.isEmpty != true)
        // Where something lies in memory is no reason, and another one each time.
        #expect(reason?.contains("@ 0x") != true)
    }
}
