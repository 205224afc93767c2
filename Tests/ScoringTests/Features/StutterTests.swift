import Editorial
import Recipes
import Scoring
import Testing

private func converted(_ frames: (Int) -> Int) throws -> Double {
    let scene = Paint.scene(seed: 81, speed: 3)
    return try ClipMaker().measured(frames: 60) { frame, x, y in scene(frames(frame), x, y) }.raw("stutter")
}

@Test func everyRepeatedFrameOfAConversionIsCounted() throws {
    #expect(try converted { $0 } == 0)
    // 24 frames shown in 30, 12 in 24, 8 in 24.
    #expect(abs(try converted { $0 * 4 / 5 } - 0.2) < 0.03)
    #expect(abs(try converted { $0 / 2 * 2 } - 0.5) < 0.03)
    #expect(abs(try converted { $0 / 3 * 3 } - 2.0 / 3) < 0.04)
}

@Test func aStandstillAndASlowPictureDoNotStutter() throws {
    #expect(try converted { min($0, 40) } == 0)
    #expect(try ClipMaker().measured(frames: 48, Paint.night).raw("stutter") == 0)
}
