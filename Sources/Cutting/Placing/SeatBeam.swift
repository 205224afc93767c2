/// Seats takes one after the other, each beside what it goes with best: a beam search, for films in which each clip is to lead into the next. There
/// exchanging two takes is not enough: a chain with a break in it is no exchange away from one without.
struct SeatBeam {
    private var prices: SeatPrices

    init(prices: SeatPrices) { self.prices = prices }

    private struct State {
        var cost = 0.0
        var order: [Int] = []
        var used: [Bool]
    }

    /// Films kept after each seat.
    private static let width = 150

    /// - Parameters:
    ///   - seated: the take of each seat as it stands.
    ///   - open: seats whose takes may change places; the others keep theirs.
    ///   - permitted: whether a take may stand in an open seat.
    mutating func solve(_ seated: [Int], open: Set<Int>, permitted: (_ take: Int, _ seat: Int) -> Bool) -> [Int] {
        let free = open.map { seated[$0] }.sorted()
        var beam = [State(used: [Bool](repeating: false, count: prices.takes.count))]
        for seat in seated.indices {
            var next: [(cost: Double, parent: Int, take: Int)] = []
            for (parent, state) in beam.enumerated() {
                let choices = open.contains(seat) ? free.filter { !state.used[$0] && permitted($0, seat) } : [seated[seat]]
                for take in choices { next.append((state.cost + price(take, seat, state.order), parent, take)) }
            }
            // The places of the takes that are left do not fit: as it was, then.
            guard !next.isEmpty else { return seated }
            next.sort { ($0.cost, $0.parent, $0.take) < ($1.cost, $1.parent, $1.take) }
            beam = next.prefix(Self.width).map { entry in
                var state = beam[entry.parent]
                state.cost = entry.cost
                state.order.append(entry.take)
                state.used[entry.take] = true
                return state
            }
        }
        return beam[0].order
    }

    private mutating func price(_ take: Int, _ seat: Int, _ order: [Int]) -> Double {
        var price = prices.alone(take, seat)
        guard let last = order.last else { return price }
        price += prices.beside(take, seat, after: last, seat - 1)
        for distance in 1...SeatPrices.memory where order.count >= distance {
            price += prices.again(take, after: order[order.count - distance], distance: distance)
        }
        return price
    }
}
