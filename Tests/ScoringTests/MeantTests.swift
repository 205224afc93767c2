import Editorial
import Scoring
import Testing
import Timebase

/// A take of four seconds at 24 fps: black for a quarter of a second, a cut in the middle.
private let take = Scores(
    parts: [:], usable: FrameRange(start: 6, count: 42),
    blemishes: [
        .init(defect: "black", range: FrameRange(start: 0, count: 6), text: "black for 0.2 s at 0.0 s"),
        .init(defect: "hardcut", range: FrameRange(start: 48, count: 0), text: "hard cut at 2.0 s"),
    ])

private func meaning(_ meant: Set<Defect>, _ scores: Scores = take) -> Scores { scores.meaning(meant, frames: 96, rate: FrameRate(24)) }

@Suite struct MeantTests {
    @Test func whatIsMeantIsNotTrimmedAway() {
        #expect(meaning([]) == take)
        #expect(meaning([.blur]) == take)
        #expect(meaning([.hardcut]).usable == FrameRange(start: 6, count: 90))
        #expect(meaning([.black]).usable == FrameRange(start: 0, count: 48))
        #expect(meaning([.black, .hardcut]).usable == FrameRange(start: 0, count: 96))
        #expect(meaning([.hardcut], meaning([.hardcut])) == meaning([.hardcut]), "doing it twice does no more")
    }

    @Test func aTakeThatIsNothingElseIsSound() {
        var still = take
        still.blemishes = [.init(defect: "still", range: FrameRange(start: 0, count: 96), text: "still image")]
        (still.usable, still.defects) = (FrameRange(start: 0, count: 96), ["still image"])
        #expect(meaning([.still], still).defects == [])
        #expect(meaning([.black], still).defects == ["still image"])
        still.blemishes?.append(.init(defect: "black", range: FrameRange(start: 0, count: 96), text: "black throughout"))
        #expect(meaning([.still], still).defects == ["black throughout"])
    }

    @Test func scoresThatDoNotSayWhatTheyTrimmedForStay() {
        var old = take
        old.blemishes = nil
        #expect(meaning([.hardcut], old) == old)
    }
}
