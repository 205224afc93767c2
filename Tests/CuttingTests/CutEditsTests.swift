import Cutting
import Editorial
import Testing
import Timebase

private let shots = Made.shots(10)
private let project = Made.project(shots, keep: 30)
private let pool = Made.pool(shots, each: 8, seconds: 12)

/// Everything from a pool to a timeline, around what is set by hand.
private struct Edited {
    let slots: [Slot]
    let timeline: Timeline

    init(_ edits: CutEdits, previous: Timeline?, _ project: Project = project, _ pool: [Candidate] = pool, grid: BeatGrid = Made.pop) {
        let planned = CutPlanner(project: project).plan(candidates: pool, grid: grid, edits: edits, previous: previous)
        slots = planned.slots.slots
        timeline = planned.made.timeline
    }

    /// Slots whose clip differs from the one of another cut that starts at the same frame.
    func changes(from other: Edited) -> [Int] {
        let before = Dictionary(uniqueKeysWithValues: other.timeline.clips.map { ($0.record.start, $0) })
        return timeline.clips.filter { clip in
            guard let old = before[clip.record.start] else { return true }
            return (old.take, old.source, old.record) != (clip.take, clip.source, clip.record)
        }.map(\.slot)
    }
}

private func pin(_ slot: Slot, _ clip: Clip, take: String? = nil, isLocked: Bool = true, instead: [String] = []) -> CutEdits.Pin {
    CutEdits.Pin(
        start: slot.start, end: slot.end, take: take ?? clip.take, shot: clip.shot, source: isLocked ? clip.source.start : nil,
        speed: isLocked ? clip.speed : nil, instead: instead)
}

private func unused(in cut: Edited, of shot: String) -> String {
    let shown = Set(cut.timeline.clips.map(\.take))
    return pool.first { $0.shot == shot && !shown.contains($0.take) }?.take ?? ""
}

@Test func lockingMovesNothing() {
    let first = Edited(CutEdits(), previous: nil)
    let pins = [4, 11, 12, 29].map { pin(first.slots[$0], first.timeline.clips[$0]) }
    #expect(Edited(CutEdits(pins: pins), previous: first.timeline).changes(from: first).isEmpty)
}

@Test func whatIsLockedStaysThroughOtherScoresOtherCountsAndAnotherOrder() {
    let first = Edited(CutEdits(), previous: nil)
    let locked = [4, 11, 12, 29].map { (slot: first.slots[$0], clip: first.timeline.clips[$0]) }
    let edits = CutEdits(pins: locked.map { pin($0.slot, $0.clip) })
    let others = [
        Edited(edits, previous: nil),
        Edited(edits, previous: first.timeline, Made.project(shots, keep: 40)),
        Edited(edits, previous: first.timeline, Made.project(shots, keep: 20)),
        Edited(edits, previous: first.timeline, Made.project(shots.reversed(), keep: 30, edit: EditSpec(order: .flow))),
        Edited(edits, previous: nil, project, Made.pool(shots, each: 12, seconds: 9, seed: 99).filter { $0.ordinal >= 8 } + pool),
    ]
    for other in others {
        #expect(other.timeline.isContinuous)
        for (slot, clip) in locked {
            let now = other.timeline.clips.first { $0.record == slot.record }
            #expect(now?.take == clip.take && now?.source == clip.source && now?.speed == clip.speed)
        }
    }
}

@Test func swappingATakeInChangesItsSlotOnlyAndTheOldOneStaysOut() {
    let first = Edited(CutEdits(), previous: nil)
    for slot in [0, 7, 18] {
        let old = first.timeline.clips[slot]
        for shot in [old.shot, "s3", "s9"] {
            let new = unused(in: first, of: shot)
            let edits = CutEdits(pins: [pin(first.slots[slot], old, take: new, isLocked: false, instead: [old.take])])
            let after = Edited(edits, previous: first.timeline)
            #expect(after.changes(from: first) == [slot + 1])
            #expect(after.timeline.clips[slot].take == new)
            #expect(!after.timeline.clips.contains { $0.take == old.take })
        }
    }
}

