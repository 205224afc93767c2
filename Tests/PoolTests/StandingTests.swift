import Content
import Editorial
import GRDB
import Pool
import Testing
import Timebase

@Suite struct StandingTests {
    @Test func everythingTakesAreChosenByGivesThePoolAnotherStanding() throws {
        let pool = try Bench().pool
        let take = blob("a").digest.hex
        let changes: [(String, () throws -> Void)] = [
            ("a take", { try pool.add(clip("a"), at: 1) }), ("a take in another shot", { try pool.add(clip("a", shot: "chorus"), at: 2) }),
            ("scores", { try pool.save(scores: scores(0.5), for: take, key: "k", at: 3) }),
            ("scores again", { try pool.save(scores: scores(0.6), for: take, key: "k", at: 4) }),
            ("an opinion", { try pool.save(Opinion(parts: ["a": .init(score: 1, raw: 1)]), of: .init(take, "intro"), by: "vlm", key: "k", at: 5) }),
            ("a pick", { try pool.record(.pick, take: take, at: 6) }), ("stars", { try pool.record(.stars(3), take: take, at: 7) }),
            ("a range", { try pool.record(.usable(FrameRange(start: 1, count: 9)), take: take, at: 8) }),
            ("a broken file", { try pool.markBroken(take, reason: "cut short") }), ("a sound one", { try pool.markSound(take, facts: facts) }),
            ("an archived file", { try pool.archive(take, at: 9) }), ("a restored file", { try pool.restore(take) }),
            ("another story", { try pool.syncShots([Shot(id: "chorus", prompt: ""), Shot(id: "intro", prompt: "")], at: 10) }),
            ("a shot less", { try pool.syncShots([Shot(id: "intro", prompt: "")], at: 11) }),
            ("a take less", {
                try pool.archive(take, at: 12)
                try pool.delete(take)
            }),
        ]
        var seen = [try pool.standing()]
        for (what, change) in changes {
            try change()
            let now = try pool.standing()
            #expect(!seen.contains(now), "\(what)")
            #expect(try pool.standing() == now)
            seen.append(now)
        }
    }

    @Test func anotherQuestionOfAShotCountsToo() throws {
        let pool = try Bench().pool
        try pool.plan([ask()], at: 1)
        try pool.add(NewTake(of: ask(), blob: blob("a"), facts: facts), at: 2)
        let before = try pool.standing()
        try pool.syncShots([Shot(id: "intro", prompt: "a intro"), Shot(id: "chorus", prompt: "a chorus")], recipeKeys: ["intro": ["two"]], at: 3)
        #expect(try pool.standing() != before)
    }

    @Test func whatComesOfChoosingLeavesTheStandingAsItIs() throws {
        let pool = try Bench().pool
        try pool.add(clip("a"), at: 1)
        let before = try pool.standing()
        let take = blob("a").digest.hex
        try pool.save(
            selection: Selection(kept: [.init(take: take, shot: "intro", rankInShot: 1, quality: 1, reasons: [])], dropped: [], wanted: 1),
            projectKey: "p", at: 2)
        try pool.plan([ask()], at: 3)
        try pool.syncShots([Shot(id: "intro", prompt: "a intro"), Shot(id: "chorus", prompt: "a chorus")], at: 4)
        #expect(try pool.standing() == before)
    }

    @Test func whatWasAskedForHasAStandingOfItsOwn() throws {
        let pool = try Bench().pool
        var seen = [try pool.askStanding()]
        for change in [
            { try pool.plan([ask()], at: 1) }, { try pool.claim(ask().id, at: 2) },
            { try pool.advance(ask().id, to: .failed, message: "no", at: 3) }, { try pool.retry(ask().id, at: 4) },
            { try pool.syncShots([Shot(id: "intro", prompt: "another"), Shot(id: "chorus", prompt: "a chorus")], at: 5) },
            { try pool.syncShots([Shot(id: "intro", prompt: "another"), Shot(id: "chorus", prompt: "a chorus")], recipeKeys: ["intro": ["k"]], at: 5) },
        ] as [() throws -> Any] {
            _ = try change()
            #expect(try !seen.contains(pool.askStanding()))
            seen.append(try pool.askStanding())
        }
        try pool.add(clip("a"), at: 5)
        try pool.record(.pick, take: blob("a").digest.hex, at: 6)
        #expect(try pool.askStanding() == seen.last)
    }

    @Test func aProgramThatWritesPastThisOneChangesItAsWell() throws {
        let bench = try Bench()
        try bench.pool.add(clip("a"), at: 1)
        let before = try bench.pool.standing()
        try bench.raw().write { try $0.execute(sql: "UPDATE takes SET frames = 7") }
        #expect(try bench.pool.standing() != before)
    }
}
