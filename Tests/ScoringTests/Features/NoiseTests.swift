import Editorial
import Scoring
import Testing

@Test func moreGrainScoresLower() throws {
    let levels = try [0.0, 5, 15, 40].map { amount in
        try ClipMaker(crf: 10).measured(
            frames: 9,
            Paint.changed(Paint.scene(seed: 5, detail: 0)) { frame, x, y, luma in
                luma + amount * Paint.noise(frame, x, y)
            }
        ).score("noise")
    }
    #expect(levels == levels.sorted(by: >))
    #expect(levels[0] > levels[3] + 0.4)
}
