import Cutting
import Editorial
import Testing
import Timebase

private func plan(_ grid: BeatGrid, _ count: Int, _ edit: EditSpec = EditSpec(), rate: FrameRate = FrameRate(24)) -> SlotPlan {
    SlotPlanner(edit: edit, format: PictureFormat(width: 320, height: 180, rate: rate)).plan(grid: grid, count: count)
}

/// Beats that speed up from 90 to 150 a minute over two minutes, starting late.
private let accelerating: BeatGrid = {
    var times: [Double] = []
    var time = 0.37
    while time < 120 {
        times.append(time)
        time += 60 / (90 + time / 2)
    }
    return Made.song([("verse", 60, 0.3), ("chorus", 60, 0.8)], beats: times)
}()

private let waltz = Made.song([("verse", 36, 0.3), ("chorus", 36, 0.9)], tempo: 100, beatsPerBar: 3)

@Test(arguments: [1, 2, 3, 7, 20, 55, 120, 300])
func theSlotsCoverTheFilmOnceAndAreExactlyAsManyAsAsked(count: Int) {
    for grid in [Made.pop, accelerating, waltz] {
        for rate in [FrameRate(24), FrameRate(24000, 1001), FrameRate(25), FrameRate(60)] {
            let slots = plan(grid, count, rate: rate).slots
            #expect(slots.count == count)
            #expect(slots.first?.record.start == 0)
            #expect(slots.last?.record.end == rate.frames(lasting: grid.duration))
            #expect(zip(slots, slots.dropFirst()).allSatisfy { $0.record.end == $1.record.start && $0.end == $1.start })
            #expect(slots.allSatisfy { !$0.record.isEmpty })
            #expect(slots.map(\.number) == Array(1...count))
        }
    }
}

@Test func everyCutIsAtMostHalfAFrameFromItsBeat() {
    for grid in [Made.pop, accelerating, waltz] {
        for rate in [FrameRate(24), FrameRate(24000, 1001), FrameRate(30000, 1001)] {
            for slot in plan(grid, 40, rate: rate).slots.dropFirst() {
                #expect(grid.beats[slot.beatInSong - 1].time == slot.start)
                let early = slot.start - rate.seconds(at: slot.record.start)
                #expect(abs(early) <= 0.5 / rate.doubleValue + 1e-9)
            }
        }
    }
}

@Test func aLeadMovesEveryCutByThatManyFramesAndNothingElse() {
    let (plain, led) = (plan(Made.pop, 40).slots, plan(Made.pop, 40, EditSpec(lead: 2)).slots)
    #expect(zip(plain, led).dropFirst().allSatisfy { $0.record.start - 2 == $1.record.start && $0.start == $1.start })
    #expect(led.first?.record.start == 0)
    #expect(led.last?.record.end == plain.last?.record.end)
}

@Test(arguments: EditSpec.Pace.allCases)
func loudPassagesHaveShorterSlotsThanCalmOnes(pace: EditSpec.Pace) {
    for grid in [Made.pop, waltz] {
        let slots = plan(grid, 40, EditSpec(pace: pace)).slots
        func mean(_ slots: [Slot]) -> Double { slots.reduce(0) { $0 + $1.seconds } / Double(slots.count) }
        let (calm, loud) = (mean(slots.filter { $0.energy < 0.5 }), mean(slots.filter { $0.energy > 0.7 }))
        // A calm film rather keeps to the bars, and a waltz cut at every bar has little room.
        #expect(loud * (pace == .calm ? 1.15 : 1.3) < calm)
    }
}

@Test func aFastPaceCutsTheLoudPassagesMoreThanACalmOne() {
    func loud(_ pace: EditSpec.Pace) -> Int { plan(Made.pop, 60, EditSpec(pace: pace)).slots.count { $0.energy > 0.7 } }
    #expect(loud(.fast) > loud(.calm))
}

