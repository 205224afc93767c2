import Editorial
import Scoring
import Testing

/// Stripes whose edges take `edge` pixels.
private func stripes(edge: Double, contrast: Double) -> ClipMaker.Painter {
    { frame, x, y in
        let wave = Double((x + frame) % 32) - 16
        return (120 + contrast * max(-1, min(1, (abs(wave) - 8) / edge)), 128, 128)
    }
}

@Test func softerEdgesScoreLower() throws {
    let levels = try [0.5, 3, 7].map { try ClipMaker().measured(frames: 9, stripes(edge: $0, contrast: 80)).score("softness") }
    #expect(levels == levels.sorted(by: >))
    #expect(levels[0] > levels[2] + 0.3)
}

@Test func softnessHardlyDependsOnContrast() throws {
    let strong = try ClipMaker().measured(frames: 9, stripes(edge: 3, contrast: 90)).raw("softness")
    let weak = try ClipMaker().measured(frames: 9, stripes(edge: 3, contrast: 30)).raw("softness")
    #expect(abs(strong - weak) < 0.08)
}
