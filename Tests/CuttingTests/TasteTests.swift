import Cutting
import Editorial
import Testing
import Timebase

/// Forty decisions on takes with three scores; `likes` decides.
private func decided(_ likes: (_ sharpness: Double, _ motion: Double, _ chance: Double) -> Bool, count: Int = 80) -> [Candidate] {
    var chance = SeededRandom(seed: 3)
    return (0..<count).map { index in
        let (sharpness, motion) = (chance.unit(), chance.unit())
        var take = Made.take("s\(index % 4)", index, scores: Made.scores(sharpness: sharpness, motion: motion))
        take.verdict.state = likes(sharpness, motion, chance.unit()) ? .pick : .reject
        return take
    }
}

@Test func aPlantedTasteIsFound() throws {
    let taste = try #require(
        Taste(candidates: decided { _, motion, chance in motion + 0.2 * chance < 0.6 }, select: SelectSpec(), shots: []))
    #expect(taste.isThere)
    #expect(taste.weights.first?.name == "motion" && (taste.weights.first?.value ?? 0) < -0.5, "\(taste.weights)")
    #expect(taste.accuracy > 0.8 && taste.discrimination > 0.9 && taste.discriminationToday < taste.discrimination)
}

@Test func whatPeopleLikeBecomesAWeightAndWhatTheyDislikeNone() throws {
    let taste = try #require(
        Taste(candidates: decided { sharpness, motion, _ in sharpness - motion > 0 }, select: SelectSpec(), shots: []))
    #expect(taste.asSelectWeights.map(\.name) == ["sharpness"])
    #expect(taste.asSelectWeights.map(\.weight) == [4])
}

@Test func tossedCoinsAreNoTaste() throws {
    let taste = try #require(Taste(candidates: decided { _, _, chance in chance < 0.5 }, select: SelectSpec(), shots: []))
    #expect(!taste.isThere)
    #expect(abs(taste.accuracy - 0.5) < 0.2)
}

@Test func fewDecisionsOrOnesOfAKindTeachNothing() {
    #expect(Taste(candidates: decided({ sharpness, _, _ in sharpness > 0.5 }, count: 20), select: SelectSpec(), shots: []) == nil)
    #expect(Taste(candidates: decided { _, _, _ in true }, select: SelectSpec(), shots: []) == nil)
}
