import Cutting
import Editorial
import Testing
import Timebase

/// One clip of four seconds with a hit at 1.5 s, or elsewhere.
private func plan(
    _ take: Candidate, _ edit: EditSpec = EditSpec(), shot: Shot = Shot(id: "a", prompt: "p"), hit: Double = 1.5
) throws -> (clip: Clip, reason: String, warnings: [String]) {
    var song = Made.song([("verse", 4, 0.5)])
    song.details.hits = [.init(time: hit, kind: .accent, strength: 1)]
    let project = Made.project([shot], edit: edit)
    let selection = Selector(project: project).select(from: [take])
    let slots = SlotPlanner(project: project).plan(grid: song, count: 1).slots
    let made = TimelineBuilder(project: project).plan(slots: slots, selection: selection, candidates: [take], grid: song)
    return (try #require(made.timeline.clips.first), try #require(made.placings.first).reason, made.timeline.warnings)
}

private func take(_ frames: Int, peak: Int) -> Candidate { Made.take("a", 0, scores: Made.scores(frames: frames, peak: peak), frames: frames) }

private func shown(_ clip: Clip) -> [Int] { (0..<clip.record.count).map { clip.sourceFrame(at: $0, recordRate: FrameRate(24)) } }

private let ramps = EditSpec(retime: 0.25, ramps: true)

@Test func aShotRunsAtTheSpeedItAsksFor() throws {
    for (asked, exact) in [(0.5, Rational(1, 2)), (2, Rational(2)), (1.25, Rational(5, 4))] {
        let made = try plan(take(240, peak: 120), shot: Shot(id: "a", prompt: "p", speed: asked))
        #expect(made.clip.speed == exact)
        #expect(made.clip.source.count == Int((Rational(95) * exact).floor) + 1)
        #expect(made.clip.sourceFrame(at: 36, recordRate: FrameRate(24)) == 120, "the motion falls on the hit at any speed")
        #expect(made.warnings.isEmpty)
    }
}

@Test func aShotIsSlowerThanItAsksOnlyWhereItsTakeIsTooShort() throws {
    let made = try plan(take(120, peak: 0), shot: Shot(id: "a", prompt: "p", speed: 2))
    #expect(made.clip.speed == Rational(5, 4))
    #expect(made.reason == "all of it, slowed to 1.25× from the 2.00× of its shot")
    let slow = try plan(take(30, peak: 0), shot: Shot(id: "a", prompt: "p", speed: 0.3))
    #expect(slow.clip.speed == Rational(3, 10) && slow.warnings.isEmpty)
}

@Test func aReversedShotShowsItsFramesBackwardsWithItsMotionOnTheHit() throws {
    let made = try plan(take(240, peak: 120), shot: Shot(id: "a", prompt: "p", isReversed: true))
    #expect(made.clip.isReversed && made.clip.speed == Rational(1))
    #expect(shown(made.clip) == shown(made.clip).sorted(by: >))
    #expect(shown(made.clip)[36] == 120)
    #expect(made.clip.source == FrameRange(start: 120 + 36 - 95, count: 96))
    #expect(made.reason.hasSuffix("; backwards"))
}

@Test func aReversedTakeLeavesOutItsFirstFramesWhereThereIsSlack() throws {
    // Motion in its very first frames can only come last: there is no moment for it.
    let made = try plan(take(99, peak: 0), shot: Shot(id: "a", prompt: "p", isReversed: true))
    #expect(shown(made.clip) == Array((3...98).reversed()))
    let tight = try plan(take(96, peak: 0), shot: Shot(id: "a", prompt: "p", isReversed: true))
    #expect(shown(tight.clip) == Array((0...95).reversed()))
}

@Test func aRampSlowsThePartThatIsTooShortAndMakesUpForItInTheOther() throws {
    // 30 frames lie before the motion, and 36 of the film before the hit.
    let made = try plan(take(110, peak: 33), ramps)
    let clip = made.clip
    let speeds = try #require(clip.ramp).speeds(filmRate: FrameRate(24))
    #expect(shown(clip)[36] == 33 && shown(clip)[35] < 33 && shown(clip)[0] == 3)
    #expect(abs(speeds.first - 0.826) < 0.01 && abs(speeds.last - 1.1) < 0.01)
    #expect(abs(clip.speed.doubleValue - 1) < 0.01)
    #expect(clip.source == FrameRange(start: 3, count: shown(clip)[95] - 2))
    #expect(made.reason == "ramps from 0.83× to 1.10× so that its strongest motion falls on the hit at 0:01.500")
    // The other way round: too little lies after the motion.
    let late = try plan(take(110, peak: 80), ramps, hit: 2.5)
    let after = try #require(late.clip.ramp).speeds(filmRate: FrameRate(24))
    #expect(shown(late.clip)[60] == 80 && shown(late.clip)[95] <= 109)
    #expect(after.first > 1 && after.first <= 1.25 && after.last < 0.87 && after.last >= 0.8)
}

@Test func rampsStayInsideTheLimitsAndTheTakeAndChangeWithoutAJerk() throws {
    for edit in [ramps, EditSpec(retime: 0.1, ramps: true), EditSpec(retime: 0.5, ramps: true)] {
        for reversed in [false, true] {
            var ramped = 0
            for peak in stride(from: 4, to: 108, by: 8) {
                for hit in [0.5, 1.5, 2.5, 3.5] {
                    let shot = Shot(id: "a", prompt: "p", isReversed: reversed)
                    let clip = try plan(take(110, peak: peak), edit, shot: shot, hit: hit).clip
                    #expect(shown(clip).allSatisfy { (0..<110).contains($0) })
                    guard let ramp = clip.ramp else { continue }
                    ramped += 1
                    #expect(shown(clip)[Int(hit * 24)] == peak)
                    let paces = (0..<clip.record.count).map { ((ramp.seconds(at: $0 + 1) - ramp.seconds(at: $0)) * Rational(24)).doubleValue }
                    #expect(paces.allSatisfy { $0 > 1 / (1 + edit.retime) - 0.02 && $0 < 1 + edit.retime + 0.02 }, "\(paces)")
                    let whole = abs(paces[0] - paces[paces.count - 1])
                    #expect(zip(paces, paces.dropFirst()).allSatisfy { abs($0 - $1) <= whole / 3 + 0.02 }, "\(paces)")
                }
            }
            #expect(ramped > 1, "\(edit.retime), reversed: \(reversed)")
        }
    }
}

@Test func withoutRampsOrWithoutNeedSpeedDoesNotChangeInsideAClip() throws {
    let steady = try plan(take(110, peak: 33), EditSpec(retime: 0.25)).clip
    #expect(steady.ramp == nil && steady.speed < Rational(1))
    let roomy = try plan(take(300, peak: 150), ramps).clip
    #expect(roomy.ramp == nil && roomy.speed == Rational(1))
    let never = try plan(take(110, peak: 33), EditSpec(ramps: true)).clip
    #expect(never.ramp == nil && never.speed == Rational(1))
}

@Test func aTakeThatIsTooShortStillLandsItsMotionWhereTheLimitsAllow() throws {
    // 90 frames for 96: 33 before the motion and the hit on 36, 57 after it and 60 of the film.
    let clip = try plan(take(90, peak: 33), EditSpec(retime: 0.25)).clip
    #expect(clip.sourceFrame(at: 36, recordRate: FrameRate(24)) == 33)
    #expect(clip.speed <= Rational(90, 96) && clip.speed.doubleValue >= 0.8)
    let plain = try plan(take(90, peak: 10), EditSpec(retime: 0.25)).clip
    #expect(plain.speed == Rational(90, 96))
}

@Test func aTakeThatContinuesTheOneBeforeRunsFasterToLandItsMotion() throws {
    // With the first frame given, 69 frames lie before the motion and 60 of the film before the hit.
    let shots = [Shot(id: "a", prompt: "p"), Shot(id: "b", prompt: "p")]
    func strip(_ first: Int, _ last: Int) -> Filmstrip? {
        let pictures = (0..<12).flatMap { index -> [UInt8] in
            let grey = UInt8(first + (last - first) * index / 11)
            return [UInt8](repeating: grey, count: Filmstrip.size - 2) + [128, 128]
        }
        return Filmstrip(bytes: pictures)
    }
    var pool = [
        Made.take("a", 0, scores: Made.scores(frames: 96), frames: 96),
        Made.take("b", 0, scores: Made.scores(frames: 120, peak: 72), frames: 120),
    ]
    pool[0].scores?.strip = strip(0, 100)
    pool[1].scores?.strip = strip(100, 200)
    var song = Made.song([("verse", 4, 0.5), ("chorus", 4, 0.5)])
    song.details.hits = [.init(time: 6.5, kind: .accent, strength: 1)]
    func last(_ edit: EditSpec) throws -> (clip: Clip, reason: String) {
        let project = Made.project(shots, edit: edit)
        let selection = Selector(project: project).select(from: pool)
        let slots = SlotPlanner(project: project).plan(grid: song, count: 2).slots
        let made = TimelineBuilder(project: project).plan(slots: slots, selection: selection, candidates: pool, grid: song)
        #expect(made.timeline.clips.map(\.shot) == ["a", "b"])
        return (try #require(made.timeline.clips.last), try #require(made.placings.last).reason)
    }
    let fast = try last(EditSpec(order: .flow, continuity: .push, retime: 0.25))
    #expect(fast.clip.source.start == 3 && fast.clip.speed == Rational(69, 60))
    #expect(fast.clip.sourceFrame(at: 60, recordRate: FrameRate(24)) == 72)
    #expect(fast.reason == "its strongest motion falls on the hit at 0:06.500, sped up to 1.15× for that")
    #expect(try last(EditSpec(order: .flow, continuity: .push)).clip.speed == Rational(1))
}

@Test func whatIsLockedKeepsItsRampAndItsDirection() throws {
    let clip = try plan(take(110, peak: 33), ramps, shot: Shot(id: "a", prompt: "p", isReversed: true), hit: 2.5).clip
    #expect(clip.ramp != nil && clip.isReversed)
    let song = Made.song([("verse", 4, 0.5)])
    let pool = [take(110, peak: 33)]
    let edits = CutEdits(pins: [CutEdits.Pin(start: 0, end: 4, clip: clip)])
    let planned = CutPlanner(project: Made.project([Shot(id: "a", prompt: "p")])).plan(candidates: pool, grid: song, edits: edits)
    #expect(planned.made.timeline.clips == [clip])
    let earlier = CutEdits(pins: [.init(start: 0, end: 4, take: clip.take, shot: "a", source: 5, speed: Rational(1))])
    let reversed = Made.project([Shot(id: "a", prompt: "p", isReversed: true)])
    let held = try #require(CutPlanner(project: reversed).plan(candidates: pool, grid: song, edits: earlier).made.timeline.clips.first)
    #expect(!held.isReversed && held.source.start == 5, "locks of earlier versions ran forwards")
}

@Test func whatDiffersInSpeedAndDirectionIsSaid() throws {
    let slots = SlotPlanner(project: Made.project([Shot(id: "a", prompt: "p")])).plan(grid: Made.song([("verse", 4, 0.5)]), count: 1).slots
    let plain = Clip(slot: 1, take: "abcdefgh1", shot: "a", source: FrameRange(0..<96), sourceRate: FrameRate(24), record: FrameRange(0..<96))
    func words(_ change: (inout Clip) -> Void) -> [String] {
        var clip = plain
        change(&clip)
        return CutDifference(from: (slots, [plain]), to: (slots, [clip])).changes.map(\.words)
    }
    #expect(words { _ in } == [])
    #expect(words { $0.speed = Rational(4, 5) } == ["at 0.80× its speed"])
    #expect(words { $0.isReversed = true } == ["starts at frame 95 of abcdefgh instead of 0, runs backwards"])
    #expect(words { $0.ramp = SpeedRamp(knots: [.init(record: 0, source: .zero), .init(record: 96, source: Rational(4))]) }
        == ["ramps, at a mean of 1.00× its speed"])
    var ramped = plain
    ramped.ramp = SpeedRamp(knots: [
        .init(record: 0, source: .zero), .init(record: 48, source: Rational(8, 5)), .init(record: 96, source: Rational(19, 5)),
    ])
    ramped.isReversed = true
    #expect(ramped.pace(filmRate: FrameRate(24)) == "from 0.80× to 1.10× backwards")
    #expect(plain.pace(filmRate: FrameRate(24)) == nil)
}
