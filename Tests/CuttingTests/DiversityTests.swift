import Cutting
import Editorial
import Testing
import Timebase

/// A take that looks like `look` (light of its fields) and moves by `motion`.
private func take(_ ordinal: Int, sharpness: Double, light: UInt8, noise: UInt64, motion: Double = 10) -> Candidate {
    var chance = SeededRandom(seed: noise)
    let corners = (0..<24).map { _ in Double(chance.next() % 100) }
    let picture = (0..<Filmstrip.width * Filmstrip.height).map { index -> UInt8 in
        let field = index / Filmstrip.width / 4 * 6 + index % Filmstrip.width / 4
        return UInt8(min(255, Double(light) + corners[field]))
    }
    let strip = Filmstrip(bytes: (0..<Filmstrip.most).flatMap { _ in picture + [128, 128] })
    var parts: [String: Scores.Part] = ["sharpness": .init(score: sharpness, raw: 0), "motion": .init(score: 0.5, raw: motion)]
    for name in ["subject", "pan", "tilt", "zoom"] { parts[name] = .init(score: 0.5, raw: 0) }
    return Made.take(
        "s1", ordinal, scores: Scores(parts: parts, usable: FrameRange(start: 0, count: 96), strip: strip))
}

private func kept(_ takes: [Candidate], keep: Int, diversity: Double) -> [Int] {
    var project = Made.project([Shot(id: "s1", prompt: "p", keep: keep)])
    project.select.diversity = diversity
    let ids = Set(Selector(project: project).select(from: takes).kept.map(\.take))
    return takes.filter { ids.contains($0.take) }.map(\.ordinal)
}

@Test func ofTakesOfOneLookTheBestStandsForThemOnceDiversityIsAsked() {
    // 0, 1 and 2 are of one light and almost equally good, 3 is darker and a little worse.
    let takes = [
        take(0, sharpness: 0.80, light: 140, noise: 1), take(1, sharpness: 0.79, light: 142, noise: 2),
        take(2, sharpness: 0.78, light: 138, noise: 3), take(3, sharpness: 0.72, light: 20, noise: 4),
    ]
    #expect(kept(takes, keep: 2, diversity: 0) == [0, 1])
    #expect(kept(takes, keep: 2, diversity: 3) == [0, 3])
}

@Test func oneDecisionMovesOneTakeWhateverTheDiversity() {
    var chance = SeededRandom(seed: 9)
    let takes = (0..<20).map { index in
        take(index, sharpness: chance.unit(), light: UInt8(chance.next() % 140), noise: UInt64(index), motion: 30 * chance.unit())
    }
    for diversity in [0, 0.6, 3] {
        let before = kept(takes, keep: 6, diversity: diversity)
        for index in takes.indices {
            for state in [Verdict.State.pick, .reject] {
                var decided = takes
                decided[index].verdict.state = state
                let after = kept(decided, keep: 6, diversity: diversity)
                #expect(Set(before).subtracting(after).count <= 1, "\(state) of \(index) at \(diversity): \(before) to \(after)")
            }
        }
    }
}
