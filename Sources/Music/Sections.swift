import Foundation

/// Where the song turns: peaks of novelty in a self-similarity over beats (Foote, "Automatic audio segmentation using a measure
/// of audio novelty", ICME 2000) with kernels of 16 and 32 beats, moved to the clearest change nearby, downbeats first.
struct Sections {
    private static let kernels = [16, 32]
    private static let shortest = 8.0
    private static let prominence: Float = 0.6
    /// How many beats a turn may lie beside the peak of the novelty, which is blunt.
    private static let reach = 4
    /// What a downbeat counts against a change of the song's mean size.
    private static let downbeatWorth: Float = 0.75
    /// What the novelty at a beat counts, as a share of the peak's.
    private static let noveltyWorth: Float = 3
    private static let featureCount = OnsetBands.timbreSize + Chroma.size + 4 + 1

    /// One row of features a beat, standardised column by column.
    private let features: [[Float]]
    private let beats: [Double]
    private let places: [Int]
    private let duration: Double
    /// One value a beat, 0 and more.
    private let novelty: [Float]

    init(beats: [Double], places: [Int], duration: Double, bands: OnsetBands, chroma: Chroma) {
        self.beats = beats
        self.places = places
        self.duration = duration
        features = Self.features(beats, duration, bands, chroma)
        novelty = beats.count >= 24 ? Self.novelty(of: features) : []
    }

    struct Segment {
        var start: Double
        var end: Double
        var label: String
        /// Novelty at its start against the song's greatest, 0 to 1; 1 for the first.
        var confidence: Double
    }

    /// Segments of the song from 0 to its end, each with the letter of what it sounds like.
    func segments() -> [Segment] {
        guard !novelty.isEmpty else { return [Segment(start: 0, end: duration, label: "A", confidence: 1)] }
        let turns = boundaries()
        let starts = [0.0] + turns.map { beats[$0] }
        let ends = Array(starts.dropFirst()) + [duration]
        let firstBeats = [0] + turns
        let lastBeats = turns + [beats.count]
        let means = zip(firstBeats, lastBeats).map { Self.mean(features, $0..<$1) }
        let labels = SectionLabels.letters(means)
        let greatest = max(1e-6, novelty.max() ?? 0)
        let confidences =
            [1.0] + turns.map { Double(novelty[max(0, $0 - 2)...min(novelty.count - 1, $0 + 2)].max() ?? 0) / Double(greatest) }
        return starts.indices.map { Segment(start: starts[$0], end: ends[$0], label: labels[$0], confidence: confidences[$0]) }
    }

    /// Novelty at every `step` seconds of the song, 0 to 1.
    func curve(step: Double) -> [Double] {
        guard let greatest = novelty.max(), greatest > 0 else { return [] }
        var beat = 0
        return (0..<Int((duration / step).rounded(.up))).map { index in
            let time = Double(index) * step
            while beat + 1 < beats.count, beats[beat + 1] <= time { beat += 1 }
            return Double(novelty[beat] / greatest)
        }
    }

    /// Indices of the beats at which a new section starts.
    private func boundaries() -> [Int] {
        let sorted = novelty.map(Double.init).sorted()
        let threshold = Float(Statistics.quantile(sorted, 0.5)) + Self.prominence * Statistics.deviation(novelty)
        let peaks = novelty.indices.filter { index in
            novelty[index] > threshold
                && (index == 0 || novelty[index] > novelty[index - 1])
                && (index + 1 == novelty.count || novelty[index] >= novelty[index + 1])
        }
        let changes = self.changes()
        var chosen: [Int] = []
        for peak in peaks.sorted(by: { (novelty[$0], $1) > (novelty[$1], $0) }) {
            let moved = turn(near: peak, changes)
            let time = beats[moved]
            guard time >= Self.shortest * 0.5, duration - time >= Self.shortest * 0.5 else { continue }
            if chosen.allSatisfy({ abs(beats[$0] - time) >= Self.shortest }) { chosen.append(moved) }
        }
        return chosen.sorted()
    }

    /// The beat near a peak at which most changes, one a bar begins with before others.
    private func turn(near peak: Int, _ changes: [Float]) -> Int {
        let reached = max(1, peak - Self.reach)...min(changes.count - 1, peak + Self.reach)
        let worth = reached.map { index in
            changes[index] + (places[index] == 1 ? Self.downbeatWorth : 0) + Self.noveltyWorth * novelty[index] / novelty[peak]
        }
        let best = worth.indices.max { (worth[$0], $1) < (worth[$1], $0) } ?? 0
        return reached.lowerBound + best
    }

    /// How far the two beats from each beat on lie from the two before it, as multiples of the song's mean.
    private func changes() -> [Float] {
        let count = features.count
        let raw = (0..<count).map { index -> Float in
            guard index > 0 else { return 0 }
            let (before, after) = (max(0, index - 2)..<index, index..<min(count, index + 2))
            return Self.distance(Self.mean(features, before), Self.mean(features, after)).squareRoot()
        }
        let mean = max(1e-6, raw.reduce(0, +) / Float(count))
        return raw.map { $0 / mean }
    }

