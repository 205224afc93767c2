/// Exchanges takes between seats as long as the film gets cheaper by that, the same way every time.
struct SeatSearch {
    private(set) var prices: SeatPrices
    /// Index of the take in each seat.
    private(set) var takes: [Int]

    private static let rounds = 40

    init(prices: SeatPrices, takes: [Int]) {
        precondition(takes.count == prices.seats.count, "\(takes.count) takes for \(prices.seats.count) seats")
        (self.prices, self.takes) = (prices, takes)
    }

    /// - Parameters:
    ///   - free: seats whose takes may change places.
    ///   - permitted: whether the takes of two seats may, as they stand.
    mutating func improve(free: [Int], permitted: (_ takes: [Int], _ seat: Int, _ other: Int) -> Bool) {
        for _ in 0..<Self.rounds {
            var isBetter = false
            for (index, seat) in free.enumerated() {
                for other in free[(index + 1)...] where permitted(takes, seat, other) {
                    let touched = touched(seat, other)
                    let before = cost(touched)
                    takes.swapAt(seat, other)
                    if cost(touched) < before - 1e-9 { isBetter = true } else { takes.swapAt(seat, other) }
                }
            }
            if !isBetter { return }
        }
    }

    /// Seats whose price an exchange changes.
    private func touched(_ seat: Int, _ other: Int) -> [Int] {
        let (low, high) = (min(seat, other), max(seat, other))
        let first = Array(low...min(takes.count - 1, low + SeatPrices.memory))
        return first + (high...min(takes.count - 1, high + SeatPrices.memory)).filter { $0 > first[first.count - 1] }
    }

    private mutating func cost(_ seats: [Int]) -> Double {
        var sum = 0.0
        for seat in seats {
            sum += prices.alone(takes[seat], seat)
            guard seat > 0 else { continue }
            sum += prices.beside(takes[seat], seat, after: takes[seat - 1], seat - 1)
            for distance in 1...SeatPrices.memory where seat >= distance {
                sum += prices.again(takes[seat], after: takes[seat - distance], distance: distance)
            }
        }
        return sum
    }

    /// What each seat costs, part by part.
    mutating func costs() -> [SeatCost] {
        takes.indices.map { seat in
            var cost = prices.partsAlone(takes[seat], seat, prices.inPoint(takes[seat], seat))
            guard seat > 0 else { return cost }
            let beside = prices.partsBeside(takes[seat], seat, after: takes[seat - 1], seat - 1)
            (cost.light, cost.jump, cost.push, cost.variety) = (beside.light, beside.jump, beside.push, beside.variety)
            for distance in 1...SeatPrices.memory where seat >= distance {
                cost.variety += prices.again(takes[seat], after: takes[seat - distance], distance: distance)
            }
            return cost
        }
    }
}