@Test func everySectionOpensWithACutOnItsDownbeat() {
    for grid in [Made.pop, accelerating, waltz] {
        let slots = plan(grid, 30).slots
        let opening = slots.filter(\.opensSection)
        #expect(opening.map(\.section) == grid.sections.map(\.label))
        #expect(opening.map(\.role) == grid.sections.map(\.role))
        for (slot, section) in zip(opening, grid.sections).dropFirst() { #expect(abs(slot.start - section.start) < 0.4) }
    }
}

@Test func withFewSlotsTheCutsFallOnSectionStarts() {
    let slots = plan(Made.pop, 4).slots
    #expect(slots.allSatisfy { $0.opensSection })
}

@Test func cutsPreferDownbeats() {
    let slots = plan(Made.pop, 55).slots
    #expect(slots.count { $0.beat == 1 } >= 50)
}

@Test func theCuttingDoesNotTickLikeAClock() {
    let chorus = plan(Made.pop, 70).slots.filter { $0.role == "chorus" }
    #expect(Set(chorus.map { Int(($0.seconds * 2).rounded()) }).count >= 2)
    let lengths = chorus.map { Int(($0.seconds * 2).rounded()) }
    let longestRun = lengths.reduce(into: (last: 0, run: 0, most: 0)) { state, length in
        state.run = length == state.last ? state.run + 1 : 1
        state.last = length
        state.most = max(state.most, state.run)
    }.most
    #expect(longestRun < 8)
}

@Test func cutsOnDownbeatsOrSectionsStayThereWhileThereAreEnough() {
    let bars = plan(Made.pop, 60, EditSpec(cutOn: .downbeats))
    #expect(bars.slots.allSatisfy { $0.beat == 1 })
    #expect(bars.warnings.isEmpty)
    let sections = plan(Made.pop, 8, EditSpec(cutOn: .sections))
    #expect(sections.slots.allSatisfy { $0.opensSection })
    #expect(sections.warnings.isEmpty)
}

@Test func cutsFallElsewhereWithAWarningWhenSectionsAreTooFew() {
    let plan = plan(Made.pop, 30, EditSpec(cutOn: .sections))
    #expect(plan.slots.count == 30)
    #expect(plan.slots.allSatisfy { $0.beat == 1 })
    #expect(plan.warnings.contains { $0.contains("edit.cutOn is sections") && $0.contains("7 cuts") })
}

@Test func slotsKeepToTheShortestAndLongestWherePossible() {
    let slots = plan(Made.pop, 60, EditSpec(pace: .fast, shortest: 1.4, longest: 6)).slots
    #expect(slots.allSatisfy { $0.seconds >= 1.4 - 1e-6 && $0.seconds <= 6 + 1e-6 })
}

@Test func aLongestThatCannotBeKeptIsReported() {
    let plan = plan(Made.pop, 10, EditSpec(longest: 5))
    #expect(plan.slots.count == 10)
    #expect(plan.warnings.contains { $0.contains("longer than edit.longest of 5.00 s") && $0.contains("raise select.keep") })
}

@Test func moreSlotsThanBeatsFallOnHalfBeatsWithAWarning() {
    let song = Made.song([("verse", 10, 0.5)])
    let plan = plan(song, 30, EditSpec(shortest: 0.2))
    #expect(plan.slots.count == 30)
    #expect(plan.slots.allSatisfy { ($0.start * 4).rounded() / 4 == $0.start })
    #expect(plan.warnings.contains { $0.contains("20 beats for 30 slots") && $0.contains("between beats") })
}

@Test func aSongWithoutBeatsIsDividedEvenlyWithAWarning() {
    let song = Made.song([("verse", 30, 0.5)], beats: [])
    let plan = plan(song, 9)
    #expect(plan.slots.count == 9)
    #expect(plan.slots.allSatisfy { abs($0.record.count - 80) <= 1 && $0.bar == 0 && $0.beatInSong == 0 })
    #expect(plan.warnings.contains { $0.contains("no beats") && $0.contains("evenly") })
}

@Test func aFilmOfFewFramesHasNoMoreSlotsThanFrames() {
    let song = Made.song([("verse", 0.25, 0.5)], beats: [])
    let plan = plan(song, 50)
    #expect(plan.slots.map(\.record.count) == [1, 1, 1, 1, 1, 1])
    #expect(plan.warnings.contains { $0.contains("6 frames") })
}

@Test func aSongShorterThanAFrameHasNoSlots() {
    let plan = plan(Made.song([("verse", 0.01, 0.5)], beats: []), 5)
    #expect(plan.slots.isEmpty)
    #expect(!plan.warnings.isEmpty)
}

@Test func aLongStretchWithoutBeatsIsStillCut() {
    let beats = (0..<80).map { 30 + Double($0) / 2 }
    let plan = plan(Made.song([("intro", 30, 0.5), ("verse", 40, 0.5)], beats: beats), 28)
    #expect(plan.slots.count { $0.start < 30 } > 4)
    #expect(plan.warnings.contains { $0.contains("no beat was found near the cuts") })
}

@Test func takesOfAKnownLengthHoldTheSlotsToIt() {
    var project = Made.project(Made.shots(12))
    for index in project.shots.indices { project.shots[index].seconds = 5 }
    let unaware = plan(Made.pop, 60).slots.map(\.seconds).max() ?? 0
    let aware = SlotPlanner(project: project).plan(grid: Made.pop, count: 60).slots.map(\.seconds).max() ?? 0
    #expect(unaware > 7)
    #expect(aware < 7)
}

@Test func theSameSongGivesTheSameSlots() { #expect(plan(accelerating, 33) == plan(accelerating, 33)) }

@Test func aThousandBeatsAreDividedInThreeHundredSlots() {
    let plan = plan(Made.song([("verse", 120, 0.4), ("chorus", 120, 0.9)], tempo: 250), 300)
    #expect(plan.slots.count == 300)
    #expect(plan.warnings.isEmpty)
}

@Test func hoursOfMusicAreCutOnTheirPhrasesInLittleTime() {
    let hours = Made.song((0..<60).map { ($0.isMultiple(of: 2) ? "verse" : "chorus", 600, $0.isMultiple(of: 2) ? 0.3 : 0.8) })
    let plan = SlotPlanner(project: Made.project(Made.shots(20))).plan(grid: hours, count: 200)
    #expect(plan.slots.count == 200 && plan.slots.last?.record.end == 36_000 * 24)
    #expect(plan.cuts.dropFirst().allSatisfy { $0.kind == .section || $0.kind == .downbeat })
}
