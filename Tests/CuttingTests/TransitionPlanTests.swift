import Cutting
import Editorial
import Testing
import Timebase

/// Two clips of four seconds, one shot each, and how the second begins.
private func plan(
    _ edit: EditSpec, frames: [Int] = [200, 200], shots: [Shot] = [Shot(id: "a", prompt: "p"), Shot(id: "b", prompt: "p")],
    tempo: Double = 120
) -> Timeline {
    let pool = zip(shots, frames).map { Made.take($0.id, 0, scores: Made.scores(frames: $1, peak: $1 / 2), frames: $1) }
    let song = Made.song([("verse", 4, 0.5), ("chorus", 4, 0.5)], tempo: tempo)
    let project = Made.project(shots, edit: edit)
    let slots = SlotPlanner(project: project).plan(grid: song, count: 2).slots
    let kept = pool.map { Selection.Kept(take: $0.take, shot: $0.shot, rankInShot: 1, quality: 0.5, reasons: []) }
    return TimelineBuilder(project: project).build(
        slots: slots, selection: Selection(kept: kept, dropped: [], wanted: 2), candidates: pool, grid: song)
}

private func dissolve(_ length: TransitionSpec.Length? = .seconds(0.5)) -> TransitionSpec { TransitionSpec(.dissolve, length: length) }

@Test(arguments: Transition.Kind.allCases) func everyKindStandsAtSectionsAsLongAsIsUsualForIt(kind: Transition.Kind) {
    let timeline = plan(EditSpec(atSections: TransitionSpec(kind)))
    let frames = Int((kind.usualSeconds * 24).rounded())
    #expect(timeline.clips.map(\.transition) == [nil, Transition(kind, frames: frames)])
    #expect(timeline.clips[1].overlap == (kind.overlaps ? frames : 0))
    #expect(timeline.warnings.isEmpty)
}

@Test func lengthsAreGivenInFramesSecondsOrBeatsOfTheSong() {
    func frames(_ length: TransitionSpec.Length, tempo: Double = 120) -> Int? {
        plan(EditSpec(atSections: dissolve(length)), tempo: tempo).clips[1].transition?.frames
    }
    #expect(frames(.frames(7)) == 7)
    #expect(frames(.seconds(0.75)) == 18)
    #expect(frames(.beats(1)) == 12)
    #expect(frames(.beats(0.5)) == 6)
    #expect(frames(.beats(1), tempo: 60) == 24)
}

@Test func insideSectionsClipsMeetAsThere() {
    let shots = Made.shots(8)
    let pool = Made.pool(shots, each: 1, seconds: 12)
    let edit = EditSpec(atSections: dissolve(), atCuts: TransitionSpec(.flash, length: .frames(4)))
    let cut = Cut(Made.project(shots, edit: edit), pool, Made.song([("verse", 16, 0.5), ("chorus", 16, 0.5)]))
    for clip in cut.timeline.clips.dropFirst() {
        #expect(clip.transition?.kind == (cut.slots[clip.slot - 1].opensSection ? .dissolve : .flash))
    }
    #expect(cut.timeline.clips[0].transition == nil)
}

@Test func aPlaceHasItsOwnTransitionAndOneWithoutACutIsSaid() throws {
    func at(_ text: String, _ spec: TransitionSpec, _ second: Double) throws -> PlacedTransition {
        PlacedTransition(at: try MusicalRange(parsing: text), transition: spec, moments: second...second)
    }
    let there = plan(EditSpec(atSections: dissolve(), transitions: [try at("bar 3", TransitionSpec(.dipWhite, length: .frames(10)), 4)]))
    #expect(there.clips[1].transition == Transition(.dipWhite, frames: 10))
    let cut = plan(EditSpec(atSections: dissolve(), transitions: [try at("bar 3", .cut, 4)]))
    #expect(cut.clips[1].transition == nil)
    let nowhere = plan(EditSpec(transitions: [try at("0:04.9", dissolve(), 4.9)]))
    #expect(nowhere.clips[1].transition == nil)
    #expect(nowhere.warnings.contains { $0.hasPrefix("there is no cut at 0:04.9") && $0.contains("split the clip there") })
}

