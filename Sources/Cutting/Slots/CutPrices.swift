import Editorial

/// What every possible slot costs: from any point to any later one.
struct CutPrices {
    /// Seconds at which each point lies, the start of the film first and its end last.
    var times: [Double]
    /// Slots deserved up to each point (see `CutDensity`).
    var deserved: [Double]
    /// What a cut at each point is worth, and what a hit adds.
    var places: [Double]
    var hits: [Double]
    /// Limits of a slot that starts at each point.
    var shortest: [Double]
    var longest: [Double?]
    /// Length beyond which the takes have to be slowed.
    var takeSeconds: Double?
    /// Points at which a cut is set by hand.
    var isSet: [Bool] = []

    /// Weight of a slot's length against the places of its ends.
    static let weightOfLength = 2.5
    /// Price of a slot shorter than the shortest: above anything a cut is worth.
    static let tooShort = 200.0
    static let tooLong = 60.0
    /// Price of a slot as long as both before it.
    static let same = 0.8

    /// Without the gain of where it starts and without its neighbours: what the search over points adds up.
    func price(_ first: Int, _ last: Int, _ pattern: Double) -> Double {
        length(first, last, pattern) + limits(first, last) + takes(first, last)
    }

    func worth(_ point: Int) -> Double { places[point] + hits[point] + (isSet(point) ? Self.set : 0) }

    func isSet(_ point: Int) -> Bool { isSet.indices.contains(point) && isSet[point] }

    /// Outweighs all else, and is no part of what the plan costs.
    private static let set = 1e7

    private func length(_ first: Int, _ last: Int, _ pattern: Double) -> Double {
        let ratio = max(1e-6, deserved[last] - deserved[first]) / pattern
        return Self.weightOfLength * (ratio + 1 / ratio - 2)
    }

    private func limits(_ first: Int, _ last: Int) -> Double {
        let seconds = times[last] - times[first]
        var price = 0.0
        if seconds < shortest[first] - 1e-6 { price += Self.tooShort * (1 + (shortest[first] - seconds) / shortest[first]) }
        if let longest = longest[first], seconds > longest + 1e-6 { price += Self.tooLong * (seconds / longest) }
        return price
    }

    private func takes(_ first: Int, _ last: Int) -> Double {
        guard let takeSeconds else { return 0 }
        let excess = (times[last] - times[first]) / takeSeconds - 1
        return excess > 0 ? 4 * excess * excess + excess : 0
    }

    /// - Parameters:
    ///   - bounds: points at which slots start and end, from the first to the last.
    ///   - slot: 0-based.
    func cost(of slot: Int, in bounds: [Int], _ pattern: [Double]) -> CutCost {
        let (first, last) = (bounds[slot], bounds[slot + 1])
        var cost = CutCost()
        cost.place = -places[first]
        cost.hit = -hits[first]
        cost.length = length(first, last, pattern[slot])
        cost.limits = limits(first, last)
        cost.takes = takes(first, last)
        cost.sameness = sameness(of: slot, in: bounds)
        return cost
    }

    private func sameness(of slot: Int, in bounds: [Int]) -> Double {
        guard slot >= 2 else { return 0 }
        let lengths = (0..<3).map { times[bounds[slot - $0 + 1]] - times[bounds[slot - $0]] }
        let equal = lengths.dropFirst().allSatisfy { abs($0 - lengths[0]) < 0.06 * lengths[0] }
        return equal ? Self.same : 0
    }
}
