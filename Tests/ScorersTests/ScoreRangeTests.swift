import Editorial
import Scorers
import Testing

@Test func aScoreThatIsBetterWhenLowIsTurnedRound() {
    let range = ScoreRange("noise", min: 0, max: 10, higherIsBetter: false)
    #expect(range.part(2).score == 0.8)
    #expect(range.part(2).raw == 2)
}

@Test func aNumberOutsideOfItsRangeCountsAsTheNearestInside() {
    #expect(ScoreRange("a", min: 1, max: 5).part(9).score == 1)
    #expect(ScoreRange("a", min: 1, max: 5).part(-3).score == 0)
}
