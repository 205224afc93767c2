import Cutting
import Editorial
import Testing
import Timebase

private let shots = Made.shots(4)

/// A filmstrip of one grey, or from one grey to another.
private func strip(_ first: UInt8, _ last: UInt8) -> Filmstrip? {
    let pictures = (0..<12).flatMap { index -> [UInt8] in
        let grey = UInt8(Int(first) + (Int(last) - Int(first)) * index / 11)
        return [UInt8](repeating: grey, count: Filmstrip.size - 2) + [128, 128]
    }
    return Filmstrip(bytes: pictures)
}

private func plan(_ project: Project, _ pool: [Candidate], _ grid: BeatGrid, previous: Timeline? = nil) -> TimelinePlan {
    let selection = Selector(project: project).select(from: pool)
    let slots = SlotPlanner(project: project).plan(grid: grid, count: selection.kept.count).slots
    return TimelineBuilder(project: project).plan(slots: slots, selection: selection, candidates: pool, grid: grid, previous: previous)
}

@Test func theTakesThatMoveMostStandWhereTheSongIsLoudest() throws {
    // One shot, so that nothing but the takes themselves decides.
    let one = [Shot(id: "a", prompt: "p", keep: 8)]
    let pool = (0..<8).map { Made.take("a", $0, scores: Made.scores(motion: Double($0 * 3 % 8) / 8, frames: 240), frames: 240) }
    let song = Made.song([("verse", 8, 0.1), ("chorus", 8, 0.9), ("verse", 8, 0.2), ("chorus", 8, 1)])
    let made = plan(Made.project(one), pool, song)
    let slots = SlotPlanner(project: Made.project(one)).plan(grid: song, count: 8).slots
    let motion = made.timeline.clips.map { clip in pool.first { $0.take == clip.take }?.scores?.parts["motion"]?.score ?? 0 }
    let loud = zip(motion, slots).filter { $0.1.energy > 0.5 }.map(\.0)
    let calm = zip(motion, slots).filter { $0.1.energy <= 0.5 }.map(\.0)
    #expect((loud.min() ?? 0) >= (calm.max() ?? 1))
}

@Test func everyClipHasItsPriceAndTheirSumIsThatOfThePlan() throws {
    let pool = Made.pool(shots, each: 8)
    let made = plan(Made.project(shots, keep: 20), pool, Made.pop)
    #expect(made.placings.map(\.slot) == made.timeline.clips.map(\.slot))
    #expect(made.placings.allSatisfy { !$0.reason.isEmpty })
    for placing in made.placings {
        let sum = placing.cost.parts.reduce(0) { $0 + $1.cost }
        #expect(abs(sum - placing.cost.total) < 1e-9)
    }
    #expect(abs(made.cost - made.placings.reduce(0) { $0 + $1.cost.total }) < 1e-9)
}

@Test func takesAreCheaperWhereTheyStandThanInAnyExchangeOfTwoOfAShot() throws {
    let pool = Made.pool(shots, each: 8)
    let project = Made.project(shots, keep: 20)
    let made = plan(project, pool, Made.pop)
    let selection = Selector(project: project).select(from: pool)
    let slots = SlotPlanner(project: project).plan(grid: Made.pop, count: 20).slots
    var tried = 0
    for first in 0..<20 {
        for second in (first + 1)..<20 where made.timeline.clips[first].shot == made.timeline.clips[second].shot {
            var other = made.timeline
            (other.clips[first].take, other.clips[second].take) = (other.clips[second].take, other.clips[first].take)
            // The last cut holds all takes, so that this is the price of the exchange.
            let exchanged = TimelineBuilder(project: project).plan(
                slots: slots, selection: selection, candidates: pool, grid: Made.pop, previous: other)
            #expect(exchanged.timeline.clips[first].take == other.clips[first].take)
            #expect(exchanged.cost >= made.cost - 1e-9)
            tried += 1
        }
    }
    #expect(tried > 20)
}

