import Editorial
import Recipes
import Scoring
import Testing

private func lit(_ gain: Double, _ lift: Double = 0) -> ClipMaker.Painter {
    Paint.changed(Paint.scene(seed: 8)) { _, _, _, luma in 16 + (luma - 16) * gain + lift }
}

@Test func darkAndBurntOutTakesScoreBelowAWellLitOne() throws {
    let (dark, well, bright) = (
        try ClipMaker().measured(frames: 9, lit(0.25)), try ClipMaker().measured(frames: 9, lit(1)),
        try ClipMaker().measured(frames: 9, lit(1.6, 60))
    )
    #expect(well.score("exposure") > 0.9)
    #expect(dark.score("exposure") < 0.6)
    #expect(bright.score("exposure") < 0.6)
    #expect(bright.raw("highlights") > 0.3)
    #expect(well.raw("highlights") < 0.05)
    #expect(dark.raw("exposure") < well.raw("exposure") && well.raw("exposure") < bright.raw("exposure"))
}

@Test func aNightWithBrightLightsIsNotUnderExposed() throws {
    let night = try ClipMaker().measured(frames: 9) { frame, x, y in ((x + 2 * frame) / 10 + y / 10) % 23 == 0 ? (200, 118, 140) : (22, 138, 124) }
    #expect(night.score("exposure") > 0.9)
    #expect(night.scores?.defects == [])
}
