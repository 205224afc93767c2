import Generators
import Testing

struct LegalTests {
    @Test(arguments: [(4.0, 4), (4.2, 6), (5.0, 6), (6.0001, 6), (8.0, 8)])
    func theSmallestLengthThatIsLongEnoughIsAskedFor(wanted: Double, seconds: Int) {
        var warnings: [String] = []
        #expect(Legal.seconds(wanted, among: [8, 4, 6], by: "the model", warnings: &warnings) == seconds)
        #expect(warnings.isEmpty)
    }

    @Test func aShotLongerThanTheModelCanGetsItsLongestAndAWarning() {
        var warnings: [String] = []
        #expect(Legal.seconds(12.5, among: [4, 6, 8], by: "veo", warnings: &warnings) == 8)
        #expect(warnings == ["the shot asks for 12.5 s, and veo makes at most 8 s"])
    }

    @Test(arguments: [("720p", 720), ("768P", 768), ("2K", 1440), ("4k", 2160), ("1280x720", 720), ("720*1280", 720), ("1584:672", 672)])
    func namesOfSizesAreReadInEverySpelling(name: String, lines: Int) { #expect(Legal.lines(name) == lines) }

    @Test func aShapeIsNoSize() { #expect(Legal.lines("16:9") == nil) }

    @Test func theSmallestResolutionThatIsLargeEnoughIsAskedFor() {
        var warnings: [String] = []
        #expect(Legal.resolution(width: 1024, height: 576, among: ["1080p", "480p", "720p"], by: "m", warnings: &warnings) == "720p")
        #expect(warnings.isEmpty)
        #expect(Legal.resolution(width: 3840, height: 2160, among: ["480p", "720p"], by: "m", warnings: &warnings) == "720p")
        #expect(warnings == ["3840×2160 is wanted, and m makes at most 720p"])
    }

    @Test func theNearestShapeIsAskedForAndAnotherOneIsWarnedOf() {
        var warnings: [String] = []
        #expect(Legal.shape(width: 1920, height: 1080, among: ["1:1", "16:9", "9:16"], by: "m", warnings: &warnings) == "16:9")
        #expect(warnings.isEmpty)
        #expect(Legal.shape(width: 2560, height: 1080, among: ["1:1", "16:9", "9:16"], by: "m", warnings: &warnings) == "16:9")
        #expect(warnings.first?.contains("no shape like 2560×1080") == true)
    }

    @Test func aPixelSizeHasTheShapeFirstAndThenTheLines() {
        var warnings: [String] = []
        let sizes = ["1280:720", "720:1280", "1920:1080", "1080:1920", "960:960"]
        #expect(Legal.size(width: 1080, height: 1920, among: sizes, by: "m", warnings: &warnings) == "1080:1920")
        #expect(Legal.size(width: 640, height: 360, among: sizes, by: "m", warnings: &warnings) == "1280:720")
        #expect(warnings.isEmpty)
    }
}
