import Editorial
import Recipes
import Scoring
import Testing

private func shown(speed: Double = 3, frames: Int = 64, _ order: (Int) -> Int) throws -> (boomerang: Double, loop: Double) {
    let scene = Paint.scene(seed: 101, speed: speed)
    let take = try ClipMaker().measured(frames: frames) { frame, x, y in scene(order(frame), x, y) }
    return (take.raw("boomerang"), take.raw("loop"))
}

@Test func aTakeThatGoesBackTheWayItCameIsABoomerang() throws {
    let found = try shown { $0 < 32 ? $0 : 63 - $0 }
    #expect(found.boomerang > 0.85)
    #expect(found.loop < 0.3)
}

@Test func aStretchThatIsShownAgainIsALoop() throws {
    for length in [16, 24, 32] {
        let found = try shown { $0 % length }
        #expect(found.loop > 0.6, "\(length): \(found)")
        #expect(found.boomerang < 0.6, "\(length): \(found)")
    }
}

@Test func aTakeThatGoesOnNeitherReturnsNorRepeats() throws {
    for speed in [0.5, 3, 9] {
        let found = try shown(speed: speed) { $0 }
        #expect(found.boomerang < 0.5 && found.loop < 0.3, "\(speed): \(found)")
    }
    let night = try ClipMaker().measured(frames: 48, Paint.night)
    #expect(night.raw("boomerang") < 0.6 && night.raw("loop") < 0.3)
}
