import Editorial
import Recipes
import Scoring
import Testing
import Timebase

@Test func aBlackHeadIsTrimmedToTheFrame() throws {
    let scene = Paint.scene(seed: 11)
    let take = try ClipMaker().measured(frames: 60) { frame, x, y in frame < 12 ? Paint.black : scene(frame, x, y) }
    #expect(abs(take.raw("black") - 0.2) < 0.001)
    #expect(take.scores?.usable == FrameRange(start: 12, count: 48))
    #expect(take.scores?.defects == [])
}

@Test func blackInTheMiddleLeavesTheLongerSide() throws {
    let scene = Paint.scene(seed: 12)
    let take = try ClipMaker().measured(frames: 60) { frame, x, y in (20..<24).contains(frame) ? Paint.black : scene(frame, x, y) }
    #expect(take.scores?.usable == FrameRange(start: 24, count: 36))
}

@Test func aTakeThatIsNothingButBlackIsUnusable() throws {
    let take = try ClipMaker().measured(frames: 30) { _, _, _ in Paint.black }
    #expect(take.score("black") == 0)
    #expect(try #require(take.scores).defects.contains("black throughout"))
}

@Test func aNightUnderStarsIsNeitherBlackNorFrozen() throws {
    let take = try ClipMaker(crf: 20).measured(frames: 72, Paint.night)
    #expect(take.score("black") == 1)
    #expect(take.score("frozen") == 1)
    #expect(take.scores?.defects == [])
    #expect(take.scores?.usable == FrameRange(start: 0, count: 72))
}
