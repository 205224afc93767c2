import Editorial
import Recipes
import Scoring
import Testing
import Timebase

@Test func motionIsMeasuredInPerCentOfTheWidthPerSecond() throws {
    for speed in [0.5, 1.0, 3.0] {
        let raw = try ClipMaker().measured(frames: 25, Paint.scene(seed: 6, speed: speed)).raw("motion")
        let truth = speed * 24 / 320 * 100
        #expect(abs(raw - truth) < 0.25 * truth, "\(speed) pixels a frame are \(truth) %/s, measured \(raw)")
    }
}

@Test func motionHardlyDependsOnTheFrameRate() throws {
    let slow = try ClipMaker(rate: FrameRate(12)).measured(frames: 25, Paint.scene(seed: 6, speed: 2)).raw("motion")
    let fast = try ClipMaker(rate: FrameRate(48)).measured(frames: 97, Paint.scene(seed: 6, speed: 0.5)).raw("motion")
    #expect(abs(slow - fast) < 0.25 * slow)
}

@Test func theMotionPeakLiesWhereThePictureMovesMost() throws {
    let scene = Paint.scene(seed: 9, speed: 1)
    let take = try ClipMaker().measured(frames: 72) { frame, x, y in
        let place = frame < 40 ? frame / 2 : frame < 48 ? 20 + (frame - 40) * 8 : 84 + (frame - 48) / 2
        return scene(place, x, y)
    }
    #expect((39...50).contains(try #require(take.scores).motionPeak))
}
