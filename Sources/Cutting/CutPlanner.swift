public import Editorial
import Timebase

/// From a pool and a song to a cut, around what was set by hand.
public struct CutPlanner: Sendable {
    public struct Planned: Hashable, Sendable {
        public var slots: SlotPlan
        public var selection: Selection
        public var made: TimelinePlan
        /// Clips asked for.
        public var wanted: Int
        public var warnings: [String]
    }

    private let project: Project

    public init(project: Project) { self.project = project }

    /// - Parameters:
    ///   - candidates: takes set by hand among them.
    ///   - grid: of the film's part of the song.
    ///   - edits: in seconds of the song's file.
    ///   - filmStart: second of the song's file at which the film starts.
    ///   - previous: the cut it follows; nil for one that starts afresh.
    public func plan(
        candidates: [Candidate], grid: BeatGrid, edits: CutEdits = CutEdits(), filmStart: Double = 0, previous: Timeline? = nil
    ) -> Planned {
        let candidates = MeantDefects(project).applied(to: candidates)
        let (inFilm, outside) = edits.inFilm(from: filmStart, grid: grid)
        let planner = SlotPlanner(project: project)
        let held = HeldSelection(project: project, edits: edits, shown: edits.isEmpty ? nil : previous, candidates: candidates)
        let asked = WantedClips.count(project: project)
        let (plan, selection): (SlotPlan, Selection)
        if inFilm.bounds != nil {
            plan = planner.plan(grid: grid, count: 1, edits: inFilm)
            selection = held.selection(keep: plan.slots.count, usualSlot: grid.duration / Double(max(1, plan.slots.count)))
        } else {
            // There are at least as many slots as what is set by hand needs around it.
            let least = inFilm.pins.isEmpty ? asked : planner.plan(grid: grid, count: asked, edits: inFilm).slots.count
            selection = held.selection(keep: least > asked ? least : nil, usualSlot: grid.duration / Double(asked))
            plan = planner.plan(grid: grid, count: max(1, selection.kept.count + held.repeats), edits: inFilm)
        }
        let made = TimelineBuilder(project: project).plan(
            slots: plan.slots, selection: selection, candidates: candidates, grid: grid, previous: previous, edits: inFilm)
        var warnings: [String] = []
        for warning in selection.warnings + plan.warnings + made.timeline.warnings + strayed(outside) where !warnings.contains(warning) {
            warnings.append(warning)
        }
        return Planned(
            slots: plan, selection: selection, made: made,
            wanted: inFilm.bounds == nil ? selection.wanted + held.repeats : plan.slots.count, warnings: warnings)
    }

    private func strayed(_ pins: [CutEdits.Pin]) -> [String] {
        guard !pins.isEmpty else { return [] }
        let names = pins.map { "take \(Wording.short($0.take)) at \(ClockTime.text($0.start))" }.joined(separator: ", ")
        return ["set by hand in a part of the song that the film leaves out: \(names); they come back when the film covers it again"]
    }
}
