import Editorial

/// The takes of one shot, sorted into those that may be used and those that may not.
struct ShotField {
    var shot: Shot
    /// Every take of the shot, by ordinal.
    var takes: [Candidate]
    /// May be used, no two alike, best first.
    var usable: [Candidate]
    /// The same as if nobody had decided anything; what the seats are counted by.
    var undecided: [Candidate]
    var unusable: [(take: Candidate, why: Unusable)]
    var repeated: [(take: Candidate, match: NearDuplicates.Match)]

    /// - Parameter known: takes of earlier shots; those of this one are added.
    init(shot: Shot, takes: [Candidate], ranking: TakeRanking, known: inout NearDuplicates) {
        self.shot = shot
        self.takes = takes
        unusable = takes.compactMap { take in Unusable.of(take).map { (take, $0) } }
        usable = []
        repeated = []
        for take in ranking.ranked(takes.filter { Unusable.of($0) == nil }, among: takes) {
            if let match = known.offer(take, mustStay: take.verdict.state == .pick) {
                repeated.append((take, match))
            } else {
                usable.append(take)
            }
        }
        var ownOnly = NearDuplicates()
        let sound = takes.filter { Unusable.of($0, heedingPeople: false) == nil }
        undecided = ranking.ranked(sound, among: takes, heedingPeople: false).filter { ownOnly.offer($0, mustStay: false) == nil }
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
