import Cutting
import Editorial
import Testing

@Test func qualityIsTheWeightedMeanOfTheScoresThatAreThere() throws {
    let ranking = TakeRanking(select: SelectSpec(weights: ["sharpness": 3, "motion": 1]))
    let quality = try #require(ranking.quality(of: Made.take("s", 0, scores: Made.scores(sharpness: 1, motion: 0))))
    #expect(abs(quality.value - 0.75) < 1e-12)
    #expect(abs(quality.parts.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
    #expect(quality.explanation == "quality 0.75 (sharpness 1.00, motion 0.00)")
}

@Test func aTakeWithoutScoresHasNoQuality() {
    #expect(TakeRanking(select: SelectSpec()).quality(of: Made.take("s", 0, scores: nil)) == nil)
}

@Test func aScoreNobodyNamedDoesNotCountUntilTheProjectWeighsIt() {
    var (plain, pretty) = (Made.take("s", 0), Made.take("s", 1))
    plain.scores?.parts["aesthetic"] = .init(score: 0.1, raw: 0)
    pretty.scores?.parts["aesthetic"] = .init(score: 0.9, raw: 0)
    let usual = TakeRanking(select: SelectSpec())
    #expect(usual.quality(of: plain) == usual.quality(of: pretty))
    let weighed = TakeRanking(select: SelectSpec(weights: ["aesthetic": 1]))
    #expect(weighed.ranked([plain, pretty], among: [plain, pretty]).map(\.ordinal) == [1, 0])
}

@Test func picksStandFirstAndStarsRaise() {
    var takes = (0..<5).map { Made.take("s", $0, scores: Made.scores(sharpness: 0.9 - 0.1 * Double($0))) }
    takes[4].verdict.state = .pick
    takes[3].verdict.stars = 5
    let ranking = TakeRanking(select: SelectSpec())
    #expect(ranking.ranked(takes, among: takes).map(\.ordinal) == [4, 3, 0, 1, 2])
    #expect(ranking.ranked(takes, among: takes, heedingPeople: false).map(\.ordinal) == [0, 1, 2, 3, 4])
}

@Test func equalTakesRankInTheOrderTheyWereAskedFor() {
    let takes = [3, 1, 2, 0].map { Made.take("s", $0) }
    #expect(TakeRanking(select: SelectSpec()).ranked(takes, among: takes).map(\.ordinal) == [0, 1, 2, 3])
}
