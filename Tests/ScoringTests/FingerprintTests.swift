import Editorial
import Recipes
import Scoring
import Testing
import Timebase

@Test func aScaledAndReencodedCopyHasNearlyTheSameFingerprint() throws {
    for seed in 61...64 as ClosedRange<UInt64> {
        let scene = Paint.scene(seed: seed)
        let original = try ClipMaker().measured(frames: 48, scene)
        let copy = try ClipMaker(width: 160, height: 90, crf: 32).measured(frames: 48) { frame, x, y in scene(frame, 2 * x, 2 * y) }
        let (a, b) = (try #require(original.scores).fingerprint, try #require(copy.scores).fingerprint)
        #expect(a.count == 8)
        #expect(Fingerprint.distance(a, b) <= 6)
    }
}

@Test func differentPicturesHaveFarFingerprints() throws {
    let prints = try (71...76 as ClosedRange<UInt64>).map { seed in
        try #require(ClipMaker().measured(frames: 24, Paint.scene(seed: seed)).scores).fingerprint
    }
    for (index, print) in prints.enumerated() {
        for other in prints.dropFirst(index + 1) { #expect(Fingerprint.distance(print, other) > 16) }
    }
}

@Test func takesWithoutAFingerprintAreFarFromEverything() {
    #expect(Fingerprint.distance([], []) == 64)
}
