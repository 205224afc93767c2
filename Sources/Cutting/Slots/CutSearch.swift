/// Chooses the cuts among the points: by dynamic programming over points and slots, the cheapest way to divide the film into
/// exactly so many slots by all that a slot costs for itself; then by moving single cuts as long as that makes the plan cheaper by
/// all that it costs.
struct CutSearch {
    let prices: CutPrices

    /// No slot is tried that is longer than so many of the right length, unless it spans few points.
    static let reach = 6.0
    static let reachInPoints = 8
    private static let rounds = 8

    /// Slots follow a slow irregular pattern about the right length, so that the cutting does not tick like a clock: steps of
    /// the golden ratio spread evenly and never repeat.
    static func pattern(_ slots: Int) -> [Double] {
        let raw = (0..<slots).map { 0.6 + (Double($0) * 0.618_033_988_749_895 + 0.35).truncatingRemainder(dividingBy: 1) }
        let mean = raw.reduce(0, +) / Double(max(1, slots))
        return raw.map { $0 / mean }
    }

    struct Found {
        /// Points at which slots start and end, the start of the film and its end among them.
        var bounds: [Int]
        /// One for each slot.
        var costs: [CutCost]
    }

    /// There must be at least as many inner points as inner cuts.
    func found(slots: Int) -> Found {
        let pattern = Self.pattern(slots)
        let end = prices.times.count - 1
        var bounds = [0] + cheapest(slots, pattern) + [end]
        refine(&bounds, pattern)
        return Found(bounds: bounds, costs: (0..<slots).map { prices.cost(of: $0, in: bounds, pattern) })
    }

    private func cheapest(_ slots: Int, _ pattern: [Double]) -> [Int] {
        let end = prices.times.count - 1
        precondition(slots >= 1 && slots <= end, "\(end - 1) points cannot end \(slots) slots")
        let deserved = prices.deserved
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
                        let total = best[first] + prices.price(first, point, pattern[slot - 1])
                        if total < next[point] {
                            next[point] = total
                            from[slot * (end + 1) + point] = Int32(first)
                        }
                    }
                    first -= 1
                }
                next[point] -= prices.worth(point)
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

    /// Moves one cut at a time between its neighbours while the plan gets cheaper. A cut has a say in the length of two slots and
    /// in the sameness of the two after them.
    private func refine(_ bounds: inout [Int], _ pattern: [Double]) {
        let slots = bounds.count - 1
        guard slots > 2 else { return }
        for _ in 0..<Self.rounds {
            var moved = false
            for cut in 1..<slots where !prices.isSet(bounds[cut]) {
                let touched = (cut - 1)...min(slots - 1, cut + 2)
                func cost() -> Double { touched.reduce(0) { $0 + prices.cost(of: $1, in: bounds, pattern).total } }
                var (best, place) = (cost() - 1e-9, bounds[cut])
                let old = place
                for point in (bounds[cut - 1] + 1)..<bounds[cut + 1] where point != old {
                    bounds[cut] = point
                    let cost = cost()
                    if cost < best { (best, place) = (cost, point) }
                }
                bounds[cut] = place
                moved = moved || place != old
            }
            if !moved { return }
        }
    }
}
