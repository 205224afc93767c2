import Editorial
import Scoring
import Testing

@Test func aFlatPictureScoresBelowOneOfFullSpan() throws {
    let spans = try [1.0, 0.5, 0.2].map { gain in
        try ClipMaker().measured(frames: 9, Paint.changed(Paint.scene(seed: 4)) { _, _, _, luma in 120 + (luma - 120) * gain })
    }
    #expect(spans[0].score("contrast") > spans[1].score("contrast"))
    #expect(spans[1].score("contrast") > spans[2].score("contrast"))
    #expect(abs(spans[1].raw("contrast") / spans[0].raw("contrast") - 0.5) < 0.08)
}
