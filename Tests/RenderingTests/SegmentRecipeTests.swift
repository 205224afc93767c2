import Content
import Editorial
import Execution
import Media
import Recipes
import Rendering
import Testing
import Timebase

struct SegmentRecipeTests {
    private let format = PictureFormat(width: 64, height: 36, rate: FrameRate(24))

    private func recipe(
        _ run: SourceRun, frames: Int, head: Join? = nil, fadeIn: Fade? = nil, fadeOut: Fade? = nil
    ) -> SegmentRecipe {
        SegmentRecipe(
            format: format, frames: frames, run: run, head: head, fadeIn: fadeIn, fadeOut: fadeOut,
            encoding: PictureEncoding(quality: 8))
    }

    private func near(_ lumas: [Int], _ expected: [Double], by tolerance: Double = 2) -> Bool {
        lumas.count == expected.count && zip(lumas, expected).allSatisfy { abs(Double($0) - $1) <= tolerance }
    }

    @Test(arguments: [0, 1, 11, 12, 13, 30]) func aSegmentShowsItsFramesAndNoOthers(start: Int) throws {
        let bench = try Bench()
        let take = try bench.staircase(48)
        let output = try recipe(SourceRun(take: take, start: start, rate: FrameRate(24)), frames: 17).run(in: bench.context)
        #expect(output.frames == 17)
        #expect(try bench.shown(output.segment) == Array(start..<start + 17))
        let probe = try MediaFacts(probing: bench.context.path(of: output.segment))
        #expect((probe.frames, probe.rate, probe.width, probe.height) == (17, FrameRate(24), 64, 36))
    }

    @Test(arguments: [
        (FrameRate(8), Rational(1)), (FrameRate(24), Rational(2, 3)), (FrameRate(30000, 1001), Rational(1)),
        (FrameRate(16), Rational(3, 4)),
    ])
    func framesAreRepeatedOrDroppedToKeepTime(rate: FrameRate, speed: Rational) throws {
        let bench = try Bench()
        let run = SourceRun(take: try bench.staircase(40, rate: rate), start: 3, rate: rate, speed: speed)
        let output = try recipe(run, frames: 24).run(in: bench.context)
        #expect(try bench.shown(output.segment) == (0..<24).map { run.sourceFrame(at: $0, filmRate: FrameRate(24)) })
    }

    @Test func pastItsEndATakeHoldsItsLastPicture() throws {
        let bench = try Bench()
        let output = try recipe(SourceRun(take: try bench.staircase(10), start: 6, rate: FrameRate(24)), frames: 8).run(in: bench.context)
        #expect(try bench.shown(output.segment) == [6, 7, 8, 9, 9, 9, 9, 9])
    }

    @Test func aTakeOfAnotherSizeFillsThePicture() throws {
        let bench = try Bench()
        let take = try bench.take([Int](repeating: 120, count: 6), width: 48, height: 80)
        let output = try recipe(SourceRun(take: take, start: 0, rate: FrameRate(24)), frames: 6).run(in: bench.context)
        var reader = try VideoReader(path: bench.context.path(of: output.segment))
        let frame = Frame()
        #expect(try reader.next(into: frame))
        #expect((frame.width, frame.height) == (64, 36))
        for (x, y) in [(0, 0), (63, 0), (0, 35), (63, 35)] { #expect(abs(Int(frame.plane(0)[y * frame.stride(0) + x]) - 120) <= 2) }
    }

    @Test func aDissolveGoesEvenlyFromTheOldPictureToTheNew() throws {
        let bench = try Bench()
        let (old, new) = (try bench.take([Int](repeating: 40, count: 24)), try bench.take([Int](repeating: 200, count: 24)))
        let output = try recipe(
            SourceRun(take: new, start: 0, rate: FrameRate(24)), frames: 10,
            head: Join(kind: .dissolve, frames: 7, other: SourceRun(take: old, start: 0, rate: FrameRate(24), offset: 12))
        ).run(in: bench.context)
        let expected = (0..<10).map { (frame: Int) -> Double in frame < 7 ? 40.0 + 20.0 * Double(frame + 1) : 200.0 }
        #expect(near(try bench.lumas(output.segment), expected))
    }

    @Test func theOldClipGoesOnMovingInADissolve() throws {
        let bench = try Bench()
        let (old, new) = (try bench.staircase(40), try bench.take([Int](repeating: 100, count: 24)))
        let before = SourceRun(take: old, start: 2, rate: FrameRate(24), offset: 20)
        let head = Join(kind: .dissolve, frames: 3, other: before)
        let output = try recipe(SourceRun(take: new, start: 0, rate: FrameRate(24)), frames: 4, head: head).run(in: bench.context)
        let expected = (0..<4).map { frame -> Double in
            let share = min(1, Double(frame + 1) / 4)
            return Double(Bench.luma(22 + frame)) * (1 - share) + 100 * share
        }
        #expect(near(try bench.lumas(output.segment), expected))
    }

    @Test func fadesGoFromBlackAndToBlack() throws {
        let bench = try Bench()
        let run = SourceRun(take: try bench.take([Int](repeating: 180, count: 24)), start: 0, rate: FrameRate(24))
        let output = try recipe(run, frames: 24, fadeIn: Fade(dark: 0, full: 8), fadeOut: Fade(dark: 23, full: 15)).run(in: bench.context)
        let expected = (0..<24).map { (frame: Int) -> Double in
            let level: Double = min(1.0, Double(frame) / 8.0, Double(23 - frame) / 8.0)
            return 16.0 + 164.0 * level
        }
        let lumas = try bench.lumas(output.segment)
        #expect(near(lumas, expected))
        #expect(lumas[0] <= 17 && lumas[23] <= 17)
    }

    @Test func theSameRecipeGivesTheSameBytes() throws {
        let (one, two) = (try Bench(), try Bench())
        func output(_ bench: Bench) throws -> Blob {
            let run = SourceRun(take: try bench.staircase(30), start: 5, rate: FrameRate(24), speed: Rational(4, 5))
            return try recipe(run, frames: 20, fadeIn: Fade(dark: -1, full: 4)).run(in: bench.context).segment
        }
        #expect(try output(one) == output(two))
        #expect(try output(one) == output(one))
    }

    @Test func aTakeThatIsGoneIsSaid() throws {
        let bench = try Bench()
        let gone = Blob(digest: Digest(of: "gone"), bytes: 9, fileExtension: "mp4")
        let error = try #require(throws: ContentError.self) {
            try recipe(SourceRun(take: gone, start: 0, rate: FrameRate(24)), frames: 3).run(in: bench.context)
        }
        #expect("\(error)".contains("missing"))
    }
}
