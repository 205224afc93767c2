import Editorial
import Recipes
import Scoring
import Testing

@Test func aStarvedEncodeShowsItsBlocksEvenWhenItIsEncodedAgain() throws {
    for seed in 91...93 as ClosedRange<UInt64> {
        let scene = Paint.scene(seed: seed, speed: 2, detail: 12)
        // Blocks of eight pixels whose light is that of their corner, mixed in by half.
        let blocky = Paint.changed(scene) { frame, x, y, luma in (luma + scene(frame, x / 8 * 8, y / 8 * 8).0) / 2 }
        let (clean, starved) = (try ClipMaker().measured(frames: 9, scene), try ClipMaker().measured(frames: 9, blocky))
        #expect(clean.raw("compression") < 1.1)
        #expect(starved.raw("compression") > clean.raw("compression") + 0.2)
        #expect(starved.score("compression") < clean.score("compression"))
    }
}

@Test func blocksThatWereCroppedOffTheirGridAreFoundToo() throws {
    let scene = Paint.scene(seed: 94, speed: 2, detail: 12)
    let shifted = Paint.changed(scene) { frame, x, y, luma in (luma + scene(frame, (x + 3) / 8 * 8, (y + 5) / 8 * 8).0) / 2 }
    #expect(try ClipMaker().measured(frames: 9, shifted).raw("compression") > 1.2)
}
