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

@Test func aSlowZoomIntoAPhotographIsAStill() throws {
    let scene = Paint.scene(seed: 113, speed: 0)
    let zoomed = try ClipMaker().measured(frames: 48) { frame, x, y in
        let size = 1 - 0.0015 * Double(frame)
        let (u, v) = (160 + (Double(x) - 160) * size, 90 + (Double(y) - 90) * size)
        return scene(0, Int(u.rounded()), Int(v.rounded()))
    }
    #expect(zoomed.score("drift") > 0.1)
    #expect(zoomed.score("still") < 0.8)
}