    private static func novelty(of features: [[Float]]) -> [Float] {
        let count = features.count
        let widest = kernels.max() ?? 0
        let smooth = (0..<count).map { Self.mean(features, $0..<min(count, $0 + 2)) }
        // Similarities to the next 2 * widest beats only: all that the kernels reach.
        let band = 2 * widest
        var distances = [Float](repeating: 0, count: count * band)
        var seen: [Double] = []
        for first in 0..<count {
            for step in 1..<band where first + step < count {
                let distance = Self.distance(smooth[first], smooth[first + step])
                distances[first * band + step] = distance
                if (first + step) % 7 == 0 { seen.append(Double(distance)) }
            }
        }
        let scale = max(1e-6, Float(Statistics.quantile(seen, 0.5)))
        let similarity = { (a: Int, b: Int) -> Float in a == b ? 1 : expf(-distances[min(a, b) * band + abs(a - b)] / scale) }
        var total = [Float](repeating: 0, count: count)
        for kernel in Self.kernels where count > kernel {
            var curve = [Float](repeating: 0, count: count)
            for centre in 1..<count { curve[centre] = Self.checkerboard(centre, kernel, count, similarity) }
            let highest = curve.max() ?? 0
            guard highest > 0 else { continue }
            for index in 0..<count { total[index] += max(0, curve[index]) / highest }
        }
        return total
    }

    /// Likeness within each side less likeness across, near the centre first; the kernel shrinks at the song's ends.
    private static func checkerboard(_ centre: Int, _ kernel: Int, _ count: Int, _ similarity: (Int, Int) -> Float) -> Float {
        let before = min(kernel, centre)
        let after = min(kernel, count - centre)
        guard before >= 4, after >= 4 else { return 0 }
        let width = Float(kernel) * 0.5
        let weight = { (distance: Int) -> Float in expf(-0.5 * Float(distance * distance) / (width * width)) }
        let weights = (0...kernel).map(weight)
        func block(_ rows: Range<Int>, _ columns: Range<Int>) -> Float {
            var sum: Float = 0
            var norm: Float = 0
            for row in rows {
                for column in columns {
                    let rowWeight = weights[row < centre ? centre - 1 - row : row - centre]
                    let weight = rowWeight * weights[column < centre ? centre - 1 - column : column - centre]
                    sum += weight * similarity(row, column)
                    norm += weight
                }
            }
            return norm > 0 ? sum / norm : 0
        }
        let left = (centre - before)..<centre
        let right = centre..<(centre + after)
        let fullness = Float(min(before, after)) / Float(kernel)
        return (0.5 * (block(left, left) + block(right, right)) - block(left, right)) * fullness.squareRoot()
    }

    private static func features(_ beats: [Double], _ duration: Double, _ bands: OnsetBands, _ chroma: Chroma) -> [[Float]] {
        let rate = Double(OnsetBands.framesPerSecond)
        var rows = beats.indices.map { index -> [Float] in
            let end = index + 1 < beats.count ? beats[index + 1] : duration
            let first = min(max(0, Int(beats[index] * rate)), bands.frames - 1)
            let last = min(max(first + 1, Int(end * rate)), bands.frames)
            let length = Float(last - first)
            var row = [Float](repeating: 0, count: featureCount)
            var loudness: Float = 0
            for frame in first..<last {
                for coefficient in 0..<OnsetBands.timbreSize {
                    row[coefficient] += bands.timbre[frame * OnsetBands.timbreSize + coefficient] / length
                }
                for band in 0..<4 { row[OnsetBands.timbreSize + Chroma.size + band] += bands.bands[band][frame] / length }
                loudness += max(-80, bands.loudness[frame]) / length
            }
            let harmony = chroma.mean(from: beats[index], to: end)
            for pitch in 0..<Chroma.size { row[OnsetBands.timbreSize + pitch] = harmony[pitch] }
            row[featureCount - 1] = loudness
            return row
        }
        let weights =
            [Float](repeating: 1, count: OnsetBands.timbreSize) + [Float](repeating: 0.6, count: Chroma.size)
            + [Float](repeating: 0.8, count: 4) + [1.5]
        for column in 0..<featureCount {
            let standard = Statistics.standardised(rows.map { $0[column] })
            for index in rows.indices { rows[index][column] = standard[index] * weights[column] }
        }
        return rows
    }

    private static func mean(_ rows: [[Float]], _ range: Range<Int>) -> [Float] {
        var sum = [Float](repeating: 0, count: featureCount)
        for index in range {
            for column in 0..<featureCount { sum[column] += rows[index][column] }
        }
        return sum.map { $0 / Float(max(1, range.count)) }
    }

    private static func distance(_ a: [Float], _ b: [Float]) -> Float {
        var sum: Float = 0
        for index in 0..<featureCount { sum += (a[index] - b[index]) * (a[index] - b[index]) }
        return sum
    }
}
