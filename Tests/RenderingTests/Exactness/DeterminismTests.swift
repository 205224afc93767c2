import Content
import Editorial
import Execution
import Media
import Recipes
import Rendering
import TakesForTests
import Testing
import Timebase

struct DeterminismTests {
    /// A picture with some of everything: a slope, a texture and something that moves.
    private func take(_ bench: Bench) throws -> Blob {
        try bench.add(TestTake("") { ($0.width, $0.height, $0.frames, $0.bFrames, $0.coding) = (256, 144, 40, 2, .bt709) }) { number, x, y in
            let texture = Double((Int(x * 256) * 7 + Int(y * 144) * 13 + number * 3) % 32) / 64
            let near = abs(x - Double(number) / 40) < 0.1
            return (near ? 0.9 : x * 0.7 + texture * 0.3, near ? 0.3 : y * 0.6 + texture * 0.4, 0.5 - texture * 0.5)
        }
    }

    private func recipe(_ take: Blob, _ codec: PictureCodec, start: Int = 4) -> SegmentRecipe {
        SegmentRecipe(
            format: PictureFormat(width: 256, height: 136, rate: FrameRate(25)), frames: 20,
            run: SourceRun(take: take, start: start, rate: FrameRate(24), speed: Rational(9, 10)), fadeIn: Fade(dark: -1, full: 4),
            encoding: PictureEncoding(codec: codec, preset: codec == .h264 ? "medium" : "veryfast", quality: codec.quality?.usual))
    }

    @Test(arguments: PictureCodec.allCases) func whatAWorkerDidBeforeDoesNotChangeASegment(codec: PictureCodec) throws {
        let (fresh, used) = (try Bench(), try Bench())
        let recipe = recipe(try take(fresh), codec)
        let first = try recipe.run(in: fresh.context)
        #expect(try recipe.run(in: fresh.context).segment == first.segment)
        let take = try take(used)
        for other in [PictureCodec.h264, .vp9, .prores] { _ = try self.recipe(take, other, start: 11).run(in: used.context) }
        #expect(try recipe.run(in: used.context).segment == first.segment)
        #expect(first.look == (try recipe.run(in: used.context).look))
    }
}
