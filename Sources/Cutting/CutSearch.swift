/// Chooses the cuts among the points by dynamic programming over points and slots: the cheapest way to divide the film into
/// exactly so many slots.
struct CutSearch {
    /// Seconds at which each point lies, the start of the film first and its end last.
    let times: [Double]
    /// Slots deserved up to each point (see `CutDensity`).
    let deserved: [Double]
    /// What a cut at each point is worth.
    let worth: [Double]
    let shortest: Double
    let longest: Double?
    /// Length beyond which the takes have to be slowed.
    let takeSeconds: Double?

    /// Weight of a slot's length against the places of its ends.
    static let weightOfLength = 2.5
    /// Price of a slot shorter than the shortest: above anything a cut is worth.
    static let tooShort = 200.0
    static let tooLong = 60.0
    /// No slot is tried that is longer than so many of the right length, unless it spans few points.
    static let reach = 6.0
    static let reachInPoints = 8

    /// Slots follow a slow irregular pattern about the right length, so that the cutting does not tick like a clock: steps of
    /// the golden ratio spread evenly and never repeat.
    static func pattern(_ slots: Int) -> [Double] {
        let raw = (0..<slots).map { 0.6 + (Double($0) * 0.618_033_988_749_895 + 0.35).truncatingRemainder(dividingBy: 1) }
        let mean = raw.reduce(0, +) / Double(max(1, slots))
        return raw.map { $0 / mean }
    }

    private func price(_ first: Int, _ last: Int, _ pattern: Double) -> Double {
        let ratio = max(1e-6, deserved[last] - deserved[first]) / pattern
        var price = Self.weightOfLength * (ratio + 1 / ratio - 2)
        let seconds = times[last] - times[first]
        if seconds < shortest - 1e-6 { price += Self.tooShort * (1 + (shortest - seconds) / shortest) }
        if let longest, seconds > longest + 1e-6 { price += Self.tooLong * (seconds / longest) }
        if let takeSeconds, seconds > takeSeconds {
            let excess = seconds / takeSeconds - 1
            price += 4 * excess * excess + excess
        }
        return price
    }

    /// Positions in `times` of the inner cuts. There must be at least as many inner points as inner cuts.
    func cuts(slots: Int) -> [Int] {
        let end = times.count - 1
        precondition(slots >= 1 && slots <= end, "\(end - 1) points cannot end \(slots) slots")
        let pattern = Self.pattern(slots)
        var best = [Double](repeating: .infinity, count: end + 1)
        best[0] = 0
        var from = [Int32](repeating: -1, count: (slots + 1) * (end + 1))
        for slot in 1...slots {
            var next = [Double](repeating: .infinity, count: end + 1)
            let latest = slot == slots ? end : end - (slots - slot)
            for point in (slot == slots ? end : slot)...latest {
                var first = point - 1
                while first >= 0, deserved[point] - deserved[first] <= Self.reach || point - first <= Self.reachInPoints {
                    if best[first] < .infinity {
                        let total = best[first] + price(first, point, pattern[slot - 1])
                        if total < next[point] {
                            next[point] = total
                            from[slot * (end + 1) + point] = Int32(first)
                        }
                    }
                    first -= 1
                }
                next[point] -= worth[point]
            }
            best = next
        }
        var cuts: [Int] = []
        var point = end
        for slot in stride(from: slots, through: 2, by: -1) {
            point = Int(from[slot * (end + 1) + point])
            cuts.append(point)
        }
        return cuts.reversed()
    }
}
