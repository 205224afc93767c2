import Foundation

/// Moves beats from the 10 ms raster to where the onsets are.
struct Refine {
    private static let reach = 4
    /// Where an attack lies after its peak as a rule, and how far from the song's median distance one is believed, in seconds.
    static let lead = 0.004
    static let spread = 0.008
    /// Beats of a local straight line, and the scatter in seconds below which the line is believed.
    private static let lineReach = 4
    private static let lineScatter = 0.008

    let onsets: [Float]
    let attacks: AttackCurve

    func refined(_ beats: [Double]) -> [Double] {
        guard beats.count > 2 else { return beats }
        let moved = placed(beats.map(peak))
        var result = beats.indices.map { line(moved, at: $0, else: beats[$0]) }
        for index in result.indices { result[index] = max(result[index], index == 0 ? 0 : result[index - 1] + 0.02) }
        return result
    }

    /// Moves peaks of the onset curve to the attacks they stand for: by their own distance where one is clear, else by the
    /// song's median distance.
    private func placed(_ peaks: [(time: Double, weight: Double)]) -> [(time: Double, weight: Double)] {
        let attacks = peaks.map { $0.weight > 0 ? self.attacks.attack(near: $0.time + Self.lead) : nil }
        let distances = zip(peaks, attacks).compactMap { peak, attack in attack.map { $0 - peak.time } }
        let median = distances.count >= 4 ? Statistics.median(distances) : Self.lead
        return zip(peaks, attacks).map { peak, attack in
            guard let attack, abs(attack - peak.time - median) < Self.spread else { return (peak.time + median, peak.weight) }
            return (attack, peak.weight)
        }
    }

    /// The time of the clearest onset near, and how much it counts.
    private func peak(_ time: Double) -> (time: Double, weight: Double) {
        let rate = Double(OnsetBands.framesPerSecond)
        let centre = Int((time * rate).rounded())
        var best: Float = 0
        var place = -1
        for frame in max(0, centre - Self.reach)...max(0, centre + Self.reach) where frame < onsets.count {
            let distance = (Float(frame) - Float(time * rate)) / 3
            let value = onsets[frame] * expf(-0.5 * distance * distance)
            if value > best {
                best = value
                place = frame
            }
        }
        guard best > 0.8 else { return (time, 0) }
        var offset = 0.0
        if place > 0, place + 1 < onsets.count {
            let (before, here, after) = (Double(onsets[place - 1]), Double(onsets[place]), Double(onsets[place + 1]))
            let bend = before - 2 * here + after
            if bend < -1e-6 { offset = min(0.5, max(-0.5, 0.5 * (before - after) / bend)) }
        }
        return ((Double(place) + offset) / rate, Double(min(best, 3)))
    }

    /// The beat on a weighted line through its neighbours where they lie on one; otherwise its own onset.
    private func line(_ moved: [(time: Double, weight: Double)], at index: Int, else original: Double) -> Double {
        let first = max(0, min(index - Self.lineReach, moved.count - 1 - 2 * Self.lineReach))
        let last = min(moved.count - 1, first + 2 * Self.lineReach)
        var (sum, meanX, meanY) = (0.0, 0.0, 0.0)
        for neighbour in first...last {
            let weight = moved[neighbour].weight
            sum += weight
            meanX += weight * Double(neighbour)
            meanY += weight * moved[neighbour].time
        }
        guard sum > 0 else { return original }
        meanX /= sum
        meanY /= sum
        var (xx, xy) = (0.0, 0.0)
        for neighbour in first...last {
            let x = Double(neighbour) - meanX
            xx += moved[neighbour].weight * x * x
            xy += moved[neighbour].weight * x * (moved[neighbour].time - meanY)
        }
        let clear = (first...last).filter { moved[$0].weight > 0 }.count
        guard xx > 0, clear >= 4 else { return moved[index].weight > 0 ? moved[index].time : original }
        let slope = xy / xx
        var scatter = 0.0
        for neighbour in first...last {
            let rest = moved[neighbour].time - meanY - slope * (Double(neighbour) - meanX)
            scatter += moved[neighbour].weight * rest * rest
        }
        let onLine = meanY + slope * (Double(index) - meanX)
        if (scatter / sum).squareRoot() < Self.lineScatter { return onLine }
        return moved[index].weight > 0 ? moved[index].time : original
    }
}
