import Editorial
import Pipeline
import Testing
import Timebase

@Suite struct LearnedScoresTests {
    /// Takes with a measured and a learned score each.
    private func shot(_ pairs: [(Double, Double?)]) -> [Candidate] {
        pairs.enumerated().map { number, pair in
            var scores = Scores(parts: ["sharpness": .init(score: pair.0, raw: 0)], usable: FrameRange(start: 0, count: 9))
            if let learned = pair.1 { scores = scores.adding(Opinion(parts: ["fun": .init(score: learned, raw: 0)]), of: "eyes") }
            return Candidate(take: "t\(number)", shot: "door", ordinal: number, frames: 9, rate: FrameRate(24), scores: scores)
        }
    }

    private func told(_ take: Int, _ pairs: [(Double, Double?)]) -> String? {
        LearnedScores.disagreement(on: "t\(take)", among: shot(pairs), weights: ["sharpness": 1])
    }

    @Test func aTakeTheScorersLikeAndTheMeasuresDoNotIsTold() {
        let pairs: [(Double, Double?)] = [(0.9, 0.2), (0.8, 0.3), (0.7, 0.4), (0.6, 0.9)]
        #expect(
            told(3, pairs)
                == "the scorers think more of it (number 1 of 4 of its shot) than the measures do (number 4)")
        #expect(
            told(0, pairs)
                == "the scorers think less of it (number 4 of 4 of its shot) than the measures do (number 1)")
        #expect(told(2, pairs) == nil)
    }

    @Test func fewTakesOrMissingScoresAreNoDisagreement() {
        #expect(told(0, [(0.9, 0.1), (0.5, 0.5), (0.1, 0.9)]) == nil)
        #expect(told(0, [(0.9, nil), (0.5, 0.5), (0.1, 0.9), (0.2, 0.7)]) == nil)
    }
}
