import Editorial
import Recipes
import Scoring
import Testing
import Timebase

@Test func aFrozenTailIsTrimmedToTheFrame() throws {
    let scene = Paint.scene(seed: 21)
    let take = try ClipMaker().measured(frames: 72) { frame, x, y in scene(min(frame, 47), x, y) }
    let usable = try #require(take.scores).usable
    #expect(usable.start == 0)
    #expect(abs(usable.end - 47) <= 1)
    #expect(abs(take.raw("frozen") - 25.0 / 72) < 0.03)
    #expect(take.scores?.defects == [])
}

@Test func aTakeThatFreezesTooEarlyIsUnusableAndSaysForHowLong() throws {
    let scene = Paint.scene(seed: 22)
    let take = try ClipMaker().measured(frames: 72) { frame, x, y in scene(min(frame, 12), x, y) }
    #expect(take.scores?.defects == ["frozen for 2.5 s at 0.5 s"])
}

@Test func aStillImageIsNamed() throws {
    let scene = Paint.scene(seed: 23)
    let take = try ClipMaker().measured(frames: 48) { _, x, y in scene(0, x, y) }
    #expect(take.scores?.defects == ["still image"])
    #expect(take.score("frozen") == 0)
}

@Test("A slow pan is not frozen", arguments: [0.03, 0.1, 0.3])
func aSlowPanIsNotFrozen(speed: Double) throws {
    let take = try ClipMaker(crf: 20).measured(frames: 72, Paint.scene(seed: 24, speed: speed, detail: 10))
    #expect(take.scores?.defects == [])
    #expect(take.score("frozen") > 0.8)
}

@Test func smoothGradientsThatDriftAreNotFrozen() throws {
    let take = try ClipMaker(crf: 20).measured(frames: 72) { frame, x, y in
        (60 + Double(y) * 0.4 + 20 * (1 + Double(x + frame / 3) / 320), 120 + Double(x) / 40, 132)
    }
    #expect(take.scores?.defects == [])
}

@Test func aCandleInAStillRoomIsNotFrozen() throws {
    let room = Paint.scene(seed: 25)
    let take = try ClipMaker().measured(frames: 48) { frame, x, y in
        let flame = abs(x - 160 - frame % 3) < 5 && abs(y - 90 + frame % 5) < 9
        return flame ? (215, 100, 150) : room(0, x, y)
    }
    #expect(take.scores?.defects == [])
}

@Test func repeatedFramesOfARateConversionAreNotAStandstill() throws {
    let scene = Paint.scene(seed: 26, speed: 2)
    let take = try ClipMaker().measured(frames: 60) { frame, x, y in scene(frame / 2, x, y) }
    #expect(take.score("frozen") == 1)
    #expect(take.scores?.usable.count == 60)
}
