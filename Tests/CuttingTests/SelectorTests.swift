import Cutting
import Editorial
import Testing
import Timebase

private func select(_ project: Project, _ pool: [Candidate]) -> Selection { Selector(project: project).select(from: pool) }

private func reason(_ selection: Selection, _ take: String) -> String? { selection.dropped.first { $0.take == take }?.reason }

@Test func sevenHundredTakesBecomeFiftyFiveAndEveryTakeIsExplained() {
    let shots = Made.shots(12)
    let pool = Array(Made.pool(shots, each: 59).prefix(700))
    let project = Made.project(shots, keep: 55)
    let selection = select(project, pool)
    #expect(selection.kept.count == 55)
    #expect(selection.dropped.count == 645)
    #expect(Set(selection.kept.map(\.take) + selection.dropped.map(\.take)).count == 700)
    #expect(selection.kept.allSatisfy { !$0.reasons.isEmpty })
    let perShot = shots.map { shot in selection.kept.count { $0.shot == shot.id } }
    #expect(perShot.allSatisfy { (4...5).contains($0) })
    #expect(selection == select(project, pool.reversed()))
}

@Test func fiftyFiveShotsKeepOneEach() {
    let shots = Made.shots(55, keep: 1)
    let selection = select(Made.project(shots), Made.pool(shots, each: 13))
    #expect(selection.wanted == 55)
    #expect(selection.kept.map(\.shot) == shots.map(\.id))
    #expect(selection.kept.allSatisfy { $0.rankInShot == 1 })
}

@Test func wantedIsTheKeepInAllOrTheSumOrOneOfEachShot() {
    #expect(WantedClips.count(project: Made.project(Made.shots(5, keep: 3), keep: 9)) == 9)
    #expect(WantedClips.count(project: Made.project(Made.shots(5, keep: 3))) == 15)
    #expect(WantedClips.count(project: Made.project(Made.shots(5))) == 5)
    #expect(WantedClips.count(project: Made.project(Made.shots(5), keep: 0)) == 1)
    #expect(WantedClips.count(project: Made.project(Made.shots(5), keep: 1_000_000)) == WantedClips.most)
}

@Test func whatCannotBeShownIsDroppedWithItsReason() {
    let shots = Made.shots(1)
    var pool = Made.pool(shots, each: 6)
    pool[0].broken = "no video stream"
    pool[1].verdict = Verdict(state: .reject, reason: "hands")
    pool[2].scores?.defects = ["frozen for 1.2 s"]
    pool[3].verdict.usable = FrameRange(start: 10, count: 2)
    let selection = select(Made.project(shots, keep: 6), pool)
    #expect(Set(selection.kept.map(\.take)) == [pool[4].take, pool[5].take])
    #expect(reason(selection, pool[0].take) == "cannot be decoded: no video stream")
    #expect(reason(selection, pool[1].take) == "rejected by you: hands")
    #expect(reason(selection, pool[2].take) == "frozen for 1.2 s")
    #expect(reason(selection, pool[3].take)?.contains("0.08 s") == true)
    #expect(selection.warnings.contains { $0.contains("6 clips are wanted and 2 kept") })
}

@Test func aPickIsKeptBeforeBetterTakesAndInSpiteOfItsDefects() throws {
    let shots = Made.shots(2, keep: 1)
    var pool = Made.pool(shots, each: 5)
    pool[3].scores = Made.scores(sharpness: 0, motion: 0, defects: ["a cut inside"])
    pool[3].verdict.state = .pick
    let selection = select(Made.project(shots), pool)
    let kept = try #require(selection.kept.first)
    #expect(kept.take == pool[3].take && kept.rankInShot == 1)
    #expect(kept.reasons.first == "picked by you")
    #expect(kept.reasons.contains { $0.contains("in spite of: a cut inside") })
}

@Test func picksBeyondAShotsKeepAreKeptAndTakeTheRoomOfMachineChoices() {
    let shots = Made.shots(3, keep: 2)
    var pool = Made.pool(shots, each: 6)
    for index in 0..<4 { pool[index].verdict.state = .pick }
    let selection = select(Made.project(shots), pool)
    #expect(selection.kept.count == 6)
    #expect(selection.kept.filter { $0.shot == "s1" }.map(\.take).sorted() == pool[0..<4].map(\.take).sorted())
    #expect(Set(selection.kept.map(\.shot)) == ["s1", "s2", "s3"])
}

@Test func morePicksThanWantedAreReported() {
    let shots = Made.shots(2, keep: 1)
    let pool = Made.pool(shots, each: 3).map { take in
        var take = take
        take.verdict.state = .pick
        return take
    }
    let selection = select(Made.project(shots), pool)
    #expect(selection.kept.map(\.shot) == ["s1", "s2"])
    #expect(selection.warnings.contains { $0.contains("6 takes are picked") && $0.contains("raise select.keep to 6") })
}

@Test func aPickedFileThatCannotBeDecodedIsNotKept() {
    let shots = Made.shots(1)
    var pool = Made.pool(shots, each: 2)
    pool[0].verdict.state = .pick
    pool[0].broken = "damaged"
    #expect(select(Made.project(shots), pool).kept.map(\.take) == [pool[1].take])
}

