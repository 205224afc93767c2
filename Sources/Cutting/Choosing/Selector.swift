public import Editorial
import Scoring
import Timebase

/// Chooses the takes of the film and says for every take why or why not.
///
/// What people decided comes first: a reject is never used and a pick is used before anything the machine prefers. Then every
/// shot gets one take, then shots take turns up to their `keep`. The choice inside a shot depends on nothing outside it but the
/// number it may keep, so that deciding on one take changes one clip of the film.
public struct Selector: Sendable {
    private let project: Project
    private let ranking: TakeRanking
    private let isByHand: Bool
    private let heldWords: [String: String]
    private let most: [String: Int]

    /// - Parameters:
    ///   - usualSlot: seconds that a clip of the film will last, where that is known: shorter takes rank lower.
    ///   - isByHand: the number of clips comes from a cut made by hand: that it is another than the project's is no news.
    ///   - heldWords: of takes that count as picked though nobody picked them, what they are instead.
    ///   - most: of shots that may not have more takes in the film, how many.
    public init(
        project: Project, usualSlot: Double? = nil, isByHand: Bool = false, heldWords: [String: String] = [:], most: [String: Int] = [:]
    ) {
        self.project = project
        self.isByHand = isByHand
        self.heldWords = heldWords
        self.most = most
        ranking = TakeRanking(select: project.select, shots: project.shots, usualSlot: usualSlot)
    }

    /// `kept` is in the order of the story; the takes of one shot are in their seats (see `TimelineBuilder`).
    public func select(from candidates: [Candidate]) -> Selection {
        let candidates = MeantDefects(project).applied(to: candidates)
        let wanted = WantedClips.count(project: project)
        let fields = fields(of: candidates)
        let quota = Quota(
            fields.map {
                .init(
                    usable: min($0.usable.count, most[$0.shot.id] ?? .max), picks: $0.picks, keep: $0.shot.keep, keepMin: $0.shot.keepMin,
                    atAnEnd: $0.shot.place?.isAnEnd ?? false)
            }, wanted: wanted, mayExceedKeep: project.select.keep != nil)

        var selection = Selection(kept: [], dropped: strangers(in: candidates), wanted: wanted)
        let told = SideBySide.map(Array(zip(fields, quota.given)), chunk: 1) { some in
            some.map { field, given in (kept: field.seated(given).map { kept($0, field, given) }, dropped: dropped(field, given)) }
        }
        for (kept, dropped) in told {
            selection.kept += kept
            selection.dropped += dropped
        }
        selection.warnings = warnings(fields, quota, wanted)
        return selection
    }

    private func fields(of candidates: [Candidate]) -> [ShotField] {
        let byShot = Dictionary(grouping: candidates, by: \.shot)
        var fields = SideBySide.map(project.shots, chunk: 1) { shots in
            shots.map { shot in
                let takes = (byShot[shot.id] ?? []).sorted { ($0.ordinal, $0.take) < ($1.ordinal, $1.take) }
                return ShotField(shot: shot, takes: takes, ranking: ranking)
            }
        }
        var known = NearDuplicates()
        for index in fields.indices { fields[index].leaveOutCopies(&known, ranking: ranking) }
        let diversity = Diversity(strength: project.select.diversity)
        return SideBySide.map(fields, chunk: 1) { fields in
            fields.map { field in
                var field = field
                field.rank(ranking, diversity)
                return field
            }
        }
    }

    private func strangers(in candidates: [Candidate]) -> [Selection.Dropped] {
        let shots = Set(project.shots.map(\.id))
        return candidates.filter { !shots.contains($0.shot) }
            .sorted { ($0.shot, $0.ordinal, $0.take) < ($1.shot, $1.ordinal, $1.take) }
            .map { .init(take: $0.take, shot: $0.shot, quality: ranking.quality(of: $0)?.value, reason: "its shot is not in the project") }
    }

