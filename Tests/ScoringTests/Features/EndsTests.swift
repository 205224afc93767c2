import Editorial
import Recipes
import Scoring
import Testing
import Timebase

@Test func aFlashABlankAndAJumpAtTheEndsAreTrimmed() throws {
    let scene = Paint.scene(seed: 161, speed: 1)
    let flash = Paint.changed(scene) { frame, _, _, luma in frame < 3 ? 215 + luma / 20 : luma }
    let fade = Paint.changed(scene) { frame, _, _, luma in frame < 4 ? 16 + luma / 10 : luma }
    let other = Paint.scene(seed: 162)
    let flashed = try ClipMaker().measured(frames: 60, flash)
    let faded = try ClipMaker().measured(frames: 60, fade)
    let jumped = try ClipMaker().measured(frames: 60) { frame, x, y in frame < 55 ? scene(frame, x, y) : other(frame, x, y) }
    #expect(flashed.scores?.usable == FrameRange(start: 3, count: 57))
    #expect(faded.scores?.usable == FrameRange(start: 4, count: 56))
    #expect(jumped.scores?.usable == FrameRange(start: 0, count: 55))
    #expect(flashed.score("ends") < 1 && faded.score("ends") < 1 && jumped.score("ends") < 1)
}

@Test func fastMotionAndLightningInTheMiddleLeaveTheEndsAlone() throws {
    let fast = try ClipMaker().measured(frames: 60, Paint.scene(seed: 163, speed: 9))
    let lightning = try ClipMaker().measured(
        frames: 60, Paint.changed(Paint.scene(seed: 164)) { frame, _, _, luma in luma + (frame == 30 ? 70 : 0) })
    #expect(fast.scores?.usable.count == 60)
    #expect(lightning.scores?.usable.count == 60)
}
