import Foundation

/// Decides which of several readings of the same pulse is the beat: the metrical level, the half-beat phase and the bar.
///
/// Each reading gets a linear score of what sounds where (bass drums on one, snares on two and four, changes of harmony and timbre
/// on one, long notes on strong beats), of its tempo, and of the number of beats after which rhythm and harmony repeat.
struct LevelChoice {
    struct Reading {
        var beats: [Double]
        var beatsPerBar: Int
        /// Index of the first downbeat.
        var phase: Int
        var score: Double
        var beatsPerMinute: Double { LevelChoice.tempo(of: beats) }
    }

    let evidence: Evidence
    let tempogram: Tempogram
    let duration: Double

    /// All readings of the paths, best first.
    func readings(of paths: [[Double]]) -> [Reading] {
        var readings: [Reading] = []
        for (number, path) in paths.enumerated() {
            for (name, beats) in candidates(from: path) {
                guard beats.count >= 4, (50...220).contains(Self.tempo(of: beats)) else { continue }
                let values = LevelFeatures(evidence, tempogram, beats, kept: name == .same, free: number == 0)
                if values.isEmpty { continue }
                for meter in [4, 3] {
                    for phase in 0..<meter {
                        let score = values.score(meter: meter, phase: phase)
                        readings.append(Reading(beats: beats, beatsPerBar: meter, phase: phase, score: score))
                    }
                }
            }
        }
        return readings.enumerated().sorted { ($0.element.score, $1.offset) > ($1.element.score, $0.offset) }.map(\.element)
    }

    static func tempo(of beats: [Double]) -> Double {
        let median = Statistics.median(zip(beats, beats.dropFirst()).map { $1 - $0 })
        return median > 0 ? 60 / median : 0
    }

    private enum Name { case same, other }

    private func candidates(from path: [Double]) -> [(Name, [Double])] {
        guard path.count >= 4 else { return [] }
        var found: [(Name, [Double])] = [(.same, path)]
        let add = { (beats: [Double]) in found.append((.other, beats)) }
        let half = resampled(path, by: 1, shift: 0.5)
        add(half)
        add(resampled(path, by: 0.5, shift: 0))
        for shift in [0.0, 0.5, 1, 1.5] { add(resampled(path, by: 2, shift: shift)) }
        add(resampled(path, by: 1.0 / 3, shift: 0))
        for shift in [0.0, 1, 2] { add(resampled(path, by: 3, shift: shift)) }
        for shift in [0.0, 0.5, 1] { add(resampled(path, by: 1.5, shift: shift)) }
        for shift in [0.0, 1.0 / 3] { add(resampled(path, by: 2.0 / 3, shift: shift)) }
        for shift in [1.0 / 3, 2.0 / 3] { add(resampled(path, by: 1, shift: shift)) }
        return found
    }

    /// The path read at every `step` beats from `shift`, extended over the whole song.
    private func resampled(_ path: [Double], by step: Double, shift: Double) -> [Double] {
        let last = Double(path.count - 1)
        let first = path[1] - path[0]
        let final = path[path.count - 1] - path[path.count - 2]
        var beats: [Double] = []
        var place = shift - (shift / step).rounded(.up) * step - ceil(path[0] / first / step) * step
        while true {
            let time: Double
            if place < 0 {
                time = path[0] + place * first
            } else if place >= last {
                time = path[path.count - 1] + (place - last) * final
            } else {
                let index = Int(place)
                time = path[index] + (path[index + 1] - path[index]) * (place - Double(index))
            }
            if time > duration { return beats }
            if time >= 0 { beats.append(time) }
            place += step
        }
    }
}
