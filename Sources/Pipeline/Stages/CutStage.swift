import Content
import Cutting
import Editorial
import Foundation
import Pool

/// Chooses takes and places them on the song. Pure work on values, so it is done anew on every build.
struct CutStage {
    let session: Session
    let pool: Pool

    func run(_ heard: SongStage.Heard, scoresKey: String, saving: Bool = true) throws -> Cut {
        let candidates = try Self.candidates(pool, scoresKey: scoresKey)
        let project = heard.placing(session.weighing(candidates))
        let grid = heard.grid
        let selection = selector(project, grid).select(from: candidates)
        let plan = SlotPlanner(project: project).plan(grid: grid, count: max(1, selection.kept.count))
        let previous = try pool.latestRender()?.timeline
        let timeline = TimelineBuilder(project: project).build(
            slots: plan.slots, selection: selection, candidates: candidates, grid: grid, previous: previous)
        var warnings: [String] = []
        for warning in selection.warnings + plan.warnings + timeline.warnings where !warnings.contains(warning) { warnings.append(warning) }
        let cut = Cut(
            title: project.title, slots: plan.slots, cuts: plan.cuts, timeline: timeline, selection: selection, warnings: warnings,
            beats: grid.beats.map(\.time), wanted: selection.wanted)
        if saving {
            let key = try Digest(of: CanonicalJSON.data(project)).hex
            try pool.save(selection: selection, projectKey: key, at: Session.now)
            let text = try CanonicalJSON.data(cut)
            if FileManager.default.contents(atPath: session.workspace.cut) != text { try AtomicFile.write(text, to: session.workspace.cut) }
        }
        return cut
    }

    /// A clip lasts as long as the song lets it when all clips last the same.
    private func selector(_ project: Project, _ grid: BeatGrid) -> Selector {
        Selector(project: project, usualSlot: grid.duration / Double(WantedClips.count(project: project)))
    }

    /// Takes that answer today's questions, and older ones that a person picked.
    static func candidates(_ pool: Pool, scoresKey: String) throws -> [Candidate] {
        let current = try pool.candidates(scoresKey: scoresKey, includingOutdated: false)
        let known = Set(current.map(\.take))
        let picked = try pool.candidates(scoresKey: scoresKey).filter { $0.verdict.state == .pick && !known.contains($0.take) }
        return (current + picked).map { candidate in
            var candidate = candidate
            if candidate.broken == nil, candidate.scores == nil { candidate.broken = "it was not measured" }
            return candidate
        }
    }
}
