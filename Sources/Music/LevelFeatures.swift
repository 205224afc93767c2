import Foundation

/// The numbers a reading of the pulse is judged by: what sounds on one, three, the weak beats and between the beats, how the
/// tempo lies, and after how many beats rhythm and harmony repeat. `LevelWeights` says what each counts.
struct LevelFeatures {
    private static let usualTempo = 118.0
    private static let tempoWidth = 0.36
    /// Between two beats, as parts of the way.
    private static let places = [0.5, 1.0 / 3, 2.0 / 3, 0.25, 0.75]

    private let curves: [[Double]]
    private let between: [[Double]]
    private let distance: Double
    private let common: [Double]
    private let repeats: BeatRepeats
    /// Nothing sounds on the beats and something between most of them: no music is counted like that, whatever the numbers say.
    let isEmpty: Bool

    init(_ evidence: Evidence, _ tempogram: Tempogram, _ beats: [Double], kept: Bool, free: Bool) {
        let all = evidence.all
        curves = all.map { curve in beats.map { Double(evidence.value(curve, at: $0)) } }
        between = all.map { curve in
            Self.places.map { part in
                var sum = 0.0
                for (beat, next) in zip(beats, beats.dropFirst()) { sum += Double(evidence.value(curve, at: beat + (next - beat) * part)) }
                return beats.count > 1 ? sum / Double(beats.count - 1) : 0
            }
        }
        repeats = BeatRepeats(evidence, beats)
        let tempo = LevelChoice.tempo(of: beats)
        let distance = log(tempo / Self.usualTempo) / Self.tempoWidth
        self.distance = distance
        let beyond = max(0, abs(distance) - 1)
        let intervals = zip(beats.dropFirst(), beats).map { $0 - $1 }
        let steps = zip(intervals.dropFirst(), intervals).map { abs($0 - $1) }
        let isClear = { (time: Double) in evidence.value(evidence.onsets, at: time) > 1 }
        let clear = beats.count { isClear($0) }
        let isFullElsewhere = Self.places.contains { place in
            zip(beats, beats.dropFirst()).count { isClear($0 + place * ($1 - $0)) } * 2 > beats.count
        }
        isEmpty = clear * 10 < beats.count && isFullElsewhere
        let far: Double = beyond * beyond * (distance < 0 ? -1 : 1)
        let fast: Double = max(0, distance)
        let pace: [Double] = [distance * distance, fast * fast, far, kept ? 1 : 0, kept && free ? 1 : 0]
        let multiples: [Double] = [1, 0.5, 2, 1.5, 2.0 / 3, 3, 1.0 / 3]
        let heights = multiples.map { tempogram.height(atPeriod: 60 / tempo * $0) }
        let jitter = Statistics.median(steps) / max(1e-3, Statistics.median(intervals))
        let regularity: [Double] = [Double(clear) / Double(beats.count), jitter]
        common = pace + heights + regularity + [repeats.rhythm[1], repeats.harmony[1], repeats.rhythm[2], repeats.harmony[2]]
    }

    /// The score of bars of so many beats, the first downbeat at `phase`.
    func score(meter: Int, phase: Int) -> Double {
        zip(vector(meter: meter, phase: phase), LevelWeights.all).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// As many numbers as there are weights.
    func vector(meter: Int, phase: Int) -> [Double] {
        let weak = meter == 4 ? [phase + 1, phase + 3] : [phase + 1, phase + 2]
        var vector: [Double] = []
        vector.reserveCapacity(LevelWeights.all.count)
        for (curve, between) in zip(curves, between) {
            vector.append(Self.mean(curve, meter, [phase]))
            vector.append(meter == 4 ? Self.mean(curve, meter, [phase + 2]) : 0)
            vector.append(Self.mean(curve, meter, weak))
            vector += between
        }
        let (rhythm, harmony) = (repeats.rhythm, repeats.harmony)
        func over(_ curve: [Double], _ lag: Int, _ a: Int, _ b: Int) -> Double { curve[lag] - 0.5 * (curve[a] + curve[b]) }
        let three = [1, over(rhythm, 3, 2, 4), over(harmony, 3, 2, 4), over(rhythm, 6, 4, 8), over(harmony, 6, 4, 8)]
        let four = [over(rhythm, 4, 3, 6), over(harmony, 4, 3, 6), over(rhythm, 8, 6, 12), over(harmony, 8, 6, 12)]
        let isThree = meter == 3
        return vector + common + (isThree ? three : three.map { _ in 0 }) + (isThree ? four.map { _ in 0 } : four)
            + (isThree ? [distance, distance * distance] : [0, 0])
    }

    private static func mean(_ values: [Double], _ meter: Int, _ places: [Int]) -> Double {
        var sum = 0.0
        var count = 0
        for start in places {
            for index in stride(from: start % meter, to: values.count, by: meter) {
                sum += values[index]
                count += 1
            }
        }
        return count > 0 ? sum / Double(count) : 0
    }
}
