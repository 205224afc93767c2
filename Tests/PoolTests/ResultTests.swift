import Content
import Editorial
import GRDB
import Pool
import Testing
import Timebase

@Suite struct ResultTests {
    private let a = blob("a").digest.hex
    private let b = blob("b").digest.hex

    private func bench() throws -> Bench {
        let bench = try Bench()
        try bench.pool.add([clip("a"), clip("b", shot: "chorus")], at: 1)
        return bench
    }

    @Test func scoresComeBackWholeAndReplaceOlderOnes() throws {
        let bench = try bench()
        let pool = bench.pool
        #expect(try pool.takesWithoutScores(key: "k1") == [blob("a"), blob("b")])
        try pool.save(scores: scores(0.1), for: a, key: "k1", at: 1)
        #expect(try pool.takesWithoutScores(key: "k1") == [blob("b")])
        #expect(try pool.take(a)?.scores == scores(0.1))
        #expect(try pool.takesWithoutScores(key: "k2").count == 2)
        #expect(try pool.candidates(scoresKey: "k2").map(\.scores) == [nil, nil])

        var fewer = scores(0.7)
        fewer.parts["motion"] = nil
        try pool.save(scores: fewer, for: a, key: "k2", at: 2)
        #expect(try pool.candidates(scoresKey: "k2").map(\.scores) == [fewer, nil])
        #expect(try pool.scoreNames() == ["sharpness"])
        #expect(try pool.take(a)?.scoresKey == "k2")
    }

    @Test func aScoreThatIsNoNumberIsRefusedWithTheWholeBatch() throws {
        let pool = try bench().pool
        let error = refusal { try pool.save(scores: [(a, scores(0.5)), (b, scores(.nan))], key: "k", at: 1) }
        #expect(error?.kind == .invalid)
        #expect(error?.description.contains("sharpness") == true)
        #expect(refusal { try pool.save(scores: scores(0.5), for: "feed", key: "k", at: 1) }?.kind == .unknown)
        #expect(try pool.scoreNames().isEmpty)
    }

    @Test func scoresOfAnotherProgramVersionAreNoScores() throws {
        let bench = try bench()
        try bench.pool.save(scores: scores(0.5), for: a, key: "k", at: 1)
        try bench.raw().write { try $0.execute(sql: #"UPDATE scores SET scores = '{"kind":"older"}'"#) }
        #expect(try bench.pool.candidates()[0].scores == nil)
    }

    @Test func theLatestSelectionComesBackAsItWas() throws {
        let bench = try bench()
        let first = Selection(
            kept: [.init(take: b, shot: "chorus", rankInShot: 1, quality: 0.5, reasons: ["sharp", "steady"])],
            dropped: [.init(take: a, shot: "intro", quality: nil, reason: "like another")], wanted: 2, warnings: ["too few"])
        let id = try bench.pool.save(selection: first, projectKey: "p", at: 1)
        let saved = try bench.pool.latestSelection()
        #expect(saved?.selection == first)
        #expect(saved?.id == id && saved?.time == 1 && saved?.projectKey == "p")
        #expect(try bench.pool.save(selection: first, projectKey: "p", at: 2) == id)

        let second = Selection(kept: [], dropped: [.init(take: a, shot: "intro", quality: 0.1, reason: "soft")], wanted: 2)
        #expect(try bench.pool.save(selection: second, projectKey: "p", at: 3) != id)
        #expect(try bench.pool.latestSelection()?.selection == second)
        #expect(try bench.pool.usage(a).selected.map(\.reasons) == [["soft"]])
        #expect(try bench.pool.usage(b).selected.isEmpty)
        let kept = try bench.raw().read { try Int.fetchOne($0, sql: "SELECT count(*) FROM selection_takes WHERE selection = \(id)") }
        #expect(kept == 1)
    }

    @Test func usageIsOfTheNewestRenderOfEachDeliverable() throws {
        let pool = try bench().pool
        func film(_ takes: [String], _ name: String, at time: Int64) -> RenderRecord {
            let clips = takes.enumerated().map { number, take in
                Clip(
                    slot: number + 1, take: take, shot: "intro", source: FrameRange(start: 4, count: 24),
                    sourceRate: FrameRate(24000, 1001), record: FrameRange(start: number * 24, count: 24), speed: Rational(1, 2))
            }
            let timeline = Timeline(format: PictureFormat(), frames: takes.count * 24, clips: clips)
            return RenderRecord(
                time: time, deliverable: name, blob: blob("\(name) \(takes)"), frames: takes.count * 24, seconds: 2, timeline: timeline)
        }
        let first = try pool.save(render: film([a, b, a], "final.mp4", at: 1))
        #expect(try pool.save(render: film([a, b, a], "final.mp4", at: 2)) == first)
        #expect(try pool.usage(a).uses.map(\.clip.slot) == [1, 3])
        try pool.save(render: film([b, b], "final.mp4", at: 3))
        try pool.save(render: film([a], "square.mp4", at: 4))
        #expect(try pool.usage(a).uses.map(\.deliverable) == ["square.mp4"])
        #expect(try pool.usage(b).uses.map(\.clip) == film([b, b], "final.mp4", at: 3).timeline.clips)
        #expect(try pool.latestRender() == film([a], "square.mp4", at: 4))
        #expect(try pool.latestRender(deliverable: "final.mp4")?.time == 3)
    }

    @Test func countsAndSpendingAddUp() throws {
        let pool = try bench().pool
        try pool.plan([ask(ordinal: 1, estimated: 70), ask(ordinal: 2, estimated: 30), ask(ordinal: 3)], at: 1)
        try pool.claim(ask(ordinal: 1).id, at: 2)
        try pool.claim(ask(ordinal: 2).id, at: 2)
        try pool.advance(ask(ordinal: 2).id, to: .refused, message: "content rules", at: 3)
        try pool.save(scores: scores(1), for: a, key: "k", at: 3)
        try pool.record(.pick, take: a, at: 3)
        try pool.markBroken(b, reason: "cut short")
        try pool.syncShots([Shot(id: "intro", prompt: "")], recipeKeys: ["intro": ["new"]], at: 4)
        let counts = try pool.counts()
        #expect(counts.map(\.shot) == ["intro", "chorus"])
        #expect(counts.map(\.active) == [true, false])
        #expect(counts.map(\.takes) == [1, 1])
        #expect(counts.map(\.current) == [1, 1])
        #expect(counts.map(\.scored) == [1, 0])
        #expect(counts.map(\.broken) == [0, 1])
        #expect(counts.map(\.picked) == [1, 0])
        #expect(counts.map(\.open) == [2, 0])
        #expect(counts.map(\.failed) == [1, 0])
        let spending = try pool.spending()
        #expect(spending.lines.map(\.state) == [.planned, .submitting, .refused])
        #expect(spending.lines.map(\.estimated) == [0, 70, 30])
        #expect(spending.reserved == 70 && spending.billed == 0)
    }
}
