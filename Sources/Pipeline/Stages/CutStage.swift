import Content
import Cutting
import Editorial
import Foundation
import Pool

/// Chooses takes and places them on the song, around what was set by hand. Pure work on values, done anew on every build that finds
/// anything it depends on changed.
struct CutStage {
    let session: Session
    let pool: Pool

    /// What a build cuts now. When it differs from the newest version of the cut it becomes the next one.
    /// - Parameters:
    ///   - isProvisional: whether takes are missing for no fault of theirs, so that the next build makes them: it then follows the cut before
    ///     this one, and the film is the one it would have been. Nil where nobody tried to make them.
    ///   - saysOfAll: the selection says of every take why it is not in the cut, not only of those that are.
    func run(
        _ heard: SongStage.Heard, scoresKey: String, isProvisional: Bool? = nil, saving: Bool = true, saysOfAll: Bool = true
    ) throws -> Cut {
        let memory = CutMemory(session.workspace)
        while true {
            let last = try pool.latestCut()
            let ground = try CutMemory.Ground(session, heard, scoresKey: scoresKey, standing: pool.standing())
            let settled = try pool.settledCut()
            let isUnsettled = last != nil && settled != last?.id
            func settle(_ version: Int64) throws {
                if isUnsettled, isProvisional == false { try pool.settle(cut: version) }
            }
            if !saysOfAll, let last, let cut = try memory.cut(from: ground, version: last) {
                if saving { try settle(last.id) }
                return cut
            }
            let previous = try isUnsettled ? settled.flatMap(pool.cut)?.timeline : last?.timeline ?? pool.latestRender()?.timeline
            var cut = try planned(heard, scoresKey: scoresKey, edits: last?.edits ?? CutEdits(), previous: previous)
            cut.version = last?.id
            guard saving else { return cut }
            do {
                if last?.timeline.clips != cut.timeline.clips || last?.slots != cut.slots {
                    let what =
                        last.map { CutDifference(from: ($0.slots, $0.timeline.clips), to: (cut.slots, cut.timeline.clips)).summary }
                        ?? "the first cut"
                    cut = try save(cut, .build, what, parent: last?.id, after: last?.id, isProvisional: isProvisional ?? isUnsettled)
                } else {
                    try pool.save(selection: cut.selection, projectKey: projectKey(), at: Session.now)
                    try pool.whileNewest(cut: last?.id) { try publish(cut) }
                    if let last { try settle(last.id) }
                }
                try memory.remember(ground, version: cut.version)
                return cut
            } catch let error as PoolError where error.kind == .overtaken {
                // Somebody edited the cut while this one was planned: theirs is to be built.
                continue
            }
        }
    }

    /// Keeps a cut as the newest version, writes it down for people and scripts, and gives it its number.
    func save(
        _ cut: Cut, _ kind: CutVersion.Kind, _ what: String, parent: Int64?, after newest: Int64?, isProvisional: Bool = false
    ) throws -> Cut {
        let version = CutVersion(
            parent: parent, time: Session.now, kind: kind, what: what, edits: cut.edits ?? CutEdits(), slots: cut.slots,
            timeline: cut.timeline)
        var cut = cut
        let selection = try (cut.selection, projectKey())
        try pool.save(cut: version, after: newest, isProvisional: isProvisional, selection: selection) { id in
            cut.version = id
            try publish(cut)
        }
        return cut
    }

    /// Where the work is done, and where files lie, changes nothing about the cut.
    private func projectKey() throws -> String {
        var project = session.project
        (project.executor, project.store) = (ExecutorSpec(), nil)
        return try Digest(of: CanonicalJSON.data(project)).hex
    }

    private func publish(_ cut: Cut) throws {
        let text = try CanonicalJSON.data(cut)
        if FileManager.default.contents(atPath: session.workspace.cut) != text { try AtomicFile.write(text, to: session.workspace.cut) }
    }

    /// - Parameters:
    ///   - edits: in seconds of the song's file.
    ///   - previous: the cut it follows; nil for one that starts afresh.
    func planned(_ heard: SongStage.Heard, scoresKey: String, edits: CutEdits, previous: Timeline?) throws -> Cut {
        let known = try Self.candidates(pool, scoresKey: scoresKey, pinned: Set(edits.pins.map(\.take)))
        let project = heard.placing(session.weighing(known))
        let planned = CutPlanner(project: project).plan(
            candidates: known, grid: heard.grid, edits: edits, filmStart: session.project.song.start ?? 0, previous: previous)
        return Cut(
            title: project.title, slots: planned.slots.slots, cuts: planned.slots.cuts, timeline: planned.made.timeline,
            placings: planned.made.placings, selection: planned.selection, warnings: planned.warnings, beats: heard.grid.beats.map(\.time),
            wanted: planned.wanted, edits: edits.isEmpty ? nil : edits)
    }

    /// Takes that answer today's questions, and older ones that a person picked or set in the cut.
    static func candidates(_ pool: Pool, scoresKey: String, pinned: Set<String> = []) throws -> [Candidate] {
        try pool.filmCandidates(scoresKey: scoresKey, pinned: pinned).map { candidate in
            var candidate = candidate
            if candidate.broken == nil, candidate.scores == nil { candidate.broken = "it was not measured" }
            return candidate
        }
    }
}
