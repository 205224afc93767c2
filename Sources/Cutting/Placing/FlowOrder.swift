import Editorial

/// Orders shots by how well they go with the song and with each other: a beam search over the slots in order of time.
///
/// Cost of a shot in a slot: 1.2 times the difference between the rank of its motion and the rank of the song's energy.
/// Cost of a neighbour: 0.6 times the step in luma over 64, wanted rather than avoided where a section opens; and a price for
/// the same shot within three cuts. Motion and luma are medians over all takes of the shot, so that
/// replacing one take does not reorder the film.
struct FlowOrder {
    let cast: [Cast.Part]
    let slots: [Slot]
    /// Slots that get a clip of their own.
    let shown: [Bool]
    let allowed: [[Bool]]
    private let motion: [Double]
    private let opening: [Double]
    private let closing: [Double]
    private let energy: [Double]

    /// States kept after each slot; fewer where each has many successors, so that time stays bounded.
    private var width: Int { min(200, max(20, 12_000 / max(1, cast.count))) }

    init(cast: [Cast.Part], slots: [Slot], shown: [Bool], allowed: [[Bool]], pool: [Candidate]) {
        (self.cast, self.slots, self.shown, self.allowed) = (cast, slots, shown, allowed)
        let byShot = Dictionary(grouping: pool, by: \.shot).mapValues { $0.compactMap(\.scores) }
        let scores = cast.map { byShot[$0.shot.id] ?? [] }
        motion = Ranks.of(scores.map { Self.median($0.compactMap { $0.parts["motion"]?.score }) ?? 0.5 })
        opening = scores.map { Self.median($0.map(\.openingLuma)) ?? 128 }
        closing = scores.map { Self.median($0.map(\.closingLuma)) ?? 128 }
        energy = Ranks.of(slots.map(\.energy))
    }

    private struct State {
        var cost: Double
        var left: [Int]
        var order: [Int?]
    }

    /// - Parameter fixed: parts that must stand in their slots.
    func solve(fixed: [Int?]) -> [Int?] {
        var left = cast.map(\.takes.count)
        for part in fixed.compactMap({ $0 }) { left[part] -= 1 }
        var beam = [State(cost: 0, left: left, order: [])]
        for slot in slots.indices {
            guard shown[slot] else {
                for index in beam.indices { beam[index].order.append(nil) }
                continue
            }
            var next: [(cost: Double, parent: Int, part: Int)] = []
            for (parent, state) in beam.enumerated() {
                let choices = fixed[slot].map { [$0] } ?? cast.indices.filter { state.left[$0] > 0 }
                for part in choices { next.append((state.cost + price(part, slot, state), parent, part)) }
            }
            next.sort { ($0.cost, $0.parent, $0.part) < ($1.cost, $1.parent, $1.part) }
            beam = next.prefix(width).map { entry in
                var state = beam[entry.parent]
                state.cost = entry.cost
                if fixed[slot] == nil { state.left[entry.part] -= 1 }
                state.order.append(entry.part)
                return state
            }
        }
        return beam[0].order
    }

    private func price(_ part: Int, _ slot: Int, _ state: State) -> Double {
        var price = 1.2 * abs(motion[part] - energy[slot])
        if !allowed[part][slot] { price += ShotOrder.forbidden }
        // Slightly rather in the order of the story, which also settles ties.
        price += 0.05 * abs(Double(part) / Double(max(1, cast.count - 1)) - Double(slot) / Double(max(1, slots.count - 1)))
        let before = state.order.reversed().lazy.compactMap { $0 }.prefix(3)
        for (distance, other) in before.enumerated() {
            if other == part { price += 2 / Double(distance + 1) }
            if distance == 0 {
                let step = 0.6 * min(1.5, abs(opening[part] - closing[other]) / 64)
                price += slots[slot].opensSection ? -step : step
            }
        }
        if let group = cast[part].shot.group {
            let early = (0..<part).contains { cast[$0].shot.group == group && state.left[$0] > 0 }
            if early { price += 50 }
        }
        return price
    }

    private static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        return values.sorted()[values.count / 2]
    }
}
