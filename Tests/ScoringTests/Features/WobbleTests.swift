import Editorial
import Foundation
import Recipes
import Scoring
import Testing

private func wobbling(_ pixels: Double, seed: UInt64) throws -> Double {
    let (width, height) = (ClipMaker().width, ClipMaker().height)
    let scene = Paint.scene(seed: seed, speed: 1.5)
    return try ClipMaker().measured(frames: 24) { frame, x, y in
        let phase = Paint.noise(frame, 3, 5) * 7
        let bent = Double(y) + pixels * sin(Double(x) / 40 + phase)
        let shifted = Double(x) + pixels * cos(Double(y) / 35 + phase)
        return scene(frame, min(width - 1, max(0, Int(shifted.rounded()))), min(height - 1, max(0, Int(bent.rounded()))))
    }.raw("wobble")
}

@Test func picturesThatBendToAndFroWobble() throws {
    for seed in 71...73 as ClosedRange<UInt64> {
        let raws = try [0.0, 1, 2, 3].map { try wobbling($0, seed: seed) }
        #expect(raws[0] < 0.6, "\(raws)")
        #expect(raws.dropFirst().allSatisfy { $0 > raws[0] + 0.1 }, "\(raws)")
    }
}

@Test func fastSteadyMotionAndFlickerDoNotWobble() throws {
    let fast = try ClipMaker().measured(frames: 24, Paint.scene(seed: 74, speed: 7))
    let flicker = try ClipMaker().measured(
        frames: 24,
        Paint.changed(Paint.scene(seed: 75, speed: 3)) { frame, _, _, luma in
            luma + 8 * Paint.noise(frame, 1, 1)
        })
    #expect(fast.raw("wobble") < 0.7)
    #expect(flicker.raw("wobble") < 0.7)
}
