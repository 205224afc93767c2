import Editorial
import Recipes
import Scoring
import Testing

@Test func aPictureWithGrainOverItIsStill() throws {
    let scene = Paint.scene(seed: 111)
    let grainy = try ClipMaker().measured(frames: 36) { frame, x, y in
        let pixel = scene(0, x, y)
        return (pixel.0 + 14 * Paint.noise(frame, x, y), pixel.1, pixel.2)
    }
    #expect(grainy.score("still") < 0.4)
    #expect(try ClipMaker().measured(frames: 36) { _, x, y in scene(0, x, y) }.score("still") < 0.1)
}

@Test func aSlowDriftIsNoStill() throws {
    #expect(try ClipMaker().measured(frames: 48, Paint.scene(seed: 112, speed: 0.5)).score("still") > 0.6)
}
