import Editorial
import Scoring
import Testing

@Test func letterboxBarsAreMeasuredAsAShareOfThePicture() throws {
    let scene = Paint.scene(seed: 51)
    let take = try ClipMaker().measured(frames: 17) { frame, x, y in (20..<160).contains(y) ? scene(frame, x, y) : Paint.black }
    #expect(abs(take.raw("bars") - 40.0 / 180) < 0.03)
    #expect(take.score("bars") < 0.1)
}

@Test func aFullPictureAndADarkSkyHaveNoBars() throws {
    let full = try ClipMaker().measured(frames: 17, Paint.scene(seed: 52))
    let sky = try ClipMaker().measured(frames: 17, Paint.night)
    #expect(full.raw("bars") == 0)
    #expect(sky.raw("bars") == 0)
}
