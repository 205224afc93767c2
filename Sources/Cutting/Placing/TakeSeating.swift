import Editorial

/// Which of a shot's takes stands in which of its seats, before anything is weighed: those of the last cut where they were.
struct TakeSeating {
    /// For each of the shot's seats, in order of time.
    private(set) var takes: [Candidate]

    /// - Parameters:
    ///   - seats: the takes in their seats, as many as places.
    ///   - previous: the take each place showed in the last cut, where it still is the same slot.
    init(seats: [Candidate], previous: [String?]) {
        precondition(seats.count == previous.count, "\(seats.count) takes for \(previous.count) slots of a shot")
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
    }
}
