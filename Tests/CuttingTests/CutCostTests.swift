import Cutting
import Editorial
import Testing
import Timebase

private func plan(_ grid: BeatGrid, _ count: Int, _ edit: EditSpec = EditSpec()) -> SlotPlan {
    SlotPlanner(edit: edit, format: Made.format).plan(grid: grid, count: count)
}

private func slots(of role: String, _ plan: SlotPlan) -> [Slot] { plan.slots.filter { $0.role == role } }

@Test func everyCutHasAReasonAndItsCostsAddUp() {
    let plan = plan(Made.pop, 40)
    #expect(plan.cuts.map(\.slot) == plan.slots.map(\.number))
    #expect(plan.cuts.allSatisfy { !$0.reason.isEmpty && $0.cost.total.isFinite })
    #expect(abs(plan.cost - plan.cuts.reduce(0) { $0 + $1.cost.parts.reduce(0) { $0 + $1.cost } }) < 1e-9)
    for (slot, cut) in zip(plan.slots, plan.cuts).dropFirst() {
        #expect((cut.kind == .section) == slot.opensSection)
        #expect(abs(cut.offset) <= 0.5 / 24 + 1e-9)
    }
    #expect(plan.cuts[0].kind == .opening && plan.cuts[0].reason == "the film starts")
    #expect(plan.cuts.contains { $0.reason == "opens C (chorus)" })
    #expect(plan.cuts.contains { $0.reason.contains("phrase of 8") })
}

@Test func noSingleCutCanBeMovedToMakeThePlanCheaper() {
    let edit = EditSpec(shortest: 0.9, longest: 9)
    let found = plan(Made.pop, 50, edit)
    #expect(found.cost < plan(Made.pop, 50, EditSpec(shortest: 0.9, longest: 3)).cost)
    #expect(found == plan(Made.pop, 50, edit))
}

@Test func neighboursAreNotAsLongForLong() {
    for (count, pace) in [(40, EditSpec.Pace.medium), (60, .fast), (80, .calm)] {
        let lengths = plan(Made.pop, count, EditSpec(pace: pace)).slots.map { ($0.seconds * 1000).rounded() }
        var (run, longest) = (1, 1)
        for (before, length) in zip(lengths, lengths.dropFirst()) {
            run = abs(before - length) < 0.06 * length ? run + 1 : 1
            longest = max(longest, run)
        }
        #expect(longest <= 4, "\(count) slots at \(pace.rawValue): \(longest) alike")
    }
}

@Test func aPartWithAFasterPaceHasMoreAndShorterSlotsAndTheOthersFewer() {
    let plain = plan(Made.pop, 60)
    for part in [EditSpec.Part(pace: .fast), EditSpec.Part(density: 1.6)] {
        let faster = plan(Made.pop, 60, EditSpec(sections: ["chorus": part]))
        #expect(faster.slots.count == 60)
        #expect(slots(of: "chorus", faster).count > slots(of: "chorus", plain).count + 2)
        #expect(slots(of: "verse", faster).count < slots(of: "verse", plain).count)
    }
    let byLabel = plan(Made.pop, 60, EditSpec(sections: ["C": .init(density: 3)]))
    #expect(byLabel.slots.count { $0.section == "C" } > plain.slots.count { $0.section == "C" } + 5)
}

@Test func limitsOfAPartHoldInItAlone() {
    let plan = plan(Made.pop, 60, EditSpec(sections: ["bridge": .init(shortest: 4, longest: 12)]))
    #expect(slots(of: "bridge", plan).allSatisfy { (4 - 1e-6...12 + 1e-6).contains($0.seconds) })
    #expect(plan.slots.contains { $0.seconds < 4 })
}

@Test func aNameThatNoSectionHasIsWarnedOf() {
    let plan = plan(Made.pop, 20, EditSpec(sections: ["chrous": .init(pace: .fast)]))
    #expect(plan.warnings.contains { $0.hasPrefix("edit.sections names 'chrous', and the song has A (intro), B (verse)") })
}

@Test func theCuttingQuickensTowardsALouderSection() {
    let song = Made.song([("verse", 40, 0.2), ("chorus", 40, 0.9)])
    let verse = slots(of: "verse", plan(song, 80))
    let (early, late) = (verse.filter { $0.start < 20 }, verse.filter { $0.start >= 28 })
    #expect(Double(late.count) / 12 > 1.2 * Double(early.count) / 20)
}

@Test func theLastCutLandsWithTheLastHit() {
    var song = Made.pop
    song.details.hits = [.init(time: 100.5, kind: .accent, strength: 0.9), .init(time: song.duration - 5.5, kind: .accent, strength: 0.9)]
    let with = plan(song, 40)
    #expect(with.slots.last?.start == song.duration - 5.5)
    #expect(with.cuts.last?.reason.hasSuffix("; the last hit") == true)
    #expect(with.cuts.contains { $0.reason.hasSuffix("; a hit") && $0.cost.hit < 0 })
    #expect(plan(Made.pop, 40).slots.last?.start != song.duration - 5.5)
}

@Test func aDropIsCutOnEvenBetweenBeats() {
    var song = Made.pop
    song.details.hits = [.init(time: 60.25, kind: .drop, strength: 1)]
    let cuts = plan(song, 40)
    #expect(cuts.slots.contains { $0.start == 60.25 })
    #expect(cuts.cuts.contains { $0.kind == .onset && $0.reason == "an onset between beats; the drop" })
}

@Test func aSongWithoutBeatsIsCutOnItsOnsets() {
    var song = Made.song([("verse", 60, 0.5)], beats: [])
    let onsets = (0..<60).map { 0.4 + Double($0) + 0.3 * Double($0 % 3) }
    song.details.onsets = .init(low: onsets, mid: onsets.map { $0 + 0.01 }, high: [])
    let plan = plan(song, 12)
    #expect(plan.slots.count == 12)
    for slot in plan.slots.dropFirst() { #expect(onsets.contains { abs($0 - slot.start) < 0.02 }) }
    #expect(
        plan.warnings == [
            "no beats were found in the song: cuts fall on its onsets; say what you know of it, as in song: {bpm: 120, offset: 0.5}"
        ])
}

@Test func theAutomaticPaceFollowsTheSong() {
    func ratio(_ song: BeatGrid) -> Double {
        let slots = plan(song, 40, EditSpec(pace: .auto)).slots
        let (calm, loud) = (slots.filter { $0.energy < 0.5 }, slots.filter { $0.energy >= 0.5 })
        func mean(_ slots: [Slot]) -> Double { slots.reduce(0) { $0 + $1.seconds } / Double(max(1, slots.count)) }
        return mean(calm) / mean(loud)
    }
    let even = ratio(Made.song([("verse", 60, 0.45), ("chorus", 60, 0.55)]))
    let steep = ratio(Made.song([("verse", 60, 0.1), ("chorus", 60, 0.9)]))
    #expect(steep > 1.4 * even)
}
