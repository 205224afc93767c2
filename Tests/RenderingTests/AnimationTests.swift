import Content
import Editorial
import Execution
import Foundation
import Media
import Recipes
import Rendering
import Testing
import Timebase

/// Pictures that move, and pictures that do not.
struct AnimationTests {
    private func animation(_ format: AnimationRecipe.Format, rate: FrameRate, _ bench: Bench) throws -> (output: AnimationRecipe.Output, bytes: [UInt8]) {
        let segments = try [20, 1, 27].map { AnimationRecipe.Segment(blob: try bench.staircase($0, rate: rate), frames: $0) }
        let output = try AnimationRecipe(segments: segments, format: format, rate: rate, size: PictureSize(width: 32, height: 18)).run(in: bench.context)
        return (output, [UInt8](try Data(contentsOf: URL(fileURLWithPath: bench.context.path(of: output.animation)))))
    }

    @Test(arguments: [(FrameRate(24), 24), (FrameRate(25), 24), (FrameRate(30), 24), (FrameRate(60), 12), (FrameRate(24000, 1001), 24), (FrameRate(12), 48)])
    func aGIFShowsAtMostFifteenFramesASecondAndRunsForEver(rate: FrameRate, frames: Int) throws {
        let bench = try Bench()
        let (output, bytes) = try animation(.gif, rate: rate, bench)
        #expect(output.frames == frames)
        let gif = try #require(GIF(bytes))
        #expect((gif.width, gif.height) == (32, 18))
        #expect(gif.delays.count == frames)
        #expect(gif.repeats == 0)
        // Hundredths of a second, each rounded from its own time: the whole is right to one of them.
        let (seconds, wanted) = (Double(gif.delays.reduce(0, +)) / 100, 48 / rate.doubleValue)
        #expect(abs(seconds - wanted) <= 0.0101)
    }

    @Test func anAnimatedWebPLastsAsLongAndRunsForEver() throws {
        let bench = try Bench()
        let (output, bytes) = try animation(.webp, rate: FrameRate(24), bench)
        #expect(output.frames == 24)
        let webp = try #require(WebP(bytes))
        #expect((webp.width, webp.height) == (32, 18))
        #expect(webp.repeats == 0)
        #expect(abs(webp.durations.reduce(0, +) - 2000) <= 2)
    }

    @Test(arguments: [AnimationRecipe.Format.gif, .webp]) func theSamePicturesGiveTheSameBytes(format: AnimationRecipe.Format) throws {
        let bench = try Bench()
        #expect(try animation(format, rate: FrameRate(24), bench).bytes == animation(format, rate: FrameRate(24), bench).bytes)
    }

    @Test func aPosterIsTheFrameThatShowsMost() throws {
        let bench = try Bench()
        let flat = try bench.staircase(10)
        let scratch = try bench.context.scratchPath(fileExtension: "mp4")
        var writer = try VideoFileWriter(path: scratch, settings: .init(width: 64, height: 36, rate: FrameRate(24), crf: 8))
        for number in 0..<3 {
            let frame = try Frame(width: 64, height: 36)
            for y in 0..<36 {
                for x in 0..<64 {
                    let isBright = number == 1 && (x / 4 + y / 4).isMultiple(of: 2)
                    frame.plane(0)[y * frame.stride(0) + x] = isBright ? 200 : 60
                }
            }
            for plane in 1...2 { memset(frame.plane(plane), number == 1 ? 90 : 128, frame.stride(plane) * 18) }
            try writer.write(frame)
        }
        try writer.finish()
        let lively = try bench.context.publish(scratch: scratch, fileExtension: "mp4")
        let output = try PosterRecipe(candidates: [.init(segment: flat, frames: [2, 7]), .init(segment: lively, frames: [0, 1, 2])]).run(in: bench.context)
        #expect(output.index == 3)
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: bench.context.path(of: output.picture))))
        #expect(bytes.starts(with: [0xff, 0xd8, 0xff]) && bytes.suffix(2) == [0xff, 0xd9])
    }

    @Test func aPosterOfAFrameThatIsNotThereIsAnError() throws {
        let bench = try Bench()
        let error = try #require(throws: MediaError.self) {
            try PosterRecipe(candidates: [.init(segment: bench.staircase(4), frames: [4])]).run(in: bench.context)
        }
        #expect(error.reason.contains("no frame 4"))
    }
}

/// What a GIF says of itself.
private struct GIF {
    var width: Int
    var height: Int
    /// Hundredths of a second.
    var delays: [Int] = []
    /// 0 for no end; nil where it plays once.
    var repeats: Int?

    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: "GIF89a".utf8) else { return nil }
        func word(_ at: Int) -> Int { Int(bytes[at]) + 256 * Int(bytes[at + 1]) }
        /// Bytes of the colours that a byte of flags tells of.
        func colours(_ flags: UInt8) -> Int {
            let bits = Int(flags % 8) + 1
            return flags < 128 ? 0 : 3 << bits
        }
        (width, height) = (word(6), word(8))
        var at = 13 + colours(bytes[10])
        func skipBlocks() {
            while bytes[at] != 0 { at += Int(bytes[at]) + 1 }
            at += 1
        }
        while bytes[at] != 0x3b {
            if bytes[at] == 0x21 {
                if bytes[at + 1] == 0xf9 { delays.append(word(at + 4)) }
                if bytes[at + 1] == 0xff, bytes[at + 3..<at + 14].elementsEqual("NETSCAPE2.0".utf8) { repeats = word(at + 16) }
                at += 2
                skipBlocks()
            } else {
                guard bytes[at] == 0x2c else { return nil }
                at += 11 + colours(bytes[at + 9])
                skipBlocks()
            }
        }
    }
}

/// What an animated WebP says of itself.
private struct WebP {
    var width = 0
    var height = 0
    /// Milliseconds.
    var durations: [Int] = []
    var repeats: Int?

    init?(_ bytes: [UInt8]) {
        func number(_ at: Int, _ count: Int) -> Int {
            var number = 0
            for byte in bytes[at..<at + count].reversed() { number = number * 256 + Int(byte) }
            return number
        }
        guard bytes.starts(with: "RIFF".utf8), bytes[8..<12].elementsEqual("WEBP".utf8), number(4, 4) + 8 == bytes.count else { return nil }
        var at = 12
        while at + 8 <= bytes.count {
            let (kind, size) = (String(decoding: bytes[at..<at + 4], as: UTF8.self), number(at + 4, 4))
            if kind == "VP8X" { (width, height) = (number(at + 12, 3) + 1, number(at + 15, 3) + 1) }
            if kind == "ANIM" { repeats = number(at + 12, 2) }
            if kind == "ANMF" { durations.append(number(at + 20, 3)) }
            at += 8 + size + size % 2
        }
    }
}
