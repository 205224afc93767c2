import Editorial
import Recipes
import Scoring
import Testing

@Test func edgesMakeSpatialAndChangeMakesTemporalInformation() throws {
    let plain = try ClipMaker().measured(frames: 9) { _, x, _ in (80 + Double(x) / 8, 128, 128) }
    let still = try ClipMaker().measured(frames: 9, Paint.scene(seed: 141, speed: 0, detail: 40))
    let fast = try ClipMaker().measured(frames: 9, Paint.scene(seed: 141, speed: 6, detail: 40))
    #expect(plain.raw("si") < 5 && still.raw("si") > 20)
    #expect(still.raw("ti") < 1 && fast.raw("ti") > 8)
}
