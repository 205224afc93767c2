import Recipes
import Rendering
import Testing

struct FadeTests {
    @Test func aFadeInStartsAboveBlackAndEndsFull() {
        let fade = Fade(dark: -1, full: 3)
        #expect((-3..<6).map(fade.level) == [0, 0, 0, 64, 128, 192, 256, 256, 256])
    }

    @Test func aFadeOutIsAFadeInBackwards() {
        let (into, out) = (Fade(dark: -1, full: 7), Fade(dark: 10, full: 2))
        #expect((0..<10).map(out.level) == (0..<10).map { into.level(at: 9 - $0) })
    }
}
