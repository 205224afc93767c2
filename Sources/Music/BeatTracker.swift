import Foundation

/// The best path through a bar-pointer model of one beat: a state is a beat period and a place within the beat, the period may
/// change only on the beat (Whiteley, Cemgil and Godsill, "Bayesian modelling of temporal structure in musical audio", ISMIR
/// 2006; Krebs, Böck and Widmer, "An efficient state-space model for joint tempo and meter tracking", ISMIR 2015).
struct BeatTracker {
    /// Cost of a relative change of period.
    private static let stiffness: Float = 73
    /// Weight of an onset on the beat, and the onset strength below which a beat costs.
    private static let onsetWeight: Float = 3 * 1.02
    private static let threshold: Float = 1.0
    private static let offBeatWeight: Float = 0.02
    /// Centre, width (natural logarithm) and weight a second of the tempo prior; the median of popular songs is 120.
    private static let priorTempo: Float = 126
    private static let priorWidth: Float = 0.42
    private static let priorWeight: Float = 0.56
    private static let tempogramWeight: Float = 4
    /// Periods further apart than this many frames are never neighbours.
    private static let reach = 12

    let onsets: [Float]
    let tempogram: Tempogram

    /// Frames of the beats.
    ///
    /// - Parameter near: only periods within 12 % of this one; nil allows all.
    func beats(near centre: Int? = nil) -> [Int] {
        let frames = onsets.count
        let periods = Tempogram.periods.filter { period in
            guard let centre else { return true }
            return abs(Float(period) / Float(centre) - 1) <= 0.12
        }
        guard frames > 1, !periods.isEmpty else { return [] }
        var model = Model(periods: periods)
        var origins = [UInt8](repeating: 0, count: frames * periods.count)
        let rate = Float(OnsetBands.framesPerSecond)
        let prior = periods.map { period -> Float in
            let distance = logf(60 * rate / Float(period) / Self.priorTempo) / Self.priorWidth
            return -0.5 * Self.priorWeight * distance * distance / rate
        }
        let lowest = Tempogram.periods.lowerBound
        for frame in 0..<frames {
            if frame > 0 { model.advance(stiffness: Self.stiffness, reach: Self.reach, origins: &origins, at: frame * periods.count) }
            let row = tempogram.row(atFrame: frame) * Tempogram.periods.count
            for (index, period) in periods.enumerated() {
                model.add(prior[index] + Self.tempogramWeight * tempogram.values[row + period - lowest] / rate, to: index)
            }
            model.hear(Self.onsetWeight * (onsets[frame] - Self.threshold) + Self.offBeatWeight * onsets[frame])
            if frame % 512 == 511 { model.level() }
        }
        return Self.trace(model.best(), periods, origins, frames)
    }

    private static func trace(_ end: (period: Int, place: Int), _ periods: [Int], _ origins: [UInt8], _ frames: Int) -> [Int] {
        var found: [Int] = []
        var index = end.period
        var frame = frames - 1 - end.place
        while frame >= 0 {
            found.append(frame)
            if frame == 0 { break }
            index = Int(origins[frame * periods.count + index])
            frame -= periods[index]
        }
        return found.reversed()
    }
}

/// The scores of all states. Each period's states lie in a ring that turns instead of being moved, and what all states of a
/// period share is kept once, so a frame touches only the states near the beat.
private struct Model {
    let periods: [Int]
    private let bases: [Int]
    private let templates: [[Float]]
    private var heads: [Int]
    private var shared: [Float]
    private var scores: [Float]
    private var ends: [Float]

    init(periods: [Int]) {
        self.periods = periods
        var bases: [Int] = []
        var total = 0
        for period in periods {
            bases.append(total)
            total += period
        }
        self.bases = bases
        heads = periods.map { _ in 0 }
        shared = periods.map { _ in 0 }
        ends = shared
        scores = [Float](repeating: 0, count: total)
        templates = periods.map(Self.template)
    }

    /// A Gaussian of 4 % of the period around the beat with a sum of 1; place 0 first, then one side.
    private static func template(_ period: Int) -> [Float] {
        let width = 0.04 * Float(period)
        let side = (0...min(period / 2 - 1, Int((3 * width).rounded(.up)))).map { expf(-0.5 * (Float($0) / width) * (Float($0) / width)) }
        let sum = side[0] + 2 * side.dropFirst().reduce(0, +)
        return side.map { $0 / sum }
    }

    mutating func advance(stiffness: Float, reach: Int, origins: inout [UInt8], at place: Int) {
        let count = periods.count
        for index in 0..<count {
            heads[index] = heads[index] == 0 ? periods[index] - 1 : heads[index] - 1
            ends[index] = scores[bases[index] + heads[index]] + shared[index]
        }
        for index in 0..<count {
            let period = Float(periods[index])
            var best = -Float.infinity
            var origin = index
            for from in max(0, index - reach)...min(count - 1, index + reach) {
                let score = ends[from] - stiffness * abs(period / Float(periods[from]) - 1)
                if score > best {
                    best = score
                    origin = from
                }
            }
            scores[bases[index] + heads[index]] = best - shared[index]
            origins[place + index] = UInt8(origin)
        }
    }

    mutating func add(_ score: Float, to index: Int) { shared[index] += score }

    /// Scores the states near the beat for what is heard now.
    mutating func hear(_ score: Float) {
        scores.withUnsafeMutableBufferPointer { scores in
            for index in periods.indices {
                let period = periods[index]
                let ring = scores.baseAddress! + bases[index]
                let head = heads[index]
                templates[index].withUnsafeBufferPointer { template in
                    ring[head] += score * template[0]
                    for distance in 1..<template.count {
                        var after = head + distance
                        if after >= period { after -= period }
                        var before = head - distance
                        if before < 0 { before += period }
                        ring[after] += score * template[distance]
                        ring[before] += score * template[distance]
                    }
                }
            }
        }
    }

    /// Takes the highest score off all, so that single precision stays exact enough.
    mutating func level() {
        let state = best()
        let highest = scores[bases[state.period] + (heads[state.period] + state.place) % periods[state.period]] + shared[state.period]
        for index in periods.indices {
            for place in 0..<periods[index] { scores[bases[index] + place] += shared[index] - highest }
            shared[index] = 0
        }
    }

    func best() -> (period: Int, place: Int) {
        var best = -Float.infinity
        var found = (period: 0, place: 0)
        for index in periods.indices {
            for place in 0..<periods[index] {
                let score = scores[bases[index] + (heads[index] + place) % periods[index]] + shared[index]
                if score > best {
                    best = score
                    found = (index, place)
                }
            }
        }
        return found
    }
}
