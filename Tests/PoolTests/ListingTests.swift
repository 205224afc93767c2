import Content
import Editorial
import GRDB
import Pool
import Testing
import Timebase

/// What lists are read from repeats what other tables say; here it is compared with them after everything that changes them.
@Suite struct ListingTests {
    /// Rows in which the two differ, and what SQLite says of the index of words.
    private func check(_ bench: Bench) throws {
        #expect(try bench.pool.problems() == [])
        try bench.raw().write { db in
            try db.execute(sql: "INSERT INTO take_text (take_text, rank) VALUES ('integrity-check', 1)")
        }
    }

    @Test func listsAreInStepAfterEveryKindOfChange() throws {
        let bench = try Bench()
        let pool = bench.pool
        let (a, b) = (blob("a").digest.hex, blob("b").digest.hex)
        try pool.plan([ask(estimated: 5), ask(ordinal: 1, recipeKey: "two")], at: 1)
        try pool.claim([ask().id, ask(ordinal: 1, recipeKey: "two").id], at: 2)
        try pool.add(NewTake(of: ask(), blob: blob("a"), facts: facts), at: 3)
        try pool.add([clip("b", shot: "chorus", prompt: "A Road"), clip("a", shot: "chorus", prompt: "again")], at: 4)
        try check(bench)
        try pool.save(scores: scores(0.4), for: a, key: "k", at: 5)
        try pool.save(scores: scores(0.6), for: a, key: "k2", at: 5)
        try check(bench)
        for decision in [Decision.note("gold"), .stars(3), .reject(reason: "hands"), .note("silver"), .note(""), .pick] {
            try pool.record(decision, take: a, at: 6)
            try check(bench)
        }
        try pool.tag(a, adding: ["night", "act-2"], at: 7)
        try pool.tag(a, adding: ["night"], removing: ["act-2", "never"], at: 7)
        try check(bench)
        try pool.syncShots([Shot(id: "intro", prompt: ""), Shot(id: "chorus", prompt: "")], recipeKeys: ["intro": ["two"]], at: 8)
        #expect(try pool.take(a, shot: "intro")?.current == false)
        try check(bench)
        try pool.add(NewTake(of: ask(ordinal: 1, recipeKey: "two"), blob: blob("a"), facts: facts), at: 9)
        #expect(try pool.take(a, shot: "intro")?.current == true)
        try check(bench)
        for quality in [0.5, 0.7] {
            let kept = Selection.Kept(take: a, shot: "intro", rankInShot: 1, quality: quality, reasons: [])
            try pool.save(selection: Selection(kept: [kept], dropped: [], wanted: 1), projectKey: "p", at: 10)
            try check(bench)
        }
        try pool.save(
            selection: Selection(kept: [], dropped: [.init(take: b, shot: "chorus", quality: 0.1, reason: "soft")], wanted: 1),
            projectKey: "p", at: 11)
        try check(bench)
        try pool.markBroken(b, reason: "x")
        try check(bench)
        try pool.markSound(b, facts: facts)
        try pool.archive(a, at: 12)
        try check(bench)
        try pool.delete(a)
        try check(bench)
        try pool.add(clip("a"), at: 13)
        try check(bench)
        #expect(try pool.takes().first?.tags == ["night"])
    }

    @Test func aListThatWasChangedPastThePoolIsAProblem() throws {
        let bench = try Bench()
        try bench.pool.add(clip("a"), at: 1)
        try bench.raw().write { try $0.execute(sql: "UPDATE listing SET stars = 5") }
        #expect(try bench.pool.problems().contains { $0.contains("differs from the takes in 2 rows") })
    }
}
