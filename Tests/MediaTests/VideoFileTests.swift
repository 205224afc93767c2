import Editorial
import Foundation
import Media
import Testing
import Timebase

#if canImport(Glibc)
    import Glibc
#endif

@Suite struct VideoFileTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    @Test func everyWrittenFrameIsReadBackInOrder() throws {
        try writeStaircase(folder.file("a.mp4"), frames: 40)
        let read = try lumas(folder.file("a.mp4"))
        #expect(read.count == 40)
        for (number, luma) in read.enumerated() { #expect(abs(luma - (30 + number * 4)) <= 2) }
    }

    @Test func aProbeCountsFramesAndKnowsTheExactRate() throws {
        let path = folder.file("ntsc.mp4")
        try writeStaircase(path, frames: 31, rate: FrameRate(24000, 1001))
        let probe = try MediaFacts(probing: path)
        #expect(probe.frames == 31)
        #expect(probe.rate == FrameRate(24000, 1001))
        #expect((probe.width, probe.height, probe.codec, probe.hasAudio) == (64, 48, "h264", false))
    }

    @Test func afterASeekTheFrameNumbersAreStillTrue() throws {
        let path = folder.file("a.mp4")
        try writeStaircase(path, frames: 50)
        var reader = try VideoReader(path: path)
        try reader.seek(toKeyFrameBefore: 30)
        let frame = Frame()
        let found = try reader.next(into: frame)
        #expect(found)
        let index = reader.index(of: frame) ?? -1
        #expect(index <= 30 && index > 12)
        #expect(abs(Int(frame.plane(0)[frame.stride(0) * 8 + 8]) - (30 + index * 4)) <= 2)
    }

    @Test func theSameFramesMakeTheSameBytes() throws {
        try writeStaircase(folder.file("a.mp4"), frames: 20)
        try writeStaircase(folder.file("b.mp4"), frames: 20)
        let (a, b) = try (Array(contentsOf: folder.file("a.mp4")), Array(contentsOf: folder.file("b.mp4")))
        #expect(a == b)
    }

    #if canImport(Glibc)
        @Test(arguments: [160, 176, 320, 704])
        func whatWasInMemoryBeforeDoesNotChangeThePicture(width: Int) throws {
            // A slow zoom over a texture, so that the encoder looks ahead far and uses frames in both directions.
            typealias Option = @convention(c) (Int32, Int32) -> Int32
            let found = try #require(dlsym(dlopen(nil, RTLD_NOW), "mallopt"))
            let setOption = unsafeBitCast(found, to: Option.self)
            // M_PERTURB of malloc.h: memory holds this when it is handed out.
            func remain(_ value: Int32) { _ = setOption(-6, value) }
            func write(_ path: String, remains: Int32) throws {
                remain(remains)
                defer { remain(0) }
                var writer = try VideoFileWriter(
                    path: path, settings: .init(width: width, height: 90, rate: FrameRate(24), preset: "medium", crf: 18, keyFrameInterval: 120))
                for number in 0..<30 {
                    let frame = try Frame(width: width, height: 90)
                    for y in 0..<90 {
                        for x in 0..<width {
                            let zoom = 1 + Double(number) * 0.004
                            let (u, v) = (Double(x - width / 2) / zoom, Double(y - 45) / zoom)
                            let light = 110 + 50 * sin(u * 0.21) * cos(v * 0.17) + 30 * sin(u * v * 0.003)
                            frame.plane(0)[y * frame.stride(0) + x] = UInt8(min(235, max(16, light)))
                        }
                    }
                    for row in 0..<45 {
                        memset(frame.plane(1) + row * frame.stride(1), 128, width / 2)
                        memset(frame.plane(2) + row * frame.stride(2), 128, width / 2)
                    }
                    try writer.write(frame)
                }
                try writer.finish()
            }
            var files: Set<[UInt8]> = []
            for remains: Int32 in [0, 1, 85, 170, 255] {
                try write(folder.file("a.mp4"), remains: remains)
                files.insert(try Array(contentsOf: folder.file("a.mp4")))
            }
            #expect(files.count == 1)
        }
    #endif

    @Test func aFileThatIsNoMediaSaysSo() throws {
        let path = folder.file("words.mp4")
        try Array("these are words, not a film".utf8).write(to: path)
        #expect { _ = try MediaFacts(probing: path) } throws: { "\($0)".contains("cannot open \(path)") }
        #expect { _ = try VideoReader(path: folder.file("none.mp4")) } throws: { "\($0)".contains("No such file") }
    }

    @Test func playlistsAreRefused() throws {
        let path = folder.file("list.mp4")
        try Array("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n/etc/passwd\n".utf8).write(to: path)
        #expect(throws: MediaError.self) { try MediaFacts(probing: path) }
    }

    @Test func aClipMayHaveSoManyFramesAndNoMore() throws {
        let path = folder.file("a.mp4")
        try writeStaircase(path, frames: 31)
        #expect(try MediaFacts(probing: path, mostFrames: 31).frames == 31)
        #expect { try MediaFacts(probing: path, mostFrames: 30) } throws: { ($0 as? MediaError)?.reason.hasPrefix("it has more than 30 frames") == true }
    }

    @Test func scalingKeepsTheLuma() throws {
        let path = folder.file("a.mp4")
        try writeStaircase(path, frames: 2, first: 100)
        var reader = try VideoReader(path: path)
        let frame = Frame()
        let found = try reader.next(into: frame)
        #expect(found)
        var scaler = PictureScaler(width: 32, height: 18)
        let small = try scaler.scale(frame)
        #expect((small.width, small.height) == (32, 18))
        #expect(abs(Int(small.plane(0)[5]) - 100) <= 2)
    }

    @Test func aFilterGraphCropsAsItsTextSays() throws {
        let frame = try Frame(width: 64, height: 48)
        let graph = try FilterGraph("scale=40:30,crop=20:20", for: frame, timeBase: Rational(1, 24), pixelAspect: Rational(1))
        let result = try graph.run(frame)
        #expect((result.width, result.height) == (20, 20))
        #expect { _ = try FilterGraph("nosuchfilter", for: frame, timeBase: Rational(1, 24), pixelAspect: Rational(1)) } throws: {
            "\($0)".contains("nosuchfilter")
        }
    }
}