    private func kept(_ take: Candidate, _ field: ShotField, _ given: Int) -> Selection.Kept {
        let rank = (field.usable.firstIndex { $0.take == take.take } ?? 0) + 1
        let quality = ranking.quality(of: take)
        var reasons: [String] = []
        if take.verdict.state == .pick { reasons.append(heldWords[take.take] ?? "picked by you") }
        if take.verdict.stars > 0 { reasons.append("\(Wording.count(take.verdict.stars, "star")) from you") }
        let place =
            field.usable.count == 1
            ? "the only usable take of '\(field.shot.id)'" : "\(Wording.rank(rank)) of \(field.usable.count) in '\(field.shot.id)'"
        reasons.append("\(place): \(quality?.explanation ?? "not scored")")
        let against = (take.scores?.defects ?? []) + ranking.view.dropping(take)
        if take.verdict.state == .pick, !against.isEmpty { reasons.append("in spite of: \(against.joined(separator: "; "))") }
        let flags = ranking.view.flags(of: take).map(\.rawValue)
        if !flags.isEmpty { reasons.append("flagged: \(flags.joined(separator: ", "))") }
        return .init(take: take.take, shot: take.shot, rankInShot: rank, quality: quality?.value ?? 0, reasons: reasons)
    }

    private func dropped(_ field: ShotField, _ given: Int) -> [Selection.Dropped] {
        let shot = field.shot.id
        let beaten = field.usable.enumerated().dropFirst(given).map { rank, take in
            let place = "ranked \(rank + 1) of \(field.usable.count) in its shot"
            guard given > 0 else { return (take, "\(place); more shots than clips to keep, and this shot is left out") }
            let last = field.usable[given - 1]
            let behind = Comparison(of: take, with: last, in: field, ranking: ranking, picked: heldWords[last.take] ?? "picked").text
            return (take, "\(place); \(given) kept; \(behind)")
        }
        let rest = beaten + field.repeated.map { ($0.take, $0.match.reason) } + field.unusable.map { ($0.take, $0.why.reason) }
        return rest.map { .init(take: $0.0.take, shot: shot, quality: ranking.quality(of: $0.0)?.value, reason: $0.1) }
    }

    private func warnings(_ fields: [ShotField], _ quota: Quota, _ wanted: Int) -> [String] {
        var warnings: [String] = []
        for field in fields where field.usable.isEmpty {
            let shot = field.shot.id
            if field.takes.isEmpty {
                warnings.append("shot '\(shot)' has no takes")
                continue
            }
            var why = [Unusable.summary(field.unusable.map(\.why))].filter { !$0.isEmpty }
            if !field.repeated.isEmpty { why.append("\(field.repeated.count) near-duplicates of other shots' takes") }
            let reasons = why.joined(separator: ", ")
            warnings.append("shot '\(shot)' has no usable take (\(reasons)): make more with `mv retake`, or pick one of them")
        }
        let left = zip(fields, quota.given).filter { field, given in given == 0 && !field.usable.isEmpty && field.shot.keep != 0 }
            .map { "'\($0.0.shot.id)'" }
        if !left.isEmpty, !isByHand {
            warnings.append("\(wanted) clips to keep are fewer than the shots: left out \(Wording.list(left)); raise select.keep")
        }
        let picks = fields.reduce(0) { $0 + $1.picks }
        if picks > wanted { warnings.append("\(picks) takes are picked and \(wanted) can be kept: raise select.keep to \(picks)") }
        if quota.beyondKeep > 0, !isByHand {
            warnings.append("select.keep asks for \(wanted) clips; \(quota.beyondKeep) of them are taken beyond the shots' own keep")
        }
        if quota.total < wanted {
            let want = "\(wanted) clips are wanted and \(quota.total) kept, for want of usable takes that differ"
            warnings.append("\(want): make more takes or lower the keep")
        }
        return warnings
    }
}

extension Place {
    var isAnEnd: Bool { first || last }
}
