import Editorial
import Interchange
import Pool
import Timebase

/// Which files a cut needs, and which frames of them stand where. Pure.
struct HandOffPlan {
    /// In order of the film, then the alternates that no clip shows.
    private(set) var files: [BakedTake] = []
    private let clips: [Placed]
    private let byFile: [BakedTake: Int]

    private struct Placed {
        var clip: Clip
        var file: BakedTake
        var alternates: [(file: BakedTake, source: Int)]
    }

    /// - Parameters:
    ///   - takes: by id, what the pool knows: of the cut's, and of those that may be alternates.
    ///   - alternates: how many for each clip.
    init(cut: Cut, takes: [String: TakeRecord], alternates: Int) {
        let rate = cut.timeline.format.rate
        let timeline = cut.timeline.clips
        let shown = Set(timeline.map(\.take))
        var placed: [Placed] = []
        for (index, clip) in timeline.enumerated() {
            guard let frames = takes[clip.take]?.facts?.frames else { continue }
            let tail = index + 1 < timeline.count ? timeline[index + 1].overlap : 0
            let file = BakedTake(clip, tail: tail, takeFrames: frames, filmRate: rate)
            let others = Self.others(clip, takes, cut.selection, shown).lazy.compactMap { take -> (BakedTake, Int)? in
                guard let facts = take.facts else { return nil }
                let other = BakedTake(take: take.id, shot: clip.shot, frames: facts.frames, rate: facts.rate, filmRate: rate)
                let usable = (take.verdict.usable ?? take.scores?.usable)?.start ?? 0
                let source = Int((Rational(Int64(usable)) * rate.framesPerSecond / facts.rate.framesPerSecond).rounded)
                let needed = clip.record.count + tail
                guard needed <= other.frames else { return nil }
                return (other, min(max(0, source), other.frames - needed))
            }
            placed.append(Placed(clip: clip, file: file, alternates: others.prefix(alternates).map { ($0.0, $0.1) }))
        }
        clips = placed
        var byFile: [BakedTake: Int] = [:]
        for (index, one) in placed.enumerated() where byFile[one.file] == nil {
            byFile[one.file] = index
            files.append(one.file)
        }
        self.byFile = byFile
        var seen = Set(files)
        for other in placed.flatMap(\.alternates) where seen.insert(other.file).inserted { files.append(other.file) }
    }

    /// Position on the timeline of the first clip that shows a file.
    func clip(of file: BakedTake) -> Int? { byFile[file] }

    /// - Parameter names: of the files that there are.
    func clips(_ names: [BakedTake: String]) -> [HandOff.Clip] {
        clips.compactMap { one in
            guard let name = names[one.file] else { return nil }
            return HandOff.Clip(
                media: name, source: one.file.lead, record: one.clip.record, transition: one.clip.transition.map(Self.transition),
                alternates: one.alternates.compactMap { other in names[other.file].map { .init(media: $0, source: other.source) } })
        }
    }

    private static func transition(_ transition: Transition) -> HandOff.Transition {
        let kind: HandOff.Transition.Kind =
            switch transition.kind {
            case .dissolve: .dissolve
            case .dipBlack: .dipToBlack
            case .dipWhite: .dipToWhite
            case .wipe, .push, .whip, .zoom, .flash: .other(transition.kind.inWords)
            }
        return .init(kind, frames: transition.frames)
    }

    /// Takes of the clip's shot that stand nowhere, the best first: those that were kept, then the others by quality.
    private static func others(_ clip: Clip, _ takes: [String: TakeRecord], _ selection: Selection, _ shown: Set<String>) -> [TakeRecord] {
        let kept = selection.kept.filter { $0.shot == clip.shot }.sorted { $0.rankInShot < $1.rankInShot }.map(\.take)
        let dropped = selection.dropped.filter { $0.shot == clip.shot }.sorted { ($1.quality ?? 0, $0.take) < ($0.quality ?? 0, $1.take) }.map(\.take)
        return (kept + dropped).filter { !shown.contains($0) }.compactMap { takes[$0] }
    }
}
