import Editorial
import Scoring
import Testing
import Timebase

private func scores(_ raws: [String: Double]) -> Scores {
    Scores(parts: raws.mapValues { .init(score: 0.5, raw: $0) }, usable: .init(start: 0, count: 48))
}

@Test func aDefectIsTheMoreCertainTheFartherItsMeasureGoes() {
    let steps: [(Defect, [[String: Double]])] = [
        (.blur, [0.2, 0.4, 0.8].map { ["softness": $0, "sharpness": 3] }),
        (.compress, [1.0, 1.3, 1.8].map { ["compression": $0, "texture": 0.6, "sharpness": 4] }),
        (.noise, [0.5, 1, 2].map { ["noise": $0] }), (.under, [200, 110, 50].map { ["brightest": $0] }),
        (.over, [0, 0.1, 0.4].map { ["highlights": $0] }), (.lowcontrast, [180, 90, 30].map { ["contrast": $0] }),
        (.flicker, [0, 1, 5].map { ["flicker": $0] }), (.wobble, [0.2, 0.5, 1].map { ["wobble": $0] }),
        (.freeze, [0, 0.03, 0.3].map { ["frozen": $0] }), (.stutter, [0, 0.03, 0.3].map { ["stutter": $0] }),
        (.black, [0, 0.005, 0.1].map { ["black": $0] }), (.letterbox, [0, 0.01, 0.1].map { ["bars": $0] }),
        (.hardcut, [0, 1, 6].map { ["cuts": $0] }), (.boomerang, [0, 0.5, 1].map { ["boomerang": $0] }),
        (.repeat, [0, 0.5, 1].map { ["loop": $0] }), (.still, [10, 2, 0.1].map { ["still": $0] }),
        (.watermark, [0, 10, 80].map { ["burnt_in": $0] }),
    ]
    #expect(Set(steps.map(\.0)).union([.speed]) == Set(Defect.allCases))
    for (defect, raws) in steps {
        let certainties = raws.map { defect.certainty(in: scores($0), seconds: 2, expected: nil) }
        #expect(certainties == certainties.sorted() && Set(certainties).count == 3, "\(defect): \(certainties)")
        #expect(certainties[0] < 0.1 && certainties[2] > 0.5, "\(defect): \(certainties)")
    }
}

@Test func speedIsJudgedOnlyWhereALengthIsExpected() {
    #expect(Defect.speed.certainty(in: scores([:]), seconds: 2, expected: nil) == 0)
    #expect(Defect.speed.certainty(in: scores([:]), seconds: 2, expected: 2) < 0.1)
    #expect(Defect.speed.certainty(in: scores([:]), seconds: 2.2, expected: 2) > 0.5)
    #expect(Defect.speed.certainty(in: scores([:]), seconds: 1, expected: 2) > 0.9)
}

@Test func whatWasNotMeasuredIsNoDefect() {
    for defect in Defect.allCases { #expect(defect.certainty(in: scores([:]), seconds: 2, expected: nil) == 0) }
}

@Test func qualityFallsWithEveryDefectAndWithMoreOfThem() {
    let clean = Defect.quality(of: [:])
    #expect(clean > 0.8)
    for defect in Defect.allCases {
        let some = Defect.quality(of: [defect: 0.5])
        #expect(some < clean && Defect.quality(of: [defect: 0.99]) < some)
    }
    #expect(Defect.quality(of: [.blur: 0.9, .noise: 0.9]) < Defect.quality(of: [.blur: 0.9]))
    #expect(Defect.quality(of: Dictionary(uniqueKeysWithValues: Defect.allCases.map { ($0, 1) })) > 0)
}