@Test func aSplitAndAJoinTouchTheirOwnSlotsOnly() {
    let first = Edited(CutEdits(), previous: nil)
    let bounds = first.slots.dropFirst().map(\.start)
    let slot = first.slots[8]
    let middle = Made.pop.beats.map(\.time).filter { $0 > slot.start + 0.3 && $0 < slot.end - 0.3 }[0]
    let split = Edited(CutEdits(bounds: (bounds + [middle]).sorted()), previous: first.timeline)
    #expect(split.slots.count == 31)
    #expect(split.changes(from: first) == [9, 10])
    #expect(split.timeline.clips[8].take == first.timeline.clips[8].take)
    #expect(Set(split.timeline.clips.map(\.take)).count == 31)

    let gone = first.timeline.clips[9].take
    let joined = CutEdits.Pin(
        start: slot.start, end: first.slots[9].end, take: first.timeline.clips[8].take, shot: first.timeline.clips[8].shot, instead: [gone])
    let join = Edited(CutEdits(bounds: bounds.filter { $0 != first.slots[9].start }, pins: [joined]), previous: first.timeline)
    #expect(join.slots.count == 29)
    #expect(join.changes(from: first) == [9])
    #expect(!join.timeline.clips.contains { $0.take == gone })
}

@Test func aRejectedTakeOfAnEditedCutIsReplacedAndNothingElseMoves() {
    let first = Edited(CutEdits(), previous: nil)
    let edits = CutEdits(bounds: first.slots.dropFirst().map(\.start), pins: [pin(first.slots[3], first.timeline.clips[3])])
    let held = Edited(edits, previous: first.timeline)
    #expect(held.changes(from: first).isEmpty)
    let rejected = pool.deciding(.reject(reason: nil), on: first.timeline.clips[20].take)
    #expect(Edited(edits, previous: first.timeline, project, rejected).changes(from: first) == [21])
    // A reject is stronger than a lock, and that is said.
    let locked = pool.deciding(.reject(reason: nil), on: first.timeline.clips[3].take)
    let after = Edited(edits, previous: first.timeline, project, locked)
    #expect(after.changes(from: first) == [4])
    #expect(after.timeline.warnings.contains { $0.hasPrefix("slot 4 is set to take ") && $0.contains("which was rejected") })
}

@Test func aPickTakesThePlaceOfTheWeakestOfItsShotInAnEditedCut() {
    let first = Edited(CutEdits(), previous: nil)
    let edits = CutEdits(bounds: first.slots.dropFirst().map(\.start))
    let pick = unused(in: first, of: "s6")
    let after = Edited(edits, previous: first.timeline, project, pool.deciding(.pick, on: pick))
    let changed = after.changes(from: first)
    #expect(changed.count == 1)
    #expect(after.timeline.clips[changed[0] - 1].take == pick)
    #expect(first.timeline.clips[changed[0] - 1].shot == "s6")
}

@Test func editsKeepTheirPlaceInTheSongWhenTheFilmStartsLaterAndFollowTheirBeats() {
    let edits = CutEdits(
        bounds: [10, 20.03, 30], pins: [.init(start: 20.03, end: 30, take: "t", shot: "s"), .init(start: 2, end: 4, take: "u", shot: "s")])
    let (film, outside) = edits.inFilm(from: 8, grid: Made.pop.part(from: 8, to: 200))
    #expect(film.bounds == [2, 12, 22])
    #expect(film.pins.map(\.start) == [12] && film.pins.map(\.end) == [22])
    #expect(outside.map(\.take) == ["u"])
    // A grid that is off by 40 ms takes them along; a time that is near no beat stays.
    var shifted = Made.pop
    for index in shifted.beats.indices { shifted.beats[index].time += 0.04 }
    shifted.sections = []
    #expect(CutEdits(bounds: [10, 20.25]).inFilm(from: 0, grid: shifted).edits.bounds == [10.04, 20.25])
}

@Test func theFramesOfALockAreKeptAtAnotherFrameRate() {
    let first = Edited(CutEdits(), previous: nil)
    let edits = CutEdits(pins: [pin(first.slots[5], first.timeline.clips[5])])
    var faster = project
    faster.format.rate = FrameRate(60)
    let after = Edited(edits, previous: first.timeline, faster)
    let clip = after.timeline.clips.first { $0.take == first.timeline.clips[5].take }
    #expect(clip?.source.start == first.timeline.clips[5].source.start)
    #expect(clip?.record.start == FrameRate(60).frame(nearest: first.slots[5].start))
}

