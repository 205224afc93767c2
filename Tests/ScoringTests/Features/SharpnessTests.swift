import Editorial
import Scoring
import Testing

@Test func aBlurredCopyScoresBelowTheSharpOne() throws {
    let clip = ClipMaker()
    let levels = try [40.0, 15, 4, 0].map { try clip.measured(frames: 17, Paint.scene(seed: 3, detail: $0)).score("sharpness") }
    #expect(levels == levels.sorted(by: >))
    #expect(levels[0] - levels[3] > 0.3)
}
