import Editorial
import Scoring

/// Finds takes that show the same picture, by their filmstrips (`LikenessIndex`, whose work does not grow with the square of the pool).
///
/// Takes measured by an earlier version have hashes instead: those of one shot are compared with each other, and takes of different shots
/// only where they share a frame's hash exactly.
struct NearDuplicates {
    /// Mean Hamming distance of 64-bit frame hashes up to which two takes are the same picture.
    static let threshold = 6.0
    /// Likeness from which a take is left out as a copy. Higher than `Likeness.same`, where two takes are called the same: two takes of one prompt
    /// may share a composition, and of those diversity takes care.
    static let same = 0.92

    struct Match: Hashable {
        var take: String
        var reason: String
    }

    private var strips = LikenessIndex()
    private var ofStrip: [String] = []
    private var takes: Set<String> = []

    /// What is asked for by takes that have hashes only.
    private var seen: [(take: String, shot: String, hashes: [UInt64])] = []
    private var byShot: [String: [Int]] = [:]
    private var byHash: [UInt64: [Int]] = [:]
    /// How many of `seen` are in these: all when a take asks, none in a pool without such takes.
    private var sorted = 0

    /// Of the takes that were offered since the last shot began.
    private var prepared: [String: LikenessIndex.Prepared] = [:]
    private var firstOfShot = 0

    /// Says that the takes to come are of another shot.
    mutating func beginShot() {
        prepared.removeAll(keepingCapacity: true)
        firstOfShot = strips.count
    }

    /// How many takes are worked on at a time, by all processors.
    private static let batch = 64

    /// Offers takes one after the other, the best first. What each repeats, and nil for those that stay.
    /// - Parameter mustStay: of a take, whether it stays whatever it repeats.
    mutating func offer(_ takes: [Candidate], mustStay: (Candidate) -> Bool = { _ in false }) -> [Match?] {
        stride(from: 0, to: takes.count, by: Self.batch).flatMap { start in
            let some = takes[start..<min(start + Self.batch, takes.count)]
            let stay = some.map(mustStay)
            let ready = strips.prepare(some.map { $0.scores?.strip }, least: Self.same, staying: Set(stay.indices.filter { stay[$0] }))
            for (take, ready) in zip(some, ready) { prepared[take.take] = ready }
            return zip(some, stay).map { offer($0, mustStay: $1) }
        }
    }

    /// Which takes of the shot would stay if there were no other shots, without looking at all pairs once more: what stays now and what other shots'
    /// takes keep out is all there is to look at. Nil where that is not enough to know.
    ///
    /// - Parameters:
    ///   - ranked: all takes that were offered since the shot began, in that order; none of them had to stay.
    ///   - stayed: which of them did.
    func staying(_ ranked: [Candidate], stayed: Set<String>) -> [Candidate]? {
        guard ranked.allSatisfy({ prepared[$0.take] != nil }), Set(ranked.map(\.take)).count == ranked.count else { return nil }
        // Those that only other shots' takes keep out, and those that these keep out in turn.
        var (back, gone) = (LikenessIndex(), Set<Int>())
        var next = firstOfShot
        return ranked.filter { take in
            guard let ready = prepared[take.take] else { return false }
            let isOut = back.count > 0 && !back.all(like: ready).isEmpty
            if stayed.contains(take.take) {
                if isOut { gone.insert(next) }
                next += 1
                return !isOut
            }
            guard !isOut else { return false }
            let before = strips.all(like: ready, from: firstOfShot)
            guard before.allSatisfy({ $0.index >= next || gone.contains($0.index) }) else { return false }
            back.add(ready)
            return true
        }
    }

    /// The take already there that this one repeats. One that repeats nothing is remembered, and so is one that must stay whatever it repeats.
    private mutating func offer(_ take: Candidate, mustStay: Bool) -> Match? {
        if takes.contains(take.take) { return Match(take: take.take, reason: "the same file as \(Wording.short(take.take))") }
        if mustStay {
            if let ready = prepared[take.take] { strips.add(ready) }
        } else if let match = nearest(to: take) ?? alike(take) {
            return match
        }
        if strips.count > ofStrip.count { ofStrip.append(take.take) }
        takes.insert(take.take)
        seen.append((take.take, take.shot, take.scores?.fingerprint ?? []))
        return nil
    }

    /// Adds the take to the strips when it repeats none of them.
    private mutating func alike(_ take: Candidate) -> Match? {
        guard let ready = prepared[take.take], let found = strips.addUnlessFound(ready) else { return nil }
        let mirrored = found.match.isMirrored ? ", mirrored" : ""
        let other = ofStrip[found.index]
        return Match(
            take: other, reason: "near-duplicate of \(Wording.short(other))\(mirrored) (likeness \(Wording.fixed(found.match.likeness)))")
    }

    private mutating func nearest(to take: Candidate) -> Match? {
        guard let print = take.scores?.fingerprint, !print.isEmpty, take.scores?.strip == nil else { return nil }
        for index in sorted..<seen.count {
            byShot[seen[index].shot, default: []].append(index)
            for hash in Set(seen[index].hashes) { byHash[hash, default: []].append(index) }
        }
        sorted = seen.count
        var best: (take: String, distance: Double)?
        var others = byShot[take.shot] ?? []
        for hash in print { others += (byHash[hash] ?? []).filter { seen[$0].shot != take.shot } }
        var compared: Set<Int> = []
        for index in others where compared.insert(index).inserted {
            guard let distance = Self.distance(print, seen[index].hashes) else { continue }
            if distance < best?.distance ?? .infinity { best = (seen[index].take, distance) }
        }
        return best.map { found in
            Match(
                take: found.take,
                reason: "near-duplicate of \(Wording.short(found.take)) (hash distance \(Wording.fixed(found.distance, 0)) of 64)")
        }
    }

    /// Mean Hamming distance over the best alignment in time that leaves three quarters of the shorter one to compare; nil when
    /// it is above the threshold.
    static func distance(_ a: [UInt64], _ b: [UInt64]) -> Double? {
        let least = (3 * min(a.count, b.count) + 3) / 4
        guard least > 0 else { return nil }
        var best: Double?
        for shift in (least - b.count)...(a.count - least) {
            let (first, end) = (max(0, shift), min(a.count, b.count + shift))
            guard end - first >= least else { continue }
            let most = Int((best ?? threshold) * Double(end - first))
            var bits = 0
            var index = first
            while index < end, bits <= most {
                bits += (a[index] ^ b[index - shift]).nonzeroBitCount
                index += 1
            }
            if bits <= most { best = Double(bits) / Double(end - first) }
        }
        return best
    }
}
