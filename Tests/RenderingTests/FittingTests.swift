import Editorial
import Media
import Recipes
import Rendering
import Testing
import Timebase

/// A take of 16:9 in a film of 9:16, where nothing else is said.
struct FittingTests {
    private func fitting(
        _ fit: Framing.Fit, _ anchor: [Int] = [500, 500], zoom: Int = 1000, take: (Int, Int) = (160, 90), film: (Int, Int) = (90, 160)
    ) -> Fitting {
        Fitting(
            shownWidth: Rational(Int64(take.0)), shownHeight: Rational(Int64(take.1)), toWidth: film.0, toHeight: film.1,
            step: FramingStep(fit: fit, anchor: anchor, zoom: zoom))
    }

    @Test func aFitSaysHowLargeTheTakeBecomes() {
        #expect((fitting(.cover).width, fitting(.cover).height) == (284, 160))
        #expect((fitting(.contain).width, fitting(.contain).height) == (90, 50))
        #expect((fitting(.blur).width, fitting(.blur).height) == (90, 50))
        #expect((fitting(.stretch).width, fitting(.stretch).height) == (90, 160))
    }

    @Test(arguments: Framing.Fit.allCases) func aZoomEnlargesEveryFit(fit: Framing.Fit) {
        let (plain, zoomed) = (fitting(fit), fitting(fit, zoom: 1500))
        #expect(abs(zoomed.width * 2 - plain.width * 3) <= 4 && abs(zoomed.height * 2 - plain.height * 3) <= 4)
    }

    @Test(arguments: [(0, 0), (100, 0), (500, 96), (900, 194), (1000, 194)]) func theAnchorIsInTheMiddleUnlessTheEdgeForbidsIt(
        anchor: Int, left: Int
    ) {
        #expect(fitting(.cover, [anchor, 500]).left == left)
        #expect(fitting(.cover, [anchor, 0]).top == 0)
    }

    @Test func nothingOutsideTheTakeIsEverInTheCrop() {
        for anchor in stride(from: 0, through: 1000, by: 10) {
            for zoom in [1000, 1090, 2000] {
                let fitting = fitting(.cover, [anchor, 1000 - anchor], zoom: zoom)
                #expect(fitting.left >= 0 && fitting.left + 90 <= fitting.width && fitting.left % 2 == 0)
                #expect(fitting.top >= 0 && fitting.top + 160 <= fitting.height && fitting.top % 2 == 0)
                #expect((0...1).contains(fitting.focus.x) && (0...1).contains(fitting.focus.y))
            }
        }
    }

    @Test func whatIsLeftFreeLiesAroundTheTake() {
        let contained = fitting(.contain)
        #expect(contained.leavesFree && !contained.isCropped)
        #expect(contained.left == 0 && contained.top == -54)
        #expect(fitting(.contain, take: (90, 160), film: (160, 90)).left == -54)
    }

    @Test func barsOfAHairsBreadthAreNotMade() {
        // 854 × 480 is a little wider than 16:9.
        let near = fitting(.contain, take: (854, 480), film: (1280, 720))
        #expect((near.width, near.height) == (1280, 720) && !near.leavesFree)
        #expect(fitting(.contain, take: (832, 480), film: (1280, 720)).leavesFree)
    }

    @Test func theFocusIsWhereTheAnchorLies() {
        let middle = fitting(.cover, [400, 500])
        #expect(abs(middle.focus.x - 0.5) < 0.02 && middle.focus.y == 0.5)
        #expect(fitting(.cover, [0, 500]).focus.x == 0)
        // Where nothing is cropped, it is the place itself.
        #expect(fitting(.cover, [300, 700], film: (160, 90)).focus == Fitting.Focus(x: 0.3, y: 0.7))
    }

    @Test func aPushOfATakeWithMorePixelsThanTheFilmKeepsThem() {
        func fitting(_ side: (Int, Int), push: Int) -> Fitting {
            Conform.fitting(
                Conform.Look(width: side.0, height: side.1), pixelAspect: Rational(1), rotation: 0, toWidth: 1280, toHeight: 720,
                step: FramingStep(push: push, length: 48))
        }
        #expect(fitting((1920, 1080), push: 100).toWidth == 1408)
        #expect(fitting((1920, 1080), push: -100).toWidth == 1408)
        #expect(fitting((1340, 754), push: 100).toWidth == 1340)
        #expect(fitting((1280, 720), push: 100).toWidth == 1280)
        #expect(fitting((640, 360), push: 100).toWidth == 1280)
        #expect(fitting((1920, 1080), push: 0).toWidth == 1280)
    }
}
