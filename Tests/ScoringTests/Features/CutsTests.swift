import Editorial
import Recipes
import Scoring
import Testing
import Timebase

@Test("A hard cut is found and the longer side kept", arguments: [8, 24, 40])
func aHardCutIsFound(at cut: Int) throws {
    let (first, second) = (Paint.scene(seed: 31), Paint.scene(seed: 32))
    let take = try ClipMaker().measured(frames: 60) { frame, x, y in frame < cut ? first(frame, x, y) : second(frame, x, y) }
    #expect(take.score("cuts") < 0.3)
    #expect(take.scores?.usable == (cut < 30 ? FrameRange(start: cut, count: 60 - cut) : FrameRange(start: 0, count: cut)))
    #expect(take.scores?.defects == [])
}

@Test func aTakeCutIntoPiecesUnderASecondIsUnusableAndSaysWhere() throws {
    let scenes = (0..<3).map { Paint.scene(seed: 40 + UInt64($0)) }
    let take = try ClipMaker().measured(frames: 60) { frame, x, y in scenes[frame / 20](frame, x, y) }
    #expect(take.scores?.defects == ["hard cut at 0.8 s", "hard cut at 1.7 s"])
}

@Test func fastMotionLightningAndALampSwitchedOnAreNotCuts() throws {
    let fast = try ClipMaker().measured(frames: 48, Paint.scene(seed: 33, speed: 9))
    let lightning = try ClipMaker().measured(
        frames: 48,
        Paint.changed(Paint.scene(seed: 34)) { frame, _, _, luma in
            luma + (frame == 20 ? 70 : 0)
        })
    let lamp = try ClipMaker().measured(
        frames: 48,
        Paint.changed(Paint.scene(seed: 35)) { frame, _, _, luma in
            frame < 20 ? luma * 0.6 : luma
        })
    for take in [fast, lightning, lamp] {
        #expect(take.scores?.usable.count == 48)
        #expect(take.scores?.defects == [])
    }
    #expect(fast.score("cuts") > 0.8)
    #expect(lightning.score("cuts") > 0.8)
}