@Test func aTransitionIsNoLongerThanHalfOfEitherClip() {
    for kind in [Transition.Kind.dissolve, .whip, .flash] {
        let timeline = plan(EditSpec(atSections: TransitionSpec(kind, length: .seconds(9))), frames: [400, 400])
        let transition = timeline.clips[1].transition
        #expect(transition.map { $0.framesBefore <= 48 && $0.framesAfter <= 48 } == true)
        #expect(transition.map { max($0.framesBefore, $0.framesAfter) } == 48)
    }
}

@Test func aTakeWithTooFewFramesShortensTheTransitionAndOneWithoutGivesItUp() {
    let short = plan(EditSpec(atSections: dissolve()), frames: [102, 200])
    #expect(short.clips[1].transition == Transition(.dissolve, frames: 6))
    #expect(short.warnings.contains { $0.hasPrefix("slot 2 begins with a shorter transition") && $0.contains("edit.hold") })
    for frames in [96, 97] {
        let lost = plan(EditSpec(atSections: dissolve()), frames: [frames, 200])
        #expect(lost.clips[1].transition == nil)
        #expect(lost.warnings.contains { $0.hasPrefix("slot 2 begins with a cut") && $0.contains("make longer takes") })
    }
}

@Test func beforeATransitionIsShortenedTheTakeIsSlowedWithinTheLimit() {
    let slowed = plan(EditSpec(retime: 0.2, atSections: dissolve()), frames: [100, 200])
    #expect(slowed.clips[1].transition == Transition(.dissolve, frames: 12))
    #expect(slowed.clips[0].speed == Rational(100, 108))
    let beyond = plan(EditSpec(retime: 0.05, atSections: dissolve()), frames: [100, 200])
    #expect(beyond.clips[1].transition == Transition(.dissolve, frames: 4))
    #expect(beyond.clips[0].speed == Rational(1))
}

@Test func onlyWhereItIsAllowedThePictureBeforeStandsStill() {
    let held = plan(EditSpec(mayHold: true, atSections: dissolve()), frames: [100, 200])
    #expect(held.clips[1].transition == Transition(.dissolve, frames: 12))
    #expect(held.clips[0].lastUsable == 99)
    #expect((95...108).map { held.clips[0].sourceFrame(at: $0, recordRate: FrameRate(24)) }.max() == 99)
    #expect(held.warnings.contains { $0.hasPrefix("slot 2 begins with a transition in which the picture before stands still") })
    let roomy = plan(EditSpec(mayHold: true, atSections: dissolve()))
    #expect(roomy.clips[0].lastUsable == nil && roomy.warnings.isEmpty)
}

@Test func aReversedTakeGoesOnBackwardsThroughATransition() {
    let shots = [Shot(id: "a", prompt: "p", isReversed: true), Shot(id: "b", prompt: "p")]
    for (frames, there) in [(200, 12), (102, 6)] {
        let timeline = plan(EditSpec(atSections: dissolve()), frames: [frames, 200], shots: shots)
        #expect(timeline.clips[1].overlap == there)
        let tail = (0..<there).map { timeline.clips[0].sourceFrame(at: 96 + $0, recordRate: FrameRate(24)) }
        #expect(tail.allSatisfy { $0 >= 0 } && tail == tail.sorted(by: >))
    }
    let held = plan(EditSpec(mayHold: true, atSections: dissolve()), frames: [102, 200], shots: shots)
    #expect(held.clips[0].lastUsable == 0 && held.clips[1].overlap == 12)
}

@Test func anotherTakeOfTheShotStandsBeforeATransitionIfThatHasTheFrames() {
    // By their motion the short take belongs into the calm slot before the transition, and the long one into the loud one.
    let shot = [Shot(id: "a", prompt: "p", keep: 2)]
    let pool = [
        Made.take("a", 0, scores: Made.scores(motion: 0.1, frames: 96, peak: 48), frames: 96),
        Made.take("a", 1, scores: Made.scores(motion: 0.9, frames: 130, peak: 60), frames: 130),
    ]
    let song = Made.song([("verse", 4, 0.1), ("chorus", 4, 0.9)])
    let hard = Cut(Made.project(shot), pool, song)
    #expect(hard.takes == pool.map(\.take))
    let soft = Cut(Made.project(shot, edit: EditSpec(atSections: dissolve())), pool, song)
    #expect(soft.takes == pool.reversed().map(\.take))
    #expect(soft.timeline.clips[1].overlap == 12)
}
