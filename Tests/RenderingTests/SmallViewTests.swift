import Content
import Execution
import Foundation
import Recipes
import Rendering
import TakesForTests
import Testing
import Timebase

/// Takes of 64×32 of which the file stores a light left half, so that it tells where that came to lie.
struct SmallViewTests {
    enum Side: String, Sendable { case left, top, right, bottom }

    private func take(rotation: Int, isMirrored: Bool, _ bench: Bench) throws -> Blob {
        let scratch = try bench.context.scratchPath(fileExtension: "mp4")
        let take = TestTake("half", "libx264") {
            ($0.width, $0.height, $0.frames, $0.rotation, $0.isMirrored) = (64, 32, 6, rotation, isMirrored)
        }
        try take.write(to: scratch) { _, x, _ in x < 0.5 ? (0.9, 0.9, 0.9) : (0.1, 0.1, 0.1) }
        return try bench.context.publish(scratch: scratch, fileExtension: "mp4")
    }

    @Test("small pictures are turned and mirrored the way players do", arguments: [
        (0, false, Side.left), (90, false, .top), (180, false, .right), (270, false, .bottom), (0, true, .right), (180, true, .left),
    ])
    func turned(_ rotation: Int, _ isMirrored: Bool, _ light: Side) throws {
        let bench = try Bench()
        let pixels = try PixelsRecipe(take: take(rotation: rotation, isMirrored: isMirrored, bench), frame: 0, side: 32).run(in: bench.context)
        #expect((pixels.width, pixels.height) == (rotation % 180 == 90 ? (16, 32) : (32, 16)))
        func isLight(_ x: Int, _ y: Int) -> Bool { pixels.rgb[(y * pixels.width + x) * 3] > 128 }
        let (right, bottom) = (pixels.width - 3, pixels.height - 3)
        let middle = (x: pixels.width / 2, y: pixels.height / 2)
        let lightSides = [
            (Side.left, isLight(2, middle.y)), (.right, isLight(right, middle.y)), (.top, isLight(middle.x, 2)), (.bottom, isLight(middle.x, bottom)),
        ]
        let opposite: [Side: Side] = [.left: .right, .right: .left, .top: .bottom, .bottom: .top]
        #expect(lightSides.first { $0.0 == light }?.1 == true)
        #expect(lightSides.first { $0.0 == opposite[light] }?.1 == false)
    }

    @Test func picturesForScorersAndThumbnailsAreTurnedTheSameWay() throws {
        let bench = try Bench()
        let take = try take(rotation: 90, isMirrored: false, bench)
        let frames = try FramesRecipe(take: take, range: FrameRange(start: 0, count: 6), count: 1, longSide: 640).run(in: bench.context)
        let size = try pictureSize(Data(contentsOf: URL(filePath: bench.context.path(of: #require(frames.frames.first)))))
        #expect(size == .init(width: 32, height: 64), "and nothing is enlarged for them")
        #expect(try pictureSize(ThumbnailRecipe(take: take, frame: 0, side: 128).run(in: bench.context).picture) == .init(width: 64, height: 128))
    }

    private struct Size: Equatable { var width, height: Int }

    /// In the frame header of a JPEG (ITU-T T.81, B.2.2).
    private func pictureSize(_ jpeg: Data) throws -> Size {
        let bytes = [UInt8](jpeg)
        let header = try #require(bytes.indices.dropLast(9).first { bytes[$0] == 0xff && (0xc0...0xc2).contains(bytes[$0 + 1]) })
        return Size(width: Int(bytes[header + 7]) << 8 | Int(bytes[header + 8]), height: Int(bytes[header + 5]) << 8 | Int(bytes[header + 6]))
    }
}
