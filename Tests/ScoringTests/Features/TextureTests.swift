import Editorial
import Recipes
import Scoring
import Testing

@Test func anEncoderShortOfBitsAndABlurTakeTheFinestDetail() throws {
    for seed in 151...152 as ClosedRange<UInt64> {
        let scene = Paint.scene(seed: seed, detail: 14)
        let (rich, starved) = (try ClipMaker(crf: 12).measured(frames: 17, scene), try ClipMaker(crf: 44).measured(frames: 17, scene))
        let soft = try ClipMaker(crf: 12).measured(frames: 17, Paint.scene(seed: seed, detail: 0))
        #expect(starved.raw("texture") < rich.raw("texture") - 0.05)
        #expect(soft.raw("texture") < rich.raw("texture") - 0.05)
    }
}

@Test func aPictureWithoutAnyDetailIsNotCalledPoor() throws {
    #expect(try ClipMaker().measured(frames: 9) { _, _, _ in (120, 128, 128) }.score("texture") == 1)
}
