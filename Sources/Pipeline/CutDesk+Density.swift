import Cutting
import Editorial
import Timebase

/// More cuts or fewer in a part of the film.
extension CutDesk {
    public enum Density: String, Sendable, CaseIterable {
        /// Each slot becomes two, at the beat nearest to its middle.
        case more
        /// Two slots become one.
        case fewer
    }

    /// Locked slots stay as they are, and so do those that no beat divides.
    public mutating func change(_ density: Density, slots numbers: [Int]) throws -> Change {
        let inside = try numbers.sorted().map(slot)
        guard !inside.isEmpty else { throw Refusal("no slot begins there; 'mv cut show' lists them with their times") }
        let free = try inside.filter { try pin($0.number)?.isLocked != true }
        guard !free.isEmpty else { throw Refusal("\(Self.names(numbers)) are locked; 'mv cut unlock' first") }
        let stretch = "\(ClockTime.text(inside[0].start)) to \(ClockTime.text(inside[inside.count - 1].end))"
        switch density {
        case .more:
            let times = free.compactMap(divided)
            guard !times.isEmpty else { throw Refusal("the slots there are too short to be divided on a beat") }
            return try apply(edits(dividing: free, at: times), "more cuts from \(stretch)")
        case .fewer:
            let pairs = Self.pairs(free)
            guard !pairs.isEmpty else { throw Refusal("there are no two slots side by side that could become one") }
            return try apply(edits(joining: pairs), "fewer cuts from \(stretch)")
        }
    }

    /// The beat nearest to the middle of a slot, a downbeat before others at the same distance.
    private func divided(_ slot: Slot) -> Double? {
        let middle = (slot.start + slot.end) / 2
        let downbeats = Set(heard.grid.downbeats)
        let shortest = max(0.2, 4 / cut.timeline.format.rate.doubleValue)
        return beatTimes.filter { $0 - slot.start >= shortest && slot.end - $0 >= shortest }.min {
            (abs($0 - middle) - (downbeats.contains($0) ? 0.01 : 0)) < (abs($1 - middle) - (downbeats.contains($1) ? 0.01 : 0))
        }
    }

    private func edits(dividing slots: [Slot], at times: [Double]) -> CutEdits {
        var edits = edits
        for time in times {
            for index in edits.pins.indices where edits.pins[index].start - filmStart < time && edits.pins[index].end - filmStart > time {
                edits.pins[index].end = time + filmStart
            }
        }
        edits.bounds = (bounds + times.map { $0 + filmStart }).sorted()
        return edits
    }

    private static func pairs(_ slots: [Slot]) -> [(Slot, Slot)] {
        var pairs: [(Slot, Slot)] = []
        var index = 0
        while index + 1 < slots.count {
            if slots[index + 1].number == slots[index].number + 1 {
                pairs.append((slots[index], slots[index + 1]))
                index += 2
            } else {
                index += 1
            }
        }
        return pairs
    }

    /// The first of two keeps what was set in it.
    private func edits(joining pairs: [(Slot, Slot)]) throws -> CutEdits {
        var edits = edits
        for (first, second) in pairs {
            edits.pins.removeAll { $0.covers(second, from: filmStart) }
            for index in edits.pins.indices where edits.pins[index].covers(first, from: filmStart) { edits.pins[index].end = second.end + filmStart }
        }
        let gone = pairs.map(\.1.start)
        edits.bounds = bounds.filter { bound in !gone.contains { abs(bound - filmStart - $0) < 1e-6 } }
        return edits
    }
}
