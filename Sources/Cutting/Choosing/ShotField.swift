import Editorial

/// The takes of one shot, sorted into those that may be used and those that may not.
struct ShotField: Sendable {
    var shot: Shot
    /// Every take of the shot, by ordinal.
    var takes: [Candidate]
    /// May be used, no two alike, best first.
    var usable: [Candidate]
    /// The same as if nobody had decided anything; what the seats are counted by.
    var undecided: [Candidate]
    var unusable: [(take: Candidate, why: Unusable)]
    var repeated: [(take: Candidate, match: NearDuplicates.Match)]
    /// Where each take stands in the shot, in spreads from its middle, and what it loses for resembling better ones.
    var standings: [String: Double] = [:]
    var deductions: [String: Double] = [:]

    /// In the order in which copies are looked for: those that nothing speaks against, best first.
    private var ranked: [Candidate]

    /// With what depends on no other shot; `leaveOutCopies` and `rank` do the rest.
    init(shot: Shot, takes: [Candidate], ranking: TakeRanking) {
        self.shot = shot
        self.takes = takes
        unusable = takes.compactMap { take in Unusable.of(take, ranking.view).map { (take, $0) } }
        (usable, undecided, repeated) = ([], [], [])
        standings = ranking.standings(of: takes, among: takes)
        let barred = Set(unusable.map(\.take.take))
        ranked = ranking.ranked(takes.filter { !barred.contains($0.take) }, standings: standings)
    }

    /// - Parameter known: takes of earlier shots; those of this one are added.
    mutating func leaveOutCopies(_ known: inout NearDuplicates, ranking: TakeRanking) {
        known.beginShot()
        for (take, match) in zip(ranked, known.offer(ranked, mustStay: { $0.verdict.state == .pick })) {
            if let match { repeated.append((take, match)) } else { usable.append(take) }
        }
        let own = Set(takes.map(\.take))
        let isDecided = takes.contains { $0.verdict.state == .pick || $0.verdict.state == .reject || $0.verdict.stars > 0 }
        if !isDecided, repeated.allSatisfy({ own.contains($0.match.take) }) {
            undecided = usable
        } else if !isDecided, let staying = known.staying(ranked, stayed: Set(usable.map(\.take))) {
            undecided = staying
        } else {
            var ownOnly = NearDuplicates()
            let sound = takes.filter { Unusable.of($0, ranking.view, heedingPeople: false) == nil }
            let ranked = ranking.ranked(sound, standings: standings, heedingPeople: false)
            undecided = zip(ranked, ownOnly.offer(ranked)).filter { $1 == nil }.map(\.0)
        }
    }

    /// Puts in order what is left, less what takes lose for resembling better ones.
    mutating func rank(_ ranking: TakeRanking, _ diversity: Diversity) {
        deductions = Self.deductions(usable, undecided, standings, diversity)
        usable = ranking.ranked(usable, standings: standings, deductions: deductions)
        undecided = ranking.ranked(undecided, standings: standings, heedingPeople: false, deductions: deductions)
    }

    private static func deductions(
        _ usable: [Candidate], _ undecided: [Candidate], _ standings: [String: Double], _ diversity: Diversity
    ) -> [String: Double] {
        let stand = undecided.map { (take: $0, standing: standings[$0.take] ?? 0) }
        var deductions = diversity.deductions(stand)
        for take in usable where deductions[take.take] == nil {
            deductions[take.take] = diversity.deduction(of: take, standing: standings[take.take] ?? 0, among: stand)
        }
        return deductions
    }

    var picks: Int { usable.count { $0.verdict.state == .pick } }

    /// The takes to keep, each in its seat: a take that would be kept had nobody decided anything sits where it then would,
    /// the others take the seats this leaves. So one decision moves one take.
    func seated(_ count: Int) -> [Candidate] {
        let chosen = Array(usable.prefix(count))
        let ids = Set(chosen.map(\.take))
        var seats: [Candidate?] = (0..<count).map { seat in
            seat < undecided.count && ids.contains(undecided[seat].take) ? undecided[seat] : nil
        }
        let sitting = Set(seats.compactMap { $0?.take })
        var standing = chosen.filter { !sitting.contains($0.take) }[...]
        for seat in seats.indices where seats[seat] == nil { seats[seat] = standing.popFirst() }
        return seats.compactMap { $0 }
    }
}
