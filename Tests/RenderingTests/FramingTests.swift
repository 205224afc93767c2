import Content
import Editorial
import Execution
import Foundation
import Media
import Recipes
import Rendering
import Testing
import Timebase

/// What the pictures of a segment show of takes whose places have known lumas.
struct FramingTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    /// A take whose every frame has the luma that a place says.
    private func take(_ width: Int, _ height: Int, frames: Int = 8, _ luma: (Int, Int, Int) -> Int) throws -> Blob {
        let scratch = try bench.context.scratchPath(fileExtension: "mp4")
        var writer = try VideoFileWriter(
            path: scratch, settings: .init(width: width, height: height, rate: FrameRate(24), preset: "medium", crf: 4, keyFrameInterval: 12))
        for frame in 0..<frames { try writer.write(try Grey.painted(width: width, height: height) { luma($0, $1, frame) }) }
        try writer.finish()
        return try bench.context.publish(scratch: scratch, fileExtension: "mp4")
    }

    /// Lumas of each frame of a segment, row by row.
    private func shown(
        _ take: Blob, _ step: FramingStep?, _ width: Int, _ height: Int, frames: Int = 1, offset: Int = 0, codec: PictureCodec = .h264
    ) throws -> [[[Double]]] {
        let run = SourceRun(take: take, start: 0, rate: FrameRate(24), offset: offset, style: ClipStyle(framing: step))
        let recipe = SegmentRecipe(
            format: PictureFormat(width: width, height: height, rate: FrameRate(24)), frames: frames, run: run,
            encoding: PictureEncoding(codec: codec, preset: codec == .h264 ? "medium" : "", quality: codec == .h264 ? 4 : nil))
        var reader = try VideoReader(path: bench.context.path(of: recipe.run(in: bench.context).segment))
        let frame = Frame()
        var all: [[[Double]]] = []
        while try reader.next(into: frame) { all.append(Grey.samples(frame)) }
        return all
    }

    /// Four quarters of the width: 40, 90, 140 and 190.
    private func quarters() throws -> Blob { try take(160, 90) { x, _, _ in 40 + x / 40 * 50 } }

    private func near(_ value: Double, _ expected: Double, by tolerance: Double = 4) -> Bool { abs(value - expected) <= tolerance }

    @Test(arguments: [PictureCodec.h264, .prores, .dnxhr]) func containShowsTheWholeTakeBetweenBlackBars(codec: PictureCodec) throws {
        // DNxHR has a smallest size.
        let (width, height) = codec == .dnxhr ? (256, 256) : (96, 96)
        let picture = try shown(try quarters(), FramingStep(fit: .contain), width, height, codec: codec)[0]
        let middle = picture[height / 2]
        for (place, luma) in [(1, 40.0), (3, 90), (5, 140), (7, 190)] { #expect(near(middle[place * width / 8], luma)) }
        for row in [0, 2, height / 8, height - height / 8, height - 1] { #expect(picture[row].allSatisfy { near($0, 16, by: 2) }) }
    }

    @Test(arguments: [PictureCodec.h264, .prores]) func blurShowsTheWholeTakeBeforeItselfDarkerAndSoft(codec: PictureCodec) throws {
        let picture = try shown(try quarters(), FramingStep(fit: .blur), 96, 96, codec: codec)[0]
        for (place, luma) in [(12, 40.0), (36, 90), (60, 140), (84, 190)] { #expect(near(picture[48][place], luma)) }
        for row in [3, 92] {
            let line = picture[row]
            // A square of the take, at three fifths of its light over black.
            #expect(line.allSatisfy { $0 > 28 && $0 < 122 })
            #expect(line[90] - line[5] > 15)
            // No edge in it is sharp.
            #expect(zip(line, line.dropFirst()).allSatisfy { abs($0 - $1) < 6 })
        }
    }

    @Test func stretchShowsTheWholeTakeAndNothingElse() throws {
        let picture = try shown(try quarters(), FramingStep(fit: .stretch), 64, 96)[0]
        for row in [0, 48, 95] {
            for (place, luma) in [(8, 40.0), (24, 90), (40, 140), (56, 190)] { #expect(near(picture[row][place], luma)) }
        }
    }

    @Test func coverShowsTheMiddleUnlessAnAnchorSaysOtherwise() throws {
        let take = try quarters()
        // A quarter of the width is seen.
        func middle(_ anchor: [Int]) throws -> [Double] { try shown(take, FramingStep(anchor: anchor), 24, 54)[0][27] }
        let plain = try shown(take, nil, 24, 54)[0][27]
        #expect(near(plain[4], 90, by: 6) && near(plain[19], 140, by: 6))
        #expect(try middle([0, 500]).dropFirst(2).dropLast(3).allSatisfy { near($0, 40, by: 6) })
        #expect(try middle([1000, 500]).dropFirst(3).allSatisfy { near($0, 190, by: 6) })
        #expect(try middle([375, 500])[4...19].allSatisfy { near($0, 90, by: 8) })
    }

    @Test func aZoomShowsLessOfTheTake() throws {
        let picture = try shown(try quarters(), FramingStep(zoom: 2000), 160, 90)[0]
        #expect(near(picture[45][20], 90) && near(picture[45][140], 140))
        #expect(picture[45].dropFirst(4).dropLast(4).allSatisfy { $0 > 80 && $0 < 150 })
        let left = try shown(try quarters(), FramingStep(anchor: [250, 500], zoom: 2000), 160, 90)[0]
        #expect(near(left[45][20], 40) && near(left[45][140], 90))
    }

    @Test(arguments: [250, -250]) func aPushGoesFromOneEndToTheOther(push: Int) throws {
        let take = try take(160, 90, frames: 12) { x, _, _ in 40 + x }
        let all = try shown(take, FramingStep(push: push, length: 12), 160, 90, frames: 12)
        func span(_ frame: Int) -> Double { all[frame][45][150] - all[frame][45][10] }
        let spans = all.indices.map(span)
        let (wide, near) = push > 0 ? (spans[0], spans[11]) : (spans[11], spans[0])
        #expect(self.near(wide, 140, by: 3))
        #expect(self.near(near, 140 / 1.25, by: 3))
        let steps = zip(spans, spans.dropFirst()).map { push > 0 ? $0 - $1 : $1 - $0 }
        #expect(steps.allSatisfy { $0 > 0 })
    }

    @Test func aPushGoesOnInTheTailOfATransition() throws {
        let take = try take(160, 90, frames: 12) { x, _, _ in 40 + x }
        let step = FramingStep(push: 300, length: 12)
        let whole = try shown(take, step, 160, 90, frames: 12)
        let tail = try shown(take, step, 160, 90, frames: 4, offset: 8)
        for (one, other) in zip(whole[8...], tail) {
            for place in [10, 80, 150] { #expect(near(one[45][place], other[45][place], by: 2)) }
        }
    }

    @Test func aPushGoesTowardsTheAnchor() throws {
        let take = try take(160, 90) { x, _, _ in 40 + x }
        let last = try shown(take, FramingStep(anchor: [0, 500], push: 500, length: 4), 160, 90, frames: 4)[3][45]
        #expect(near(last[2], 41, by: 3) && near(last[150], 140, by: 3))
    }

    /// A grey take with a bright, striped square whose middle is at a place.
    private func subject(at x: Int, _ y: Int) throws -> Blob {
        try take(160, 90, frames: 12) { column, row, frame in
            abs(column - x) <= 10 && abs(row - y) <= 10 ? (column + frame) / 3 % 2 == 0 ? 220 : 120 : 70 + row / 8
        }
    }

    @Test(arguments: [24, 50, 80, 120, 140]) func whatDrawsTheEyeStaysInTheCrop(x: Int) throws {
        let picture = try shown(try subject(at: x, 45), FramingStep(anchor: nil, length: 12), 54, 96)[0]
        // All of the square is seen: its 21 columns are 22 wide here.
        let bright = (0..<54).filter { column in (40..<56).contains { picture[$0][column] > 110 } }
        #expect(bright.count >= 20)
    }

    @Test func whereNothingDrawsTheEyeTheMiddleIsShown() throws {
        let flat = try take(160, 90) { _, _, _ in 110 }
        let step = FramingStep(anchor: nil, length: 8)
        #expect(try shown(flat, step, 54, 96) == shown(flat, nil, 54, 96))
    }

    @Test func theTailOfAClipKeepsTheAnchorOfTheClip() throws {
        let take = try subject(at: 130, 45)
        let step = FramingStep(anchor: nil, length: 12)
        let whole = try shown(take, step, 54, 96, frames: 12)
        let tail = try shown(take, step, 54, 96, frames: 4, offset: 8)
        for (one, other) in zip(whole[8...], tail) {
            for place in 0..<54 { #expect(near(one[48][place], other[48][place], by: 10)) }
        }
    }
}