@Test func pictureThatHardlyChangesAtACutIsAvoidedWhereThereIsAnotherWay() throws {
    // Takes of one shot, in pairs that end and begin alike: beside each other they would jump.
    let one = [Shot(id: "a", prompt: "p", keep: 6)]
    let greys: [UInt8] = [40, 40, 120, 120, 200, 200]
    let pool = greys.enumerated().map { index, grey in
        var take = Made.take("a", index, scores: Made.scores(frames: 200, fingerprint: [UInt64(index) << 40]), frames: 200)
        take.scores?.strip = strip(grey, grey)
        return take
    }
    var project = Made.project(one)
    project.select.diversity = 0
    let song = Made.song([("verse", 16, 0.5)])
    let slots = SlotPlanner(project: project).plan(grid: song, count: 6).slots
    let kept = pool.map { Selection.Kept(take: $0.take, shot: "a", rankInShot: 1, quality: 0.5, reasons: []) }
    let selection = Selection(kept: kept, dropped: [], wanted: 6)
    let made = TimelineBuilder(project: project).plan(slots: slots, selection: selection, candidates: pool, grid: song)
    #expect(made.placings.allSatisfy { $0.cost.jump == 0 })
    let order = made.timeline.clips.map { clip in pool.first { $0.take == clip.take }?.ordinal ?? 0 }.map { greys[$0] }
    #expect(zip(order, order.dropFirst()).allSatisfy { $0 != $1 })
}

@Test func withPushEachClipBeginsAsTheOneBeforeEnds() throws {
    // Each take goes from one grey to another: 0 → 50 → 100 → 150 → 200 → 250 is the only chain without a break.
    let one = (1...5).map { Shot(id: "s\($0)", prompt: "p") }
    let steps: [(UInt8, UInt8)] = [(150, 200), (50, 100), (0, 50), (200, 250), (100, 150)]
    let pool = steps.enumerated().map { index, step in
        var take = Made.take("s\(index + 1)", 0, scores: Made.scores(frames: 96), frames: 96)
        take.scores?.strip = strip(step.0, step.1)
        return take
    }
    let song = Made.song([("verse", 20, 0.5)])
    let push = Made.project(one, edit: EditSpec(order: .flow, continuity: .push))
    let made = plan(push, pool, song)
    #expect(made.timeline.clips.map(\.shot) == ["s3", "s2", "s5", "s1", "s4"])
    let free = plan(Made.project(one, edit: EditSpec(order: .flow)), pool, song)
    #expect(free.timeline.clips.map(\.shot) != made.timeline.clips.map(\.shot))
    #expect(made.placings.dropFirst().allSatisfy { $0.cost.push < 0.8 && $0.cost.jump == 0 })
}

@Test func aTakeIsSlowedToLandAHitWithinTheLimitAndOnlyThen() throws {
    // The motion comes at frame 33, of which the first 3 are skipped, and the hit at frame 36 of the clip.
    var song = Made.song([("verse", 4, 0.5)])
    song.details.hits = [.init(time: 1.5, kind: .accent, strength: 1)]
    let one = [Shot(id: "a", prompt: "p")]
    let pool = [Made.take("a", 0, scores: Made.scores(frames: 110, peak: 33), frames: 110)]
    func clip(_ retime: Double) throws -> Clip {
        try #require(plan(Made.project(one, edit: EditSpec(retime: retime)), pool, song).timeline.clips.first)
    }
    #expect(try clip(0).speed == Rational(1))
    #expect(try clip(0.1).speed == Rational(1))
    let landed = try clip(0.25)
    #expect(landed.speed < Rational(1) && landed.speed.doubleValue >= 0.8)
    #expect(landed.sourceFrame(at: 36, recordRate: FrameRate(24)) == 33)
    #expect(landed.source.end <= 110)
    let reason = plan(Made.project(one, edit: EditSpec(retime: 0.25)), pool, song).placings[0].reason
    #expect(reason.hasPrefix("its strongest motion falls on the hit at 0:01.500, slowed to 0."))
}
