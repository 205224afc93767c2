import Foundation

/// Where sounds begin, to the millisecond: how much more power the next 10 ms hold than the last 10 ms.
///
/// Spectral flux sees a sharp attack as soon as its 46 ms window touches it and a soft one later, so its peaks lie early or late
/// by as much as 10 ms depending on the material. This curve does not tell onsets from noise, but it places them.
struct AttackCurve {
    static let pointsPerSecond = 1000
    private static let reach = 10
    /// Rise in natural logarithm below which nothing begins.
    static let threshold: Float = 0.7

    private let rises: [Float]

    init(_ mix: MonoMix) {
        let count = mix.samples.count * Self.pointsPerSecond / mix.rate
        var powers = [Float](repeating: 0, count: count)
        // First difference: lifts the attack's high frequencies over the sustained bass.
        mix.samples.withUnsafeBufferPointer { samples in
            for point in 0..<count {
                let first = point * mix.rate / Self.pointsPerSecond
                let end = min(samples.count, (point + 1) * mix.rate / Self.pointsPerSecond)
                var sum: Float = 0
                for index in max(1, first)..<max(1, end) {
                    let step = samples[index] - 0.9 * samples[index - 1]
                    sum += step * step
                }
                powers[point] = sum / Float(max(1, end - first))
            }
        }
        let sums = Statistics.prefixSums(powers)
        let floor = 0.02 * (sums.last ?? 0) / Double(max(1, count)) * Double(Self.reach)
        rises = (0..<count).map { point in
            let before = sums[point] - sums[max(0, point - Self.reach)]
            let after = sums[min(count, point + Self.reach)] - sums[point]
            return Float(log((after + floor) / (before + floor)))
        }
    }

    /// The start of the clearest attack near a time; nil when none is clear.
    func attack(near time: Double, reach: Double = 0.03) -> Double? {
        let rate = Double(Self.pointsPerSecond)
        let centre = time * rate
        let width = Float(reach * rate) * 0.6
        var best: Float = 0
        var place = -1
        for point in max(0, Int(centre - reach * rate))...max(0, Int(centre + reach * rate)) where point < rises.count {
            let distance = (Float(point) - Float(centre)) / width
            let value = rises[point] * expf(-0.5 * distance * distance)
            if value > best {
                best = value
                place = point
            }
        }
        return place >= 0 && rises[place] > Self.threshold ? Double(place) / rate : nil
    }
}
