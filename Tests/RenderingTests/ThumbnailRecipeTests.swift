import Content
import Execution
import Foundation
import Recipes
import Rendering
import Testing

struct ThumbnailRecipeTests {
    private func picture(_ take: Blob, frame: Int, side: Int = 320, mostBytes: Int = 20_480, _ bench: Bench) throws -> Data {
        try ThumbnailRecipe(take: take, frame: frame, side: side, mostBytes: mostBytes).run(in: bench.context).picture
    }

    /// Width and height in the frame header of a JPEG (ITU-T T.81, B.2.2).
    private func size(_ jpeg: Data) -> (width: Int, height: Int)? {
        let bytes = [UInt8](jpeg)
        var at = 2
        while at + 8 < bytes.count, bytes[at] == 0xff {
            let length = Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
            if (0xc0...0xc2).contains(bytes[at + 1]) {
                return (Int(bytes[at + 7]) << 8 | Int(bytes[at + 8]), Int(bytes[at + 5]) << 8 | Int(bytes[at + 6]))
            }
            at += 2 + length
        }
        return nil
    }

    @Test func itIsAJPEGOfTheTakesShapeWhoseLongerSideIsAsAsked() throws {
        let bench = try Bench()
        let (wide, tall) = (try bench.take([90, 90], width: 128, height: 72), try bench.take([90, 90], width: 72, height: 128))
        for (take, expected) in [(wide, (320, 180)), (tall, (180, 320))] {
            let jpeg = try picture(take, frame: 0, bench)
            #expect(jpeg.starts(with: [0xff, 0xd8, 0xff]))
            #expect(try #require(size(jpeg)) == expected)
        }
    }

    @Test func itShowsTheFrameThatWasAskedForOrTheLastOne() throws {
        let bench = try Bench()
        let take = try bench.staircase(30)
        let (first, middle, last) = (
            try picture(take, frame: 0, bench), try picture(take, frame: 15, bench), try picture(take, frame: 29, bench)
        )
        #expect(Set([first, middle, last]).count == 3)
        #expect(try picture(take, frame: 500, bench) == last)
        #expect(try picture(bench.take([Bench.luma(15), Bench.luma(15)]), frame: 0, bench).count == middle.count)
    }

    @Test func itNeverTakesMoreThanItMay() throws {
        let bench = try Bench()
        let take = try bench.staircase(3)
        #expect(try picture(take, frame: 1, mostBytes: 2000, bench).count <= 2000)
        #expect { try picture(take, frame: 1, mostBytes: 20, bench) } throws: { "\($0)".contains("does not fit 20 bytes") }
    }
}
