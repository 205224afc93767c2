import Cutting
import Editorial
import Scoring
import Testing
import Timebase

private func take(_ ordinal: Int, _ raws: [String: Double], shot: String = "s1") -> Candidate {
    var parts = raws.mapValues { Scores.Part(score: 0.5, raw: $0) }
    parts["motion"] = .init(score: 0.5, raw: 5)
    return Made.take(shot, ordinal, scores: Scores(parts: parts, usable: FrameRange(start: 0, count: 96)))
}

private func selection(_ takes: [Candidate], _ change: (inout Project) -> Void = { _ in }) -> Selection {
    var project = Made.project([Shot(id: "s1", prompt: "p", keep: 10)])
    change(&project)
    return Selector(project: project).select(from: takes)
}

@Test func aStillPictureIsDroppedUnaskedAndItIsSaidHowToChangeThat() {
    let chosen = selection([take(0, ["still": 0.05]), take(1, ["still": 12])])
    #expect(chosen.kept.map(\.take) == [Made.id("s1", 1)])
    #expect(chosen.dropped.map(\.reason) == ["still 0.73, dropped from 0.70 on (select.gates.still)"])
    #expect(selection([take(0, ["still": 0.05])]).warnings.contains { $0.contains("1 with defects (still)") })
}

@Test func whatMayBeStyleIsDroppedOnlyOnceItIsAsked() {
    let grainy = [take(0, ["noise": 3])]
    #expect(selection(grainy).kept.count == 1)
    #expect(selection(grainy) { $0.select.gates["noise"] = 0.9 }.kept.isEmpty)
    #expect(selection(grainy) { $0.select.gates["noise"] = 1 }.kept.count == 1)
}

@Test func aPickOverrulesAGateAndTheReasonSaysSo() {
    var still = take(0, ["still": 0.05])
    still.verdict.state = .pick
    let chosen = selection([still])
    #expect(chosen.kept.first?.reasons.contains { $0.hasPrefix("in spite of: still") } == true)
}

@Test func whatIsMeantNeitherDropsNorRanks() {
    let takes = [take(0, ["still": 0.05, "noise": 3]), take(1, ["still": 12, "noise": 0.5])]
    for means in [{ (project: inout Project) in project.select.meant = ["still", "noise"] }, { $0.shots[0].meant = ["still", "noise"] }] {
        let chosen = selection(takes, means)
        #expect(chosen.kept.map(\.rankInShot) == [1, 2] && chosen.kept.map(\.take) == takes.map(\.take))
        #expect(chosen.kept[0].quality == chosen.kept[1].quality)
        #expect(!chosen.kept.flatMap(\.reasons).contains { $0.hasPrefix("flagged") })
    }
}

@Test func aTakeIsShownAcrossACutInsideItWhereCutsAreMeant() throws {
    var spliced = take(0, ["cuts": 0])
    spliced.scores?.usable = FrameRange(start: 0, count: 48)
    spliced.scores?.blemishes = [.init(defect: "hardcut", range: FrameRange(start: 48, count: 0), text: "hard cut at 2.0 s")]
    let song = Made.song([("verse", 3.5, 0.5)])
    func frames(_ change: (inout Project) -> Void) throws -> FrameRange {
        var project = Made.project([Shot(id: "s1", prompt: "p", keep: 1)], edit: EditSpec(retime: 0))
        change(&project)
        return try #require(CutPlanner(project: project).plan(candidates: [spliced], grid: song).made.timeline.clips.first).source
    }
    #expect(try frames { _ in }.end <= 48)
    #expect(try frames { $0.select.meant = ["hardcut"] }.count == 84)
    #expect(try frames { $0.shots[0].meant = ["hardcut"] }.count == 84)
    spliced.scores?.defects = ["hard cut at 2.0 s"]
    #expect(selection([spliced]).kept.isEmpty)
    #expect(selection([spliced]) { $0.shots[0].meant = ["hardcut"] }.kept.count == 1)
}

@Test func flagsAreNamedWithTheTakesThatAreKept() {
    let chosen = selection([take(0, ["noise": 3])])
    #expect(chosen.kept.first?.reasons.contains("flagged: noise") == true)
}

@Test func aShotGetsItsLeastBeforeOthersGetTheirMost() {
    var project = Made.project(
        [Shot(id: "s1", prompt: "p", keep: 3), Shot(id: "s2", prompt: "p", keep: 3, keepMin: 3)], keep: 4)
    project.select.diversity = 0
    let takes = ["s1", "s2"].flatMap { shot in (0..<5).map { Made.take(shot, $0) } }
    let counts = Dictionary(grouping: Selector(project: project).select(from: takes).kept, by: \.shot).mapValues(\.count)
    #expect(counts == ["s1": 1, "s2": 3])
}

@Test func whatADroppedTakeIsBehindInIsSaid() throws {
    let takes = [
        Made.take("s1", 0, scores: Made.scores(sharpness: 0.9)), Made.take("s1", 1, scores: Made.scores(sharpness: 0.3)),
    ]
    let reason = try #require(selection(takes) { $0.shots[0].keep = 1 }.dropped.first?.reason)
    #expect(reason.contains("spreads behind s1-0-012"))
    #expect(reason.contains("sharpness 0.30 against 0.90"))
}

@Test func aTakeTooShortForTheSlotsRanksLower() {
    let takes = [
        Made.take("s1", 0, scores: Made.scores(sharpness: 0.52, frames: 24), frames: 24),
        Made.take("s1", 1, scores: Made.scores(sharpness: 0.5)),
    ]
    let project = Made.project([Shot(id: "s1", prompt: "p", keep: 1)])
    #expect(Selector(project: project).select(from: takes).kept.map(\.take) == [Made.id("s1", 0)])
    #expect(Selector(project: project, usualSlot: 3).select(from: takes).kept.map(\.take) == [Made.id("s1", 1)])
}
