import Editorial
import Media
import Recipes
import Rendering
import Testing
import Timebase

struct ConformTests {
    private func filters(
        _ width: Int, _ height: Int, pixelAspect: Rational = Rational(1), rotation: Int = 0, matrix: Frame.ColourMatrix = .tagged,
        step: FramingStep = FramingStep()
    ) -> String {
        let look = Conform.Look(width: width, height: height, matrix: matrix)
        let fitting = Conform.fitting(look, pixelAspect: pixelAspect, rotation: rotation, toWidth: 1280, toHeight: 720, step: step)
        return Conform.filters(look, pixelAspect: pixelAspect, rotation: rotation, fitting)
    }

    @Test(arguments: [
        (1280, 720, "1280:720"), (640, 360, "1280:720"),
        // Wider and taller than the film: covered, never letterboxed.
        (1920, 800, "1728:720"), (832, 480, "1280:738"), (960, 720, "1280:960"),
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

    /// libswscale changes a matrix through RGB: slowly, and without knowing where chroma lies.
    @Test func planarPicturesOfBT601ChangeTheirMatrixBeforeTheyAreScaled() {
        func words(_ width: Int, _ matrix: Frame.ColourMatrix, _ format: String?, isFullRange: Bool = false) -> String {
            var look = Conform.Look(width: width, height: 480, matrix: matrix)
            (look.planarFormat, look.isFullRange) = (format, isFullRange)
            let fitting = Conform.fitting(look, pixelAspect: Rational(1), rotation: 0, toWidth: 1280, toHeight: 720)
            return Conform.filters(look, pixelAspect: Rational(1), rotation: 0, fitting)
        }
        #expect(words(848, .bt601, "yuv420p").hasPrefix("colorspace=ispace=smpte170m:iprimaries=bt709:itrc=bt709:irange=tv:"))
        #expect(words(848, .unknown, "yuv420p", isFullRange: true).contains("irange=pc:") && words(848, .bt601, "yuv422p10").contains(":format=yuv422p10,"))
        #expect(words(848, .bt601, "yuv420p").contains("in_color_matrix=bt709"))
        // The filter takes neither odd sides nor other kinds, and what is not BT.601 needs none.
        for other in [words(847, .bt601, "yuv420p"), words(848, .bt601, nil), words(848, .tagged, "yuv420p")] { #expect(other.hasPrefix("scale=")) }
        #expect(words(847, .bt601, "yuv420p").contains("in_color_matrix=bt601"))
    }

    @Test func whatComesOutIsAlwaysHDColourInVideoRange() {
        for matrix in [Frame.ColourMatrix.tagged, .unknown] {
            #expect(filters(640, 480, matrix: matrix).contains("out_color_matrix=bt709:out_range=tv"))
        }
    }

    /// The whole numbers after a filter's name.
    private func numbers(_ filter: String, in text: String, last: Bool = false) -> [Int] {
        let all = text.split(separator: ",").filter { $0.hasPrefix(filter + "=") }
        let chosen = last ? all.last : all.first
        return chosen.map { $0.dropFirst(filter.count + 1).split(separator: ":").compactMap { Int($0) } } ?? []
    }

    @Test func theScaledPictureIsNeverSmallerThanTheFilmAndAlwaysEven() {
        for width in stride(from: 16, through: 400, by: 7) {
            for height in stride(from: 16, through: 400, by: 11) {
                let look = Conform.Look(width: width, height: height)
                let fitting = Conform.fitting(look, pixelAspect: Rational(1), rotation: 0, toWidth: 1280, toHeight: 720)
                #expect(fitting.width >= 1280 && fitting.height >= 720 && fitting.width % 2 == 0 && fitting.height % 2 == 0)
                #expect(fitting.width == 1280 || fitting.height == 720)
            }
        }
    }

    @Test(arguments: [(720, 1280), (1000, 1000), (400, 900), (3840, 640), (1280, 721)]) func ofATakeOfAnotherShapeOnlyWhatIsSeenIsScaled(
        width: Int, height: Int
    ) {
        for anchor in [0, 130, 500, 870, 1000] {
            let text = filters(width, height, step: FramingStep(anchor: [anchor, anchor]))
            let (scaled, crop) = (numbers("scale", in: text), numbers("crop", in: text, last: true))
            // What is scaled is covered, and holds the part that is cropped from it.
            #expect(scaled[0] >= 1280 && scaled[1] >= 720 && Array(crop[..<2]) == [1280, 720])
            if crop.count == 4 {
                #expect(crop[2] >= 0 && crop[2] + 1280 <= scaled[0] && crop[3] >= 0 && crop[3] + 720 <= scaled[1])
                #expect(crop[2] % 2 == 0 && crop[3] % 2 == 0)
            }
            guard text.hasPrefix("crop=") else { continue }
            let window = numbers("crop", in: text)
            #expect(window[2] >= 0 && window[2] + window[0] <= width && window[3] >= 0 && window[3] + window[1] <= height)
            // It is scaled as much as the whole would be.
            let factor = max(1280 / Double(width), 720 / Double(height))
            #expect(abs(Double(scaled[0]) / Double(window[0]) / factor - 1) < 0.01)
            #expect(abs(Double(scaled[1]) / Double(window[1]) / factor - 1) < 0.01)
            #expect(scaled[0] * scaled[1] < 1280 * 720 * 3 / 2)
        }
    }

    @Test func theCentreIsCroppedInTheFewestWords() {
        #expect(filters(1920, 800).contains(",crop=1280:720,setsar"))
        #expect(filters(1920, 800, step: FramingStep(anchor: [0, 500])).contains(",crop=1280:720:0:0,setsar"))
        #expect(filters(1920, 800, step: FramingStep(anchor: [1000, 500])).contains(",crop=1280:720:448:0,setsar"))
    }

    @Test func containIsPaddedInTheMiddle() {
        #expect(filters(720, 720, step: FramingStep(fit: .contain)).hasSuffix(",setsar=1,format=yuv420p,pad=1280:720:280:0:black"))
        #expect(filters(720, 720, step: FramingStep(fit: .contain)).hasPrefix("scale=720:720:"))
        #expect(!filters(640, 360, step: FramingStep(fit: .contain)).contains("pad"))
    }
}
