import Foundation

/// Loudness of the song as a rank, 0 calm to 1 loud, at a fixed step.
struct Energy {
    static let step = 0.5
    let ranks: [Double]

    /// - Parameter loudness: dB, one value per onset frame.
    init(loudness: [Float], duration: Double) {
        let perStep = Int(Double(OnsetBands.framesPerSecond) * Self.step)
        let count = Int((duration / Self.step).rounded(.up))
        // Power over two seconds around the step: a bar's worth, so that single beats do not flicker.
        let powers = loudness.map { powf(10, $0 / 10) }
        let sums = Statistics.prefixSums(powers)
        let levels = (0..<count).map { index -> Double in
            let centre = index * perStep + perStep / 2
            let first = min(max(0, centre - 100), loudness.count)
            let end = min(max(first, centre + 100), loudness.count)
            guard end > first else { return -120 }
            return 10 * log10(max(1e-12, (sums[end] - sums[first]) / Double(end - first)))
        }
        ranks = Self.ranked(levels)
    }

    /// Share of the values clearly below (0.25 dB) plus half of those alike, stretched so that the loudest is 1.
    private static func ranked(_ levels: [Double]) -> [Double] {
        let sorted = levels.sorted()
        guard let lowest = sorted.first, let highest = sorted.last, highest > -100, sorted.count > 1 else {
            return levels.map { _ in 0 }
        }
        guard highest - lowest > 0.5 else { return levels.map { _ in 0.5 } }
        let below = { (value: Double) -> Int in
            var (low, high) = (0, sorted.count)
            while low < high {
                let middle = (low + high) / 2
                if sorted[middle] < value { low = middle + 1 } else { high = middle }
            }
            return low
        }
        return levels.map { level in
            let under = below(level - 0.25)
            let alike = below(level + 0.25) - under
            return min(1, (Double(under) + 0.5 * Double(max(0, alike - 1))) / Double(sorted.count - 1))
        }
    }

    func mean(from start: Double, to end: Double) -> Double {
        guard !ranks.isEmpty else { return 0 }
        let first = min(max(0, Int((start / Self.step).rounded())), ranks.count - 1)
        let last = min(max(first + 1, Int((end / Self.step).rounded())), ranks.count)
        return ranks[first..<last].reduce(0, +) / Double(last - first)
    }
}
