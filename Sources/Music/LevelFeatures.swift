import Foundation

/// The numbers a reading of the pulse is judged by: what sounds on one, three, the weak beats, and between the beats.
struct LevelFeatures {
    /// One row a curve: weights on one, on three, on the weak beats (two and four; two and three of a waltz), at half and at
    /// third beats.
    private static let table: [[Double]] = [
        /* kick    */ [0.38, 0.23, -0.62, -0.05, 0.03],
        /* low     */ [-0.09, -0.16, -0.19, 0.06, -0.00],
        /* snare   */ [-0.02, -0.11, 0.20, 0.03, -0.07],
        /* clap    */ [-0.25, -0.35, 0.44, 0.09, -0.08],
        /* hats    */ [0.61, 0.62, 0.28, -0.22, -0.15],
        /* onsets  */ [0.27, 0.12, 0.19, -0.27, -0.66],
        /* harmony */ [1.38, -0.07, -0.27, -0.78, -0.32],
        /* timbre  */ [0.76, -0.12, -0.26, -0.21, -0.04],
    ]
    /// Squared distance from the usual tempo, a waltz, the tracker's own reading, the tracker's free run.
    private static let others = [-1.09, -0.89, 0.29, 0.07]
    static let weights = table.flatMap { $0 } + others

    private static let usualTempo = 118.0
    private static let tempoWidth = 0.36

    private let curves: [[Double]]
    private let between: [[Double]]
    private let tempo: Double
    private let kept: Double
    private let free: Double

    init(_ evidence: Evidence, _ beats: [Double], kept: Bool, free: Bool) {
        let all = [
            evidence.kick, evidence.low, evidence.snare, evidence.clap, evidence.hats, evidence.onsets, evidence.harmony, evidence.timbre,
        ]
        curves = all.map { curve in beats.map { Double(evidence.value(curve, at: $0)) } }
        between = all.map { curve in
            let mean = { (part: Double) in
                let values = zip(beats, beats.dropFirst()).map { Double(evidence.value(curve, at: $0 + ($1 - $0) * part)) }
                return values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
            }
            return [mean(0.5), 0.5 * (mean(1.0 / 3) + mean(2.0 / 3))]
        }
        let distance = log(LevelChoice.tempo(of: beats) / Self.usualTempo) / Self.tempoWidth
        tempo = distance * distance
        self.kept = kept ? 1 : 0
        self.free = kept && free ? 1 : 0
    }

    /// As many numbers as there are weights.
    func vector(meter: Int, phase: Int) -> [Double] {
        let weak = meter == 4 ? [phase + 1, phase + 3] : [phase + 1, phase + 2]
        var vector: [Double] = []
        vector.reserveCapacity(Self.weights.count)
        for (curve, between) in zip(curves, between) {
            vector.append(Self.mean(curve, meter, [phase]))
            vector.append(meter == 4 ? Self.mean(curve, meter, [phase + 2]) : 0)
            vector.append(Self.mean(curve, meter, weak))
            vector += between
        }
        return vector + [tempo, meter == 3 ? 1 : 0, kept, free]
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
