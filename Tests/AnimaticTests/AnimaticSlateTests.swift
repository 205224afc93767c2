import Animatic
import Testing

@Suite struct AnimaticSlateTests {
    private func pair(_ slate: String, width: Int = 320, height: Int = 180) -> (
        plain: AnimaticFrames.Picture, slated: AnimaticFrames.Picture
    ) {
        let plain = AnimaticFrames.brief("open sea by day", width: width, height: height)
        let slated = AnimaticFrames.brief("open sea by day", width: width, height: height, slate: slate)
        return (AnimaticFrames.paint(plain, [4])[0], AnimaticFrames.paint(slated, [4])[0])
    }

    @Test func aSlateChangesOnlyAStripAtTheBottom() {
        let (plain, slated) = pair("shot 12 take 3\npush in over the sea")
        let changed = (0..<180).filter { row in (0..<320).contains { plain.y[row * 320 + $0] != slated.y[row * 320 + $0] } }
        let first = changed.first ?? 0
        #expect(first > 130)
        #expect(changed == Array(first..<180))
    }

    @Test func itsLettersStandOutAndSayDifferentThings() {
        let (plain, slated) = pair("SHOT A")
        let other = pair("SHOT B").slated
        let strip = (320 * 160)..<(320 * 180)
        #expect(slated.y[strip].filter { $0 == 228 }.count > 60)
        #expect(plain.y[strip].filter { $0 == 228 }.count < 10)
        #expect(slated != other)
    }

    @Test func longLinesAndUnknownLettersAreFitted() {
        let long = String(repeating: "wide ", count: 60)
        let (plain, slated) = pair(long + "\nça va — 漢字 ✓")
        #expect(slated.y.count == plain.y.count)
        #expect(slated != plain)
    }

    @Test func noTextIsNoSlate() {
        let (plain, slated) = pair("")
        #expect(plain == slated)
    }
}
