import Media
import Rendering
import Testing
import Timebase

struct ConformTests {
    private func filters(
        _ width: Int, _ height: Int, pixelAspect: Rational = Rational(1), rotation: Int = 0, matrix: Frame.ColourMatrix = .tagged
    ) -> String {
        Conform.filters(
            width: width, height: height, pixelAspect: pixelAspect, rotation: rotation, matrix: matrix, toWidth: 1280, toHeight: 720)
    }

    @Test(arguments: [
        (1280, 720, "1280:720"), (640, 360, "1280:720"),
        // Wider and taller than the film: covered, never letterboxed.
        (1920, 800, "1728:720"), (720, 1280, "1280:2276"), (832, 480, "1280:738"), (1000, 1000, "1280:1280"),
    ])
    func theFilmsRasterIsCoveredAndCropped(width: Int, height: Int, cover: String) {
        let text = filters(width, height)
        #expect(text.hasPrefix("scale=\(cover):flags=lanczos"))
        #expect(text.hasSuffix("crop=1280:720,setsar=1,format=yuv420p"))
    }

    @Test(arguments: [(0, "scale=1280:720:"), (180, "hflip,vflip,scale=1280:720:")])
    func aPictureUpsideDownIsTurned(rotation: Int, start: String) {
        #expect(filters(1920, 1080, rotation: rotation).hasPrefix(start))
    }

    @Test(arguments: [(90, "transpose=clock"), (270, "transpose=cclock")])
    func aPictureOnItsSideIsTurnedAndThenCovers(rotation: Int, turn: String) {
        #expect(filters(1080, 1920, rotation: rotation).hasPrefix(turn + ",scale=1280:720:"))
    }

    @Test func pixelsThatAreNotSquareAreStretched() {
        // Anamorphic PAL: 720×576 with pixels of 64:45 shows 1024×576.
        #expect(filters(720, 576, pixelAspect: Rational(64, 45)).hasPrefix("scale=1280:720:"))
        // On its side the long pixels stand upright.
        #expect(filters(576, 720, pixelAspect: Rational(45, 64), rotation: 90).contains("scale=1280:"))
    }

    @Test func anUntaggedPictureIsWhatItsSizeSays() {
        #expect(filters(640, 480, matrix: .unknown).contains("in_color_matrix=bt601"))
        #expect(filters(480, 854, matrix: .unknown).contains("in_color_matrix=bt601"))
        #expect(filters(1280, 720, matrix: .unknown).contains("in_color_matrix=bt709"))
        #expect(filters(640, 480, matrix: .tagged).contains("in_color_matrix=auto"))
    }

    @Test func whatComesOutIsAlwaysHDColourInVideoRange() {
        for matrix in [Frame.ColourMatrix.tagged, .unknown] {
            #expect(filters(640, 480, matrix: matrix).contains("out_color_matrix=bt709:out_range=tv"))
        }
    }

    @Test func theScaledPictureIsNeverSmallerThanTheFilmAndAlwaysEven() throws {
        for width in stride(from: 16, through: 400, by: 7) {
            for height in stride(from: 16, through: 400, by: 11) {
                let sides = try #require(
                    filters(width, height).split(separator: ":").prefix(2).map { Int($0.replacing("scale=", with: "")) } as? [Int])
                #expect(sides[0] >= 1280 && sides[1] >= 720 && sides.allSatisfy { $0 % 2 == 0 })
                #expect(sides[0] == 1280 || sides[1] == 720)
            }
        }
    }
}
