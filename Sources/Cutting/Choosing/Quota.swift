import Editorial

/// How many takes each shot gives to the film.
///
/// Shots take turns in a fixed order that spreads over the story, and quality has no say between shots: scores of different
/// pictures do not compare, and a better take of one shot must not cost another shot its place.
struct Quota {
    struct Claim {
        /// Takes that may be used, near-duplicates apart.
        var usable: Int
        var picks: Int
        var keep: Int?
        /// Nil: one.
        var keepMin: Int?
        /// Opens or closes the film.
        var atAnEnd: Bool
    }

    /// Takes given by each shot, in the order of the claims.
    private(set) var given: [Int]
    private(set) var total = 0
    /// Takes given beyond a shot's `keep`, picks apart.
    private(set) var beyondKeep = 0

    /// - Parameter mayExceedKeep: true when the project asks for a number in all, which then rules over the shots' `keep`.
    init(_ claims: [Claim], wanted: Int, mayExceedKeep: Bool) {
        given = claims.map { _ in 0 }
        let turns = Self.turns(claims)
        deal(turns, wanted) { claims[$0].picks }
        deal(turns, wanted) { min(1, claims[$0].usable, claims[$0].keep ?? 1) }
        deal(turns, wanted) { min(claims[$0].keepMin ?? 0, claims[$0].usable) }
        deal(turns, wanted) { min(claims[$0].usable, claims[$0].keep ?? 1) }
        deal(turns, wanted) { min(claims[$0].usable, claims[$0].keep ?? .max) }
        if mayExceedKeep {
            let before = total
            deal(turns, wanted) { claims[$0].usable }
            beyondKeep = total - before
        }
    }

    /// Gives one take a turn until each shot has reached its limit or all are given.
    private mutating func deal(_ turns: [Int], _ wanted: Int, limit: (Int) -> Int) {
        let limits = given.indices.map(limit)
        var round = 1
        while total < wanted, given.indices.contains(where: { given[$0] < limits[$0] }) {
            for shot in turns where given[shot] < round && given[shot] < limits[shot] && total < wanted {
                given[shot] += 1
                total += 1
            }
            round += 1
        }
    }

    /// Shots bound to an end of the film, then always the shot farthest from those before: however many get a turn, they
    /// are spread over the story, and one that drops out is replaced without moving the rest.
    static func turns(_ claims: [Claim]) -> [Int] {
        var order = claims.indices.filter { claims[$0].atAnEnd }
        if order.isEmpty, !claims.isEmpty { order = [0] }
        var distance = claims.indices.map { shot in order.map { abs($0 - shot) }.min() ?? 0 }
        while order.count < claims.count {
            guard let farthest = distance.max(), let next = distance.firstIndex(of: farthest), farthest > 0 else { break }
            order.append(next)
            for shot in distance.indices { distance[shot] = min(distance[shot], abs(shot - next)) }
        }
        return order
    }
}
