import Editorial
import Scoring
import Testing
import Timebase

@Test func greyHasNoColourfulnessAndMixedSaturatedColoursHaveMost() throws {
    let grey = try ClipMaker().measured(frames: 9) { frame, x, y in (Double((x + frame) % 200), 128, 128) }
    let pale = try ClipMaker().measured(frames: 9) { _, x, _ in x < 160 ? (120, 118, 138) : (120, 138, 118) }
    let vivid = try ClipMaker().measured(frames: 9) { _, x, _ in x < 160 ? (120, 60, 200) : (120, 200, 60) }
    #expect(grey.raw("colourfulness") < 1)
    #expect(pale.score("colourfulness") > grey.score("colourfulness"))
    #expect(vivid.score("colourfulness") > pale.score("colourfulness") + 0.3)
}
