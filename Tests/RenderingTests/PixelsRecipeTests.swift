import Content
import Execution
import Foundation
import Recipes
import Rendering
import Testing

struct PixelsRecipeTests {
    @Test func itIsThreeBytesAPixelInTheTakesShape() throws {
        let bench = try Bench()
        let take = try bench.take([90, 90], width: 128, height: 72)
        let pixels = try PixelsRecipe(take: take, frame: 0, side: 32).run(in: bench.context)
        #expect(pixels.width == 32)
        #expect(pixels.height == 18)
        #expect(pixels.rgb.count == 32 * 18 * 3)
    }

    @Test func greyStaysGreyAndAFrameAfterTheEndIsTheLast() throws {
        let bench = try Bench()
        let take = try bench.staircase(30)
        let (early, late, beyond) = (
            try PixelsRecipe(take: take, frame: 2, side: 16).run(in: bench.context).rgb,
            try PixelsRecipe(take: take, frame: 29, side: 16).run(in: bench.context).rgb,
            try PixelsRecipe(take: take, frame: 500, side: 16).run(in: bench.context).rgb
        )
        #expect(late == beyond)
        #expect(early != late)
        for pixel in stride(from: 0, to: early.count, by: 3) {
            #expect(abs(Int(early[pixel]) - Int(early[pixel + 1])) <= 3)
            #expect(abs(Int(early[pixel]) - Int(early[pixel + 2])) <= 3)
        }
    }
}