@Test func aDifferenceNamesWhatHappened() {
    let first = Edited(CutEdits(), previous: nil)
    let bounds = first.slots.dropFirst().map(\.start)
    func difference(_ edits: CutEdits) -> CutDifference {
        let after = Edited(edits, previous: first.timeline)
        return CutDifference(from: (first.slots, first.timeline.clips), to: (after.slots, after.timeline.clips))
    }
    #expect(difference(CutEdits(bounds: bounds)).summary == "nothing changed")
    let later = Made.pop.beats.map(\.time).filter { $0 > first.slots[6].start + 0.3 }[0]
    let moved = difference(CutEdits(bounds: bounds.map { $0 == first.slots[6].start ? later : $0 }))
    #expect(moved.changes.contains { $0.kind == .moved && $0.slot == 7 })
    #expect(moved.summary.contains("1 cut moved"))
    let swap = CutEdits(pins: [
        pin(
            first.slots[6], first.timeline.clips[6], take: unused(in: first, of: "s2"), isLocked: false,
            instead: [first.timeline.clips[6].take])
    ])
    let swapped = difference(swap)
    #expect(swapped.changes.map(\.kind) == [.take] && swapped.changes[0].slot == 7)
    #expect(swapped.changes[0].words.contains(" of 's2'"))
}

@Test func locksHoldInASongWithoutBeatsAndWhereFarFewerClipsAreKept() {
    var still = Made.song([("verse", 120, 0.5)])
    still.beats = []
    for (grid, keep) in [(still, 20), (still, 6), (Made.pop, 4)] {
        let first = Edited(CutEdits(), previous: nil, Made.project(shots, keep: 20), grid: grid)
        let locked = [3, 4, 9, 14].map { (slot: first.slots[$0], clip: first.timeline.clips[$0]) }
        let edits = CutEdits(pins: locked.map { pin($0.slot, $0.clip) })
        let after = Edited(edits, previous: first.timeline, Made.project(shots, keep: keep), grid: grid)
        #expect(after.timeline.isContinuous)
        for (slot, clip) in locked {
            let now = after.timeline.clips.first { $0.take == clip.take }
            #expect(now?.source == clip.source && now?.record.start == FrameRate(24).frame(nearest: slot.start))
            #expect(abs((now?.record.end ?? 0) - clip.record.end) <= 1)
        }
    }
}

@Test func nobodyIsToldThatATakeWasPickedWhichOnlyStaysInAnEditedCut() {
    let planner = CutPlanner(project: project)
    let first = planner.plan(candidates: pool, grid: Made.pop)
    let edits = CutEdits(pins: [pin(first.slots.slots[2], first.made.timeline.clips[2])])
    let after = planner.plan(candidates: pool, grid: Made.pop, edits: edits, previous: first.made.timeline).selection
    let words = after.kept.flatMap(\.reasons) + after.dropped.map(\.reason)
    #expect(!words.contains { $0.contains("picked") })
    #expect(after.kept.count { $0.reasons.contains("set in the cut by hand") } == 1)
    #expect(after.kept.count { $0.reasons.contains("in the cut already, which was edited by hand") } == 29)
    #expect(after.dropped.contains { $0.reason.contains("that one is in the cut already, which was edited by hand") })
}

@Test func everyTakeOfAnEditedCutHasAReasonThoughAnOpenSlotIsNotForAPlacedShot() {
    var placed = shots
    placed[0].place = Place(first: true)
    let project = Made.project(placed, keep: 30)
    let planner = CutPlanner(project: project)
    let first = planner.plan(candidates: pool, grid: Made.pop)
    let bounds = first.slots.slots.dropFirst().map(\.start)
    let slot = first.slots.slots[20]
    let beat = Made.pop.beats.map(\.time).filter { $0 > slot.start + 0.3 && $0 < slot.end - 0.3 }[0]
    let split = planner.plan(
        candidates: pool, grid: Made.pop, edits: CutEdits(bounds: (bounds + [beat]).sorted()), previous: first.made.timeline)
    func clips(_ planned: CutPlanner.Planned) -> Int { planned.made.timeline.clips.count { $0.shot == "s1" } }
    #expect(clips(split) == clips(first) && split.made.timeline.clips.count == 31)
    #expect(split.selection.kept.count + split.selection.dropped.count == pool.count)
    #expect(!split.selection.kept.contains { $0.reasons.contains { $0.contains("only usable take") } })
}
