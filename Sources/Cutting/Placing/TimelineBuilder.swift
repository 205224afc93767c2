public import Editorial
import Timebase

/// Places the kept takes in the slots.
///
/// First which shot each slot shows (`ShotOrder`), then which take stands where: those of the last cut where they were, the others where the
/// film is cheapest (`SeatSearch`), then which frames of it (`InPoint`). So one decision moves one clip.
public struct TimelineBuilder: Sendable {
    private let project: Project

    public init(project: Project) { self.project = project }

    private var rate: FrameRate { project.format.rate }

    /// `plan` without the reasons.
    public func build(
        slots: [Slot], selection: Selection, candidates: [Candidate], grid: BeatGrid, previous: Timeline? = nil,
        edits: CutEdits = CutEdits()
    ) -> Timeline {
        plan(slots: slots, selection: selection, candidates: candidates, grid: grid, previous: previous, edits: edits).timeline
    }

    /// A timeline that covers every frame of the slots once. With fewer takes than slots, clips are held over the slots after
    /// them: the cut is then incomplete, has fewer clips than slots, and `warnings` names the slots.
    /// - Parameters:
    ///   - grid: the one the slots were planned from.
    ///   - previous: the last cut; takes that are still selected stay in its slots where order and places still hold. In a cut
    ///     with edits shots stay in its slots as well.
    ///   - edits: what was set by hand, in seconds of the film; its takes are among the candidates, and its pins' slots among the slots.
    public func plan(
        slots: [Slot], selection: Selection, candidates: [Candidate], grid: BeatGrid, previous: Timeline? = nil,
        edits: CutEdits = CutEdits()
    ) -> TimelinePlan {
        let frames = slots.last?.record.end ?? 0
        var timeline = Timeline(
            format: project.format, frames: frames, clips: [], fadeInFrames: min(frames, rate.frames(lasting: project.edit.fadeIn)),
            fadeOutFrames: min(frames, rate.frames(lasting: project.edit.fadeOut)), order: project.edit.order,
            continuity: project.edit.continuity)
        let pinned = Pinned(slots: slots, edits: edits, candidates: candidates)
        let cast = Cast(
            project: project, selection: selection, candidates: candidates, slots: slots.count - pinned.pins.count, pinned: pinned.takes)
        timeline.warnings = pinned.warnings + cast.warnings
        guard cast.count + pinned.pins.count > 0, frames > 0 else {
            timeline.warnings.append("no take is left to show: the film has no picture")
            return TimelinePlan(timeline: timeline, placings: [])
        }
        // Another order was asked for: where the shots stood before says nothing.
        let isSameOrder =
            (previous?.order ?? .story) == project.edit.order && (previous?.continuity ?? .none) == project.edit.continuity
        let before = isSameOrder ? lastCut(previous, slots, isHeld: !edits.isEmpty) : slots.map { _ in nil }
        let order = ShotOrder(
            cast: cast.parts, slots: slots, order: project.edit.order, previous: before.map { $0?.shot }, pool: candidates,
            pinned: Set(pinned.pins.keys), isHeld: !edits.isEmpty)
        timeline.warnings += order.warnings
        let transitions = TransitionPlan(project: project, grid: grid, slots: slots, edits: edits)
        timeline.warnings += transitions.warnings
        let seats = seats(slots, order, pinned, transitions, &timeline.warnings)
        var casting = Casting(
            project: project, cast: cast.parts, order: order, seats: seats, slots: slots, pinned: pinned, before: before,
            selection: selection, grid: grid)
        let placed = casting.placed()
        timeline.clips = placed.map(\.clip)
        timeline.warnings += transitions.settle(&timeline.clips, slots, placed.map(\.take))
        timeline.warnings += slowed(timeline, pinned)
        return TimelinePlan(timeline: timeline, placings: placed.map(\.placing))
    }