@Test func aShotsKeepIsTheMostItGivesUnlessTheProjectAsksForMoreInAll() {
    let shots = Made.shots(3, keep: 2)
    let pool = Made.pool(shots, each: 6)
    #expect(select(Made.project(shots), pool).kept.count == 6)
    let more = select(Made.project(shots, keep: 8), pool)
    #expect(more.kept.count == 8)
    #expect(more.warnings.contains { $0.contains("2 of them are taken beyond the shots' own keep") })
}

@Test func shotsWithoutAKeepTakeUpWhatTheOthersLeave() {
    var shots = Made.shots(3)
    shots[0].keep = 1
    let selection = select(Made.project(shots, keep: 9), Made.pool(shots, each: 8))
    #expect(shots.map { shot in selection.kept.count { $0.shot == shot.id } } == [1, 4, 4])
    #expect(selection.warnings.isEmpty)
}

@Test func fewerClipsThanShotsAreSpreadOverTheStory() {
    var shots = Made.shots(9)
    shots[8].place = Place(last: true)
    let selection = select(Made.project(shots, keep: 3), Made.pool(shots, each: 3))
    #expect(selection.kept.map(\.shot) == ["s1", "s5", "s9"])
    #expect(selection.warnings.contains { $0.contains("left out 's2'") })
    #expect(reason(selection, Made.id("s2", 0))?.contains("left out") == true)
}

@Test func aShotWithoutAnyUsableTakeIsNamedWithTheCounts() {
    let shots = Made.shots(3)
    var pool = Made.pool(shots, each: 3)
    pool[3].verdict.state = .reject
    pool[4].broken = "truncated"
    pool[5].scores?.defects = ["black throughout"]
    let selection = select(Made.project(shots), pool.filter { $0.shot != "s3" })
    #expect(selection.warnings.contains {
        $0.contains("shot 's2' has no usable take") && $0.contains("1 rejected by you") && $0.contains("1 with defects (black throughout)")
            && $0.contains("1 cannot be decoded")
    })
    #expect(selection.warnings.contains("shot 's3' has no takes"))
}

@Test func ofTakesThatLookAlikeTheBestIsKeptAndTheOtherSaysOfWhich() {
    let shots = Made.shots(1)
    var pool = Made.pool(shots, each: 3)
    let prints = pool[0].scores?.fingerprint ?? []
    pool[0].scores = Made.scores(sharpness: 0.2, fingerprint: prints)
    pool[1].scores = Made.scores(sharpness: 0.9, fingerprint: prints.map { $0 ^ 0b1111 })
    let selection = select(Made.project(shots, keep: 3), pool)
    #expect(Set(selection.kept.map(\.take)) == [pool[1].take, pool[2].take])
    #expect(reason(selection, pool[0].take) == "near-duplicate of \(pool[1].take.prefix(8)) (hash distance 4 of 64)")
    let picked = select(Made.project(shots, keep: 3), pool.deciding(.pick, on: pool[0].take))
    #expect(reason(picked, pool[1].take)?.contains("near-duplicate of \(pool[0].take.prefix(8))") == true)
}

@Test func aTakeShiftedInTimeOrRepeatedInAnotherShotIsANearDuplicate() {
    let shots = Made.shots(2)
    var pool = Made.pool(shots, each: 2)
    let prints = pool[0].scores?.fingerprint ?? []
    pool[1].scores = Made.scores(sharpness: 0, motion: 0, fingerprint: Array(prints.dropFirst(2)) + [1, 2])
    pool[2].scores = Made.scores(sharpness: 0, motion: 0, fingerprint: prints)
    let selection = select(Made.project(shots, keep: 4), pool)
    #expect(Set(selection.kept.map(\.take)) == [pool[0].take, pool[3].take])
}

@Test func oneFileInTwoShotsIsUsedOnce() {
    let shots = Made.shots(2)
    var (a, b) = (Made.take("s1", 0, scores: nil), Made.take("s2", 0, scores: nil))
    b.take = a.take
    (a.verdict.state, b.verdict.state) = (.pick, .pick)
    let selection = select(Made.project(shots), [a, b])
    #expect(selection.kept.map(\.shot) == ["s1"])
    #expect(selection.warnings.contains { $0.contains("shot 's2' has no usable take") })
}

@Test func takesOfShotsThatWereRemovedAreDropped() {
    let selection = select(Made.project(Made.shots(1)), Made.pool(Made.shots(2), each: 1))
    #expect(reason(selection, Made.id("s2", 0)) == "its shot is not in the project")
}

@Test func newTakesOfOneShotDoNotChangeWhatOthersKeep() {
    let shots = Made.shots(8, keep: 2)
    let pool = Made.pool(shots, each: 10)
    let other = Made.pool([shots[3]], each: 14, seed: 99)
    let (before, after) = (select(Made.project(shots), pool), select(Made.project(shots), pool.filter { $0.shot != "s4" } + other))
    #expect(before.kept.filter { $0.shot != "s4" } == after.kept.filter { $0.shot != "s4" })
}
