public import Editorial

/// The selection of a cut in which something was set by hand: what it shows stays in it.
///
/// Takes set by hand count as picked. The other takes of the cut stay as well, unless they were rejected or swapped out, or a
/// take was picked since: that one takes the place of the weakest of its shot. Only places that are then open are chosen for.
public struct HeldSelection: Sendable {
    private let project: Project
    private let candidates: [Candidate]
    private let pinned: Set<String>
    private let benched: Set<String>
    /// Best first.
    private let held: [String]
    /// Clips of each shot in the cut as it is.
    private let before: [String: Int]
    /// Slots that show a take which another one shows too.
    public let repeats: Int

    /// - Parameters:
    ///   - shown: the cut as it is; nil to choose anew around what is set by hand.
    public init(project: Project, edits: CutEdits, shown: Timeline?, candidates: [Candidate]) {
        let candidates = MeantDefects(project).applied(to: candidates)
        (self.project, self.candidates) = (project, candidates)
        before = (shown?.clips ?? []).reduce(into: [:]) { $0[$1.shot, default: 0] += 1 }
        pinned = Set(edits.pins.map(\.take))
        benched = edits.benched
        repeats = edits.pins.count - pinned.count
        var held = Set((shown?.clips ?? []).map(\.take)).subtracting(pinned).subtracting(edits.benched)
        let known = Dictionary(candidates.map { ($0.take, $0) }) { first, _ in first }
        let ranking = TakeRanking(select: project.select, shots: project.shots)
        func quality(_ take: String) -> Double { known[take].flatMap { ranking.quality(of: $0)?.value } ?? 0 }
        for pick in candidates where pick.verdict.state == .pick && !held.contains(pick.take) && !pinned.contains(pick.take) {
            let weaker = held.filter { known[$0]?.verdict.state != .pick }
            let own = weaker.filter { known[$0]?.shot == pick.shot }
            if let weakest = (own.isEmpty ? weaker : own).min(by: { (quality($0), $0) < (quality($1), $1) }) { held.remove(weakest) }
        }
        self.held = held.sorted { (quality($1), $0) < (quality($0), $1) }
    }

    /// Shots that may only stand at certain places and have as many takes in the cut as before, with how many: an open slot is not for them.
    private func shotsWithAllTheirPlaces(_ held: Set<String>) -> [String: Int] {
        guard !held.isEmpty else { return [:] }
        var full: [String: Int] = [:]
        for shot in project.shots where shot.place != nil {
            let there = candidates.count { $0.shot == shot.id && (held.contains($0.take) || pinned.contains($0.take)) }
            if there >= before[shot.id] ?? 0 { full[shot.id] = there }
        }
        return full
    }

    /// - Parameters:
    ///   - keep: how many to keep instead of what the project says.
    ///   - usualSlot: seconds that a clip of the film will last, where that is known.
    public func selection(keep: Int?, usualSlot: Double?) -> Selection {
        var project = project
        if let keep { project.select.keep = max(1, keep - repeats) }
        var heldWords: [String: String] = [:]
        let held = Set(self.held.prefix(max(0, WantedClips.count(project: project) - pinned.count)))
        let offered = candidates.filter { !benched.contains($0.take) || $0.verdict.state == .pick }.map { candidate in
            var candidate = candidate
            if pinned.contains(candidate.take) || held.contains(candidate.take), candidate.verdict.state == .unset {
                candidate.verdict.state = .pick
                heldWords[candidate.take] =
                    pinned.contains(candidate.take) ? "set in the cut by hand" : "in the cut already, which was edited by hand"
            }
            return candidate
        }
        let selector = Selector(
            project: project, usualSlot: usualSlot, isByHand: keep != nil, heldWords: heldWords, most: shotsWithAllTheirPlaces(held))
        var selection = selector.select(from: offered)
        let kept = Set(selection.kept.map(\.take))
        selection.dropped += candidates.filter { benched.contains($0.take) && !kept.contains($0.take) && $0.verdict.state != .pick }.map {
            .init(take: $0.take, shot: $0.shot, quality: nil, reason: "swapped out of the cut by hand")
        }
        return selection
    }
}
