import Cutting
import Editorial
import Testing
import Timebase

private let shots = Made.shots(12)
private let pool = Made.pool(shots, each: 20)

@Test(arguments: EditSpec.Order.allCases)
func rejectingAUsedTakeChangesItsSlotOnly(order: EditSpec.Order) {
    let project = Made.project(shots, keep: 55, edit: EditSpec(order: order))
    let before = Cut(project, pool)
    #expect(before.timeline.clips.count == 55)
    for slot in stride(from: 0, to: 55, by: 6) {
        let after = Cut(project, pool.deciding(.reject(reason: nil), on: before.takes[slot]), previous: before.timeline)
        #expect(after.changes(from: before) == [slot + 1])
        #expect(after.shots == before.shots)
    }
}

@Test func pickingAnUnusedTakeChangesOneSlotOfItsShotOnly() throws {
    let project = Made.project(shots, keep: 55)
    let before = Cut(project, pool)
    let unused = try #require(before.selection.dropped.first { $0.shot == "s7" }).take
    let after = Cut(project, pool.deciding(.pick, on: unused), previous: before.timeline)
    let changed = after.changes(from: before)
    #expect(changed.count == 1)
    #expect(after.takes.contains(unused))
    #expect(after.shots == before.shots)
}

@Test func rejectionsOneAfterTheOtherChangeOneSlotEachWithTheLastCutAtHand() {
    let project = Made.project(shots, keep: 55)
    var decided = pool
    var cut = Cut(project, decided)
    for slot in [16, 17, 18, 16, 15, 17, 16] {
        decided = decided.deciding(.reject(reason: nil), on: cut.takes[slot])
        let next = Cut(project, decided, previous: cut.timeline)
        #expect(next.changes(from: cut) == [slot + 1])
        cut = next
    }
}

@Test func newTakesForOneShotChangeOnlyTheSlotsThatShowIt() {
    let project = Made.project(shots, keep: 55)
    let before = Cut(project, pool)
    let after = Cut(project, pool.filter { $0.shot != "s5" } + Made.pool([shots[4]], each: 20, seed: 1234).map { take in
        var take = take
        take.take = "new-" + take.take
        return take
    }, previous: before.timeline)
    let showing = before.timeline.clips.filter { $0.shot == "s5" }.map(\.slot)
    #expect(after.changes(from: before) == showing)
}

@Test func inAFlowingOrderTheLastCutHoldsTheOtherShotsWhenOneIsMadeAnew() {
    let project = Made.project(shots, keep: 55, edit: EditSpec(order: .flow))
    let before = Cut(project, pool)
    let renewed = pool.filter { $0.shot != "s5" } + Made.pool([shots[4]], each: 20, seed: 1234).map { take in
        var take = take
        take.take = "new-" + take.take
        return take
    }
    let after = Cut(project, renewed, previous: before.timeline)
    #expect(after.changes(from: before) == before.timeline.clips.filter { $0.shot == "s5" }.map(\.slot))
}

@Test func aCutMadeFromTheLastOneWithNothingChangedIsTheSame() {
    for order in EditSpec.Order.allCases {
        let project = Made.project(shots, keep: 55, edit: EditSpec(order: order))
        let first = Cut(project, pool)
        #expect(Cut(project, pool, previous: first.timeline).timeline == first.timeline)
        #expect(Cut(project, pool.reversed()).timeline == first.timeline)
    }
}

@Test func theLastCutDoesNotHoldAgainstANewOrderOfTheStory() {
    let project = Made.project(shots, keep: 24)
    let before = Cut(project, pool)
    let turned = Made.project(shots.reversed(), keep: 24)
    let after = Cut(turned, pool, previous: before.timeline)
    #expect(after.shots.first == "s12" && after.shots.last == "s1")
}