    /// The last cut's clip of each slot, where the slot still has the same frames. In a cut with edits also where it starts with it
    /// or shares most of them: the others were moved, split or joined.
    private func lastCut(_ previous: Timeline?, _ slots: [Slot], isHeld: Bool) -> [Clip?] {
        guard let previous, previous.format.rate == rate else { return slots.map { _ in nil } }
        let clips = Dictionary(previous.clips.map { ($0.record, $0) }) { first, _ in first }
        var before = slots.map { clips[$0.record] }
        guard isHeld else { return before }
        var used = Set(before.compactMap { $0?.record })
        for slot in slots.indices where before[slot] == nil {
            before[slot] = previous.clips.first { $0.record.start == slots[slot].record.start }
            if let clip = before[slot] { used.insert(clip.record) }
        }
        let rest = slots.indices.filter { before[$0] == nil }
        let shares = rest.flatMap { slot in
            previous.clips.filter { !used.contains($0.record) }.map { clip in
                let frames = min(slots[slot].record.end, clip.record.end) - max(slots[slot].record.start, clip.record.start)
                return (slot: slot, clip: clip, frames: frames)
            }
        }
        for share in shares.sorted(by: { ($1.frames, $0.slot) < ($0.frames, $1.slot) }) where before[share.slot] == nil {
            guard 2 * share.frames >= min(slots[share.slot].record.count, share.clip.record.count) else { break }
            if used.insert(share.clip.record).inserted { before[share.slot] = share.clip }
        }
        return before
    }

    /// Slots that have a clip of their own, with the frames of those beside them that have none.
    private func seats(
        _ slots: [Slot], _ order: ShotOrder, _ pinned: Pinned, _ transitions: TransitionPlan, _ warnings: inout [String]
    ) -> [SeatPrices.Seat] {
        let shown = slots.indices.filter { order.parts[$0] != nil || pinned.pins[$0] != nil }
        let empty = slots.indices.filter { order.parts[$0] == nil && pinned.pins[$0] == nil }
        if !empty.isEmpty {
            let numbers = Wording.list(empty.map { String(slots[$0].number) }, atMost: 20)
            let noun = empty.count == 1 ? "slot \(numbers) has" : "slots \(numbers) have"
            warnings.append("\(noun) no take of their own: the clip beside is held; make more takes or lower select.keep")
        }
        // What has no clip is covered by the one before it; by the one after when that before is set by hand, and this one is not.
        let owners = slots.indices.map { slot -> Int in
            let before = shown.last { $0 <= slot }
            guard let after = shown.first(where: { $0 >= slot }) else { return before ?? slot }
            guard let before else { return after }
            return pinned.pins[before] != nil && pinned.pins[after] == nil ? after : before
        }
        return shown.enumerated().map { index, slot in
            let next = index + 1 < shown.count ? shown[index + 1] : nil
            let covered = slots.indices.filter { owners[$0] == slot }
            let start = slots[covered.first ?? slot].record.start
            let end = slots[covered.last ?? slot].record.end
            return SeatPrices.Seat(
                slot: slots[slot], record: FrameRange(start..<end), tail: next.map { transitions.overlap(into: $0) } ?? 0,
                pin: pinned.pins[slot])
        }
    }

    private func asked(_ clip: Clip) -> Rational { Retiming(project.shot(clip.shot), project.edit).speed }

    private func slowed(_ timeline: Timeline, _ pinned: Pinned) -> [String] {
        timeline.clips.filter { $0.speed < Rational(1, 2) && $0.speed < asked($0) }.map { clip in
            let there = Wording.fixed(Double(clip.source.count) / clip.sourceRate.doubleValue, 1)
            let needed = Wording.fixed(rate.seconds(at: clip.record.count), 1)
            let name = "slot \(clip.slot) (shot '\(clip.shot)', take \(Wording.short(clip.take)))"
            return "\(name) is slowed to \(Wording.fixed(clip.speed.doubleValue))×: its take has \(there) s for \(needed) s; "
                + "make longer takes or raise select.keep"
        }
    }
}
