import Editorial
import Recipes
import Scoring
import Testing
import Timebase

private func flickering(_ strength: Double, seed: UInt64) throws -> Double {
    try ClipMaker().measured(
        frames: 30,
        Paint.changed(Paint.scene(seed: seed)) { frame, _, _, luma in
            luma + strength * Paint.noise(frame, 1, 1)
        }
    ).score("flicker")
}

@Test func strongerFlickerScoresLowerWhateverThePicture() throws {
    let scores = try (1...4 as ClosedRange<UInt64>).map { seed in try [0.0, 2.5, 6, 15].map { try flickering($0, seed: seed) } }
    for (weak, strong) in [(0, 1), (1, 2), (2, 3)] {
        let (least, greatest) = (scores.map { $0[weak] }.min()!, scores.map { $0[strong] }.max()!)
        #expect(least > greatest, "level \(weak) has \(least), level \(strong) has \(greatest)")
    }
}

@Test func movingThingsAndAFadeAreNotFlicker() throws {
    let take = try ClipMaker().measured(
        frames: 30,
        Paint.changed(Paint.scene(seed: 2, speed: 4)) { frame, _, _, luma in
            luma - Double(frame) * 2
        })
    #expect(take.score("flicker") > 0.9)
}
