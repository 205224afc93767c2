public import Editorial
import Timebase

/// Places the kept takes in the slots.
///
/// The order is made in two steps, so that one decision moves one clip: first which shot each slot shows (`ShotOrder`), which
/// no take has a say in, then which of the shot's takes stands where (`TakeSeating`). In-points depend on the take and its
/// slot alone.
public struct TimelineBuilder: Sendable {
    private let project: Project

    public init(project: Project) { self.project = project }

    private var rate: FrameRate { project.format.rate }

    /// A timeline that covers every frame of the slots once. With fewer takes than slots, clips are held over the slots after
    /// them: the cut is then incomplete, has fewer clips than slots, and `warnings` names the slots.
    /// - Parameters:
    ///   - grid: the one the slots were planned from.
    ///   - previous: the last cut; takes that are still selected stay in its slots where order and places still hold.
    public func build(
        slots: [Slot], selection: Selection, candidates: [Candidate], grid: BeatGrid, previous: Timeline? = nil
    ) -> Timeline {
        let frames = slots.last?.record.end ?? 0
        var timeline = Timeline(
            format: project.format, frames: frames, clips: [], fadeInFrames: min(frames, rate.frames(lasting: project.edit.fadeIn)),
            fadeOutFrames: min(frames, rate.frames(lasting: project.edit.fadeOut)), order: project.edit.order)
        let cast = Cast(project: project, selection: selection, candidates: candidates, slots: slots.count)
        timeline.warnings = cast.warnings
        guard cast.count > 0, frames > 0 else {
            timeline.warnings.append("no take is left to show: the film has no picture")
            return timeline
        }
        let before = lastCut(previous, slots)
        // Another order was asked for: where the shots stood before says nothing.
        let isSameOrder = (previous?.order ?? .story) == project.edit.order
        let order = ShotOrder(
            cast: cast.parts, slots: slots, order: project.edit.order, previous: isSameOrder ? before.map { $0?.shot } : [],
            pool: candidates)
        timeline.warnings += order.warnings
        let stretches = stretches(slots, shown: order.parts.map { $0 != nil }, &timeline.warnings)
        let lengths = Dictionary(uniqueKeysWithValues: stretches.map { ($0.slot, rate.seconds(at: $0.record.count)) })
        let takes = seated(cast.parts, order.parts, lengths, before)
        for (index, stretch) in stretches.enumerated() {
            guard let take = takes[stretch.slot] else { continue }
            let next = index + 1 < stretches.count ? slots[stretches[index + 1].slot] : nil
            timeline.clips.append(clip(take, slots[stretch.slot], stretch.record, grid, tail: next.map(dissolveWanted(into:)) ?? 0))
        }
        addDissolves(&timeline, slots, takes)
        timeline.warnings += slowed(timeline)
        return timeline
    }

    /// The last cut's clip of each slot, where the slot still has the same frames.
    private func lastCut(_ previous: Timeline?, _ slots: [Slot]) -> [Clip?] {
        let clips = Dictionary((previous?.clips ?? []).map { ($0.record, $0) }) { first, _ in first }
        return slots.map { previous?.format.rate == rate ? clips[$0.record] : nil }
    }

    /// Frames covered by each slot that has a clip, those of the slots without one after it included.
    private func stretches(_ slots: [Slot], shown: [Bool], _ warnings: inout [String]) -> [(slot: Int, record: FrameRange)] {
        let lead = slots.indices.filter { shown[$0] }
        let empty = slots.indices.filter { !shown[$0] }
        if !empty.isEmpty {
            let numbers = Wording.list(empty.map { String(slots[$0].number) }, atMost: 20)
            let noun = empty.count == 1 ? "slot \(numbers) has" : "slots \(numbers) have"
            warnings.append("\(noun) no take of their own: the clip beside is held; make more takes or lower select.keep")
        }
        return lead.enumerated().map { index, slot in
            let start = index == 0 ? 0 : slots[slot].record.start
            let end = index + 1 < lead.count ? slots[lead[index + 1]].record.start : slots[slots.count - 1].record.end
            return (slot, FrameRange(start..<end))
        }
    }

    private func seated(_ parts: [Cast.Part], _ order: [Int?], _ lengths: [Int: Double], _ before: [Clip?]) -> [Candidate?] {
        var takes = [Candidate?](repeating: nil, count: order.count)
        for (index, part) in parts.enumerated() {
            let places = order.indices.filter { order[$0] == index }
            let seating = TakeSeating(
                seats: part.takes, lengths: places.map { lengths[$0] ?? 0 },
                previous: places.map { place in before[place].flatMap { $0.shot == part.shot.id ? $0.take : nil } })
            for (place, take) in zip(places, seating.takes) { takes[place] = take }
        }
        return takes
    }

    private func clip(_ take: Candidate, _ slot: Slot, _ record: FrameRange, _ grid: BeatGrid, tail: Int) -> Clip {
        let margin = max(1, rate.frames(lasting: 0.12))
        let beats = grid.beats.map { (offset: rate.frame(nearest: $0.time) - record.start, strength: $0.strength) }
            .filter { $0.offset >= margin && $0.offset < record.count - margin }
            .sorted { ($1.strength, $0.offset) < ($0.strength, $1.offset) }
        let point = InPoint(take: take, record: record, rate: rate, beats: beats.map(\.offset), tail: tail)
        return Clip(
            slot: slot.number, take: take.take, shot: take.shot, source: point.source, sourceRate: take.rate, record: record,
            speed: point.speed)
    }

    private func dissolveWanted(into slot: Slot) -> Int {
        guard project.edit.atSections == .dissolve, slot.opensSection else { return 0 }
        return max(0, rate.frames(lasting: project.edit.dissolveSeconds))
    }

    /// A dissolve shows the clip before past its end: no longer than half of either clip, nor than the take has usable frames.
    private func addDissolves(_ timeline: inout Timeline, _ slots: [Slot], _ takes: [Candidate?]) {
        for index in timeline.clips.indices.dropFirst() {
            let (before, clip) = (timeline.clips[index - 1], timeline.clips[index])
            guard let take = takes[before.slot - slots[0].number] else { continue }
            var frames = min(dissolveWanted(into: slots[clip.slot - slots[0].number]), before.record.count / 2, clip.record.count / 2)
            while frames > 0, before.sourceFrame(at: before.record.count - 1 + frames, recordRate: rate) >= take.usable.end { frames -= 1 }
            timeline.clips[index].dissolve = frames
        }
    }

    private func slowed(_ timeline: Timeline) -> [String] {
        timeline.clips.filter { $0.speed < Rational(1, 2) }.map { clip in
            let there = Wording.fixed(Double(clip.source.count) / clip.sourceRate.doubleValue, 1)
            let needed = Wording.fixed(rate.seconds(at: clip.record.count), 1)
            let name = "slot \(clip.slot) (shot '\(clip.shot)', take \(Wording.short(clip.take)))"
            return "\(name) is slowed to \(Wording.fixed(clip.speed.doubleValue))×: its take has \(there) s for \(needed) s; "
                + "make longer takes or raise select.keep"
        }
    }
}
