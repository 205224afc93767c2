import Foundation

/// Numbers the beats of each bar: the best path over (beats a bar, place in the bar), where the number of beats may change at a
/// bar line at the cost of about three bars of evidence.
struct Downbeats {
    private static let meters = [2, 3, 4, 5, 6, 7]
    /// Per bar, against 4.
    private static let rarity: [Double] = [-0.9, -0.5, 0, -1.6, -1.4, -1.8]
    private static let change = -4.0
    /// Mean of the evidence on downbeats, in deviations.
    private static let contrast = 1.0
    /// What the reading chosen for the whole song says about one beat.
    private static let trust = 0.8

    let evidence: Evidence
    let chroma: Chroma

    /// 1-based places in the bar for each beat of the reading.
    func places(for beats: [Double], reading: LevelChoice.Reading) -> [Int] {
        guard beats.count >= 2 else { return beats.map { _ in 1 } }
        let odd = BeatRepeats(evidence, beats).oddMeter
        let votes = self.votes(beats, odd == nil ? reading : nil)
        let rarity = Self.meters.indices.map { number in
            guard let odd else { return Self.rarity[number] + (Self.meters[number] == reading.beatsPerBar ? 0 : -0.6) }
            return Self.meters[number] == odd ? 0 : -2
        }
        let states = Self.meters.enumerated().flatMap { number, meter in (0..<meter).map { (number, $0) } }
        var scores = states.map { number, place in place == 0 ? votes[0] + rarity[number] : 0 }
        var origins: [[Int]] = [[]]
        let starts = Self.meters.indices.map { Self.meters[..<$0].reduce(0, +) }
        for beat in 1..<beats.count {
            var next = scores
            var origin = [Int](repeating: 0, count: states.count)
            for (index, (number, place)) in states.enumerated() {
                if place > 0 {
                    next[index] = scores[index - 1]
                    origin[index] = index - 1
                } else {
                    var best = -Double.infinity
                    for (from, meter) in Self.meters.enumerated() {
                        let last = starts[from] + meter - 1
                        let score = scores[last] + (from == number ? 0 : Self.change)
                        if score > best {
                            best = score
                            origin[index] = last
                        }
                    }
                    next[index] = best + votes[beat] + rarity[number]
                }
            }
            origins.append(origin)
            scores = next
        }
        var state = scores.indices.max { (scores[$0], $1) < (scores[$1], $0) } ?? 0
        var places = [Int](repeating: 1, count: beats.count)
        for beat in stride(from: beats.count - 1, through: 0, by: -1) {
            places[beat] = states[state].1 + 1
            if beat > 0 { state = origins[beat][state] }
        }
        return places
    }

    /// Log odds of each beat being a downbeat, for evidence that is normal with one deviation on and off downbeats.
    /// - Parameter reading: nil when its bars say nothing.
    private func votes(_ beats: [Double], _ reading: LevelChoice.Reading?) -> [Double] {
        let at = { (curve: [Float]) in Statistics.standardised(beats.map { min(evidence.value(curve, at: $0), 4) }) }
        let kick = at(evidence.kick)
        let clap = at(evidence.clap)
        let timbre = at(evidence.timbre)
        let length = Statistics.median(zip(beats, beats.dropFirst()).map { $1 - $0 })
        let oneBeat = Statistics.standardised(beats.map { chroma.change(at: $0, reach: length) })
        let twoBeats = Statistics.standardised(beats.map { chroma.change(at: $0, reach: 2 * length) })
        let sum = beats.indices.map { index in
            0.6 * kick[index] - 0.7 * clap[index] + 0.5 * timbre[index] + 0.5 * oneBeat[index] + 0.5 * twoBeats[index]
        }
        let standard = Statistics.standardised(sum)
        return beats.indices.map { index in
            let evidence = Double(min(max(standard[index], -2.5), 2.5))
            let vote = Self.contrast * evidence - 0.5 * Self.contrast * Self.contrast
            guard let reading else { return vote }
            let onGrid = (index - reading.phase) % reading.beatsPerBar == 0
            return vote + (onGrid ? Self.trust : -Self.trust)
        }
    }
}
