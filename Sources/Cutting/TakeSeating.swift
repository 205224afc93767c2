import Editorial
import Timebase

/// Which of a shot's takes stands in which of its slots.
struct TakeSeating {
    /// For each of the shot's slots, in order of time.
    private(set) var takes: [Candidate]

    /// A take so short that it would play below this speed changes places with a longer one of its shot.
    static let slowest = 0.75

    /// - Parameters:
    ///   - seats: the takes in their seats, as many as slots.
    ///   - lengths: seconds of each slot.
    ///   - previous: the take each slot showed in the last cut, where it still is the same slot.
    init(seats: [Candidate], lengths: [Double], previous: [String?]) {
        precondition(seats.count == lengths.count, "\(seats.count) takes for \(lengths.count) slots of a shot")
        var settled: Set<String> = []
        var placed: [Candidate?] = previous.map { take in
            seats.first { $0.take == take }.flatMap { settled.insert($0.take).inserted ? $0 : nil }
        }
        var waiting = seats.filter { !settled.contains($0.take) }[...]
        // A seat that is still open keeps its number where it can: only a take whose seat is taken goes elsewhere.
        for index in seats.indices where placed[index] == nil && !settled.contains(seats[index].take) {
            placed[index] = seats[index]
            waiting.removeAll { $0.take == seats[index].take }
        }
        for index in placed.indices where placed[index] == nil { placed[index] = waiting.popFirst() }
        takes = placed.compactMap { $0 }
        relieve(takes.indices.filter { takes[$0].take != previous[$0] }, lengths)
    }

    private func speed(_ take: Int, in slot: Int, _ lengths: [Double]) -> Double {
        lengths[slot] > 0 ? takes[take].usableSeconds / lengths[slot] : 1
    }

    private mutating func relieve(_ free: [Int], _ lengths: [Double]) {
        for slot in free where speed(slot, in: slot, lengths) < Self.slowest {
            let better = free.filter {
                $0 != slot && speed($0, in: slot, lengths) > speed(slot, in: slot, lengths)
                    && speed(slot, in: $0, lengths) >= Self.slowest
            }
            guard let longest = better.max(by: { takes[$0].usableSeconds < takes[$1].usableSeconds }) else { continue }
            takes.swapAt(slot, longest)
        }
    }
}
