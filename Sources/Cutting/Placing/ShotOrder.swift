import Editorial

/// Which shot each slot shows. This depends on the shots, the slots and how many takes each shot has, never on which takes
/// they are: that is what lets one take be replaced without moving another.
struct ShotOrder {
    /// Index into the cast's parts for each slot; nil for a slot that is left to its neighbour.
    private(set) var parts: [Int?]
    private(set) var warnings: [String] = []

    private let cast: [Cast.Part]
    private let allowed: [[Bool]]

    /// Outweighs any distance in the order of the story.
    static let forbidden = 1e9

    /// - Parameters:
    ///   - previous: the shot that each slot showed in the last cut.
    ///   - pinned: slots whose takes are set by hand; they are not among the cast.
    ///   - isHeld: shots stay where the last cut had them, in the order of the story too.
    init(
        cast: [Cast.Part], slots: [Slot], order: EditSpec.Order, previous: [String?], pool: [Candidate], pinned: Set<Int> = [],
        isHeld: Bool = false
    ) {
        self.cast = cast
        let rule = PlaceRule(slots: slots)
        let answers = cast.map { rule.answer(for: $0.shot, takes: $0.takes.count) }
        allowed = answers.map(\.allowed)
        warnings = answers.compactMap(\.warning)
        parts = slots.map { _ in nil }
        let open = slots.indices.filter { !pinned.contains($0) }
        var fixed = [Int?](repeating: nil, count: slots.count)
        if isHeld { pin(previous, shown: slots.indices.map { !pinned.contains($0) }, onto: &fixed) }
        let story = storyOrder(slots.count, open, fixed)
        switch order {
        case .story:
            parts = story
            if !isHeld { partNeighbours() }
        case .flow:
            let shown = story.map { $0 != nil }
            if !isHeld {
                fixed = story.map { part in part.flatMap { cast[$0].shot.place == nil ? nil : $0 } }
                pin(previous, shown: shown, onto: &fixed)
            }
            parts = FlowOrder(cast: cast, slots: slots, shown: shown, allowed: allowed, pool: pool).solve(fixed: fixed)
        }
        if !isHeld { keepGroupsInOrder() }
        complain(slots)
    }

    /// Whether a part of the cast may stand in a slot; true for parts that are none.
    func allows(_ part: Int, _ slot: Int) -> Bool { part >= allowed.count || allowed[part][slot] }

    /// Every take as near to its place in the story as the places of all allow. The takes of a shot lie apart, so that another
    /// shot comes between them: A B A C B, not A A B B.
    private func storyOrder(_ slots: Int, _ open: [Int], _ fixed: [Int?]) -> [Int?] {
        let all = cast.indices.flatMap { part in cast[part].takes.map { _ in part } }
        let ideals = seatIdeals(all, slots)
        var taken = cast.indices.map { part in fixed.count { $0 == part } }
        let seats = all.indices.filter { seat in
            guard taken[all[seat]] > 0 else { return true }
            taken[all[seat]] -= 1
            return false
        }
        let free = open.filter { fixed[$0] == nil }
        let columns = Assignment.columns(rows: seats.count, columns: free.count) { row, column in
            let (seat, slot) = (seats[row], free[column])
            let distance = Double(slot) - ideals[seat]
            return distance * distance + (allowed[all[seat]][slot] ? 0 : Self.forbidden)
        }
        var order = fixed
        for (row, column) in columns.enumerated() { order[free[column]] = all[seats[row]] }
        return order
    }

    /// Slots between two takes of a shot in the story: one other shot comes between them.
    private static let apart = 2.2

    private func seatIdeals(_ seats: [Int], _ slots: Int) -> [Double] {
        let scale = Double(slots) / Double(max(1, seats.count))
        var ideals: [Double] = []
        for part in cast.indices {
            let count = cast[part].takes.count
            let first = ideals.count
            // A film of one shot has nothing to put between its takes.
            let step = cast.count > 1 ? Self.apart : 1
            for take in 0..<count {
                let centre = Double(first) + Double(count) / 2
                ideals.append((centre + (Double(take) - Double(count - 1) / 2) * step) * scale - 0.5)
            }
        }
        return ideals
    }

    /// Where a shot still follows itself, a neighbour within three slots is put between if that parts more than it joins.
    private mutating func partNeighbours() {
        func joins(_ order: [Int?]) -> Int { zip(order, order.dropFirst()).count { $0 != nil && $0 == $1 } }
        for index in parts.indices.dropFirst() where parts[index] != nil && parts[index] == parts[index - 1] {
            var best = (joins: joins(parts), other: index)
            for distance in 1...3 {
                for other in [index + distance, index - 1 - distance] where parts.indices.contains(other) {
                    guard let own = parts[index], let its = parts[other], its != own, allowed[own][other], allowed[its][index] else {
                        continue
                    }
                    var order = parts
                    order.swapAt(index, other)
                    if joins(order) < best.joins { best = (joins(order), other) }
                }
            }
            parts.swapAt(index, best.other)
        }
    }

    /// Leaves shots where the last cut had them, as far as they still have takes.
    private func pin(_ previous: [String?], shown: [Bool], onto fixed: inout [Int?]) {
        var left = cast.map(\.takes.count)
        for part in fixed.compactMap({ $0 }) { left[part] -= 1 }
        for (slot, shot) in previous.enumerated() where fixed[slot] == nil {
            guard shown[slot], let shot, let part = cast.firstIndex(where: { $0.shot.id == shot }) else { continue }
            guard left[part] > 0, allowed[part][slot] else { continue }
            fixed[slot] = part
            left[part] -= 1
        }
    }

    /// The slots of a group go to its shots in the order of the project file, where their places allow.
    private mutating func keepGroupsInOrder() {
        let groups = Set(cast.compactMap(\.shot.group)).sorted()
        for group in groups {
            let slots = parts.indices.filter { parts[$0].map { cast[$0].shot.group == group } ?? false }
            let wanted = slots.compactMap { parts[$0] }.sorted()
            guard wanted != slots.compactMap({ parts[$0] }) else { continue }
            if zip(slots, wanted).allSatisfy({ allowed[$1][$0] }) {
                for (slot, part) in zip(slots, wanted) { parts[slot] = part }
            } else {
                warnings.append("the shots of group '\(group)' cannot stand in their order: their places do not allow it")
            }
        }
    }

    private mutating func complain(_ slots: [Slot]) {
        for (index, part) in parts.enumerated() {
            guard let part, !allowed[part][index] else { continue }
            let name = "slot \(slots[index].number) shows shot '\(cast[part].shot.id)'"
            warnings.append("\(name) outside its place: the shots placed there have more takes than there are slots")
        }
    }
}
