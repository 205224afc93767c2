import Content
import Editorial
import Pool
import Testing
import Timebase

@Suite struct TogetherTests {
    private let a = blob("a").digest.hex
    private let b = blob("b").digest.hex

    private func pool() throws -> Pool {
        let bench = try Bench()
        try bench.pool.add(clip("a"), at: 1)
        try bench.pool.add(clip("b"), at: 1)
        return bench.pool
    }

    @Test func theLastDecisionOfAFieldHoldsAndSaysWhatItReplaced() throws {
        let pool = try pool()
        let first = try pool.record([AskedDecision(take: a, decision: .pick, seen: 0)], at: 1)[0]
        #expect(first.overwrote == nil && first.verdict.state == .pick)
        let second = try pool.record([AskedDecision(take: a, decision: .reject(reason: "dull"), seen: 0)], at: 2)[0]
        #expect(second.overwrote == .pick && second.id > first.id)
        // Who has seen it, who says the same, and who is about something else replaces nothing.
        #expect(try pool.record([AskedDecision(take: a, decision: .pick, seen: second.id)], at: 3)[0].overwrote == nil)
        #expect(try pool.record([AskedDecision(take: a, decision: .pick, seen: second.id)], at: 4)[0].overwrote == nil)
        #expect(try pool.record([AskedDecision(take: a, decision: .stars(3), seen: 0)], at: 5)[0].overwrote == nil)
        #expect(try pool.history(a).count == 5)
    }

    @Test func manyDecisionsAreMadeTogetherOrNotAtAll() throws {
        let pool = try pool()
        let asked = [AskedDecision(take: a, decision: .pick), AskedDecision(take: b, decision: .stars(9))]
        #expect(throws: PoolError.self) { try pool.record(asked, at: 1) }
        #expect(try pool.history(a).isEmpty && pool.verdict(a) == Verdict())
    }

    @Test func whatIsTakenBackIsExactlyWhatWasNamed() throws {
        let pool = try pool()
        try pool.record(.stars(2), take: a, at: 1)
        let made = try pool.record(
            [
                AskedDecision(take: a, decision: .reject(reason: nil)), AskedDecision(take: a, decision: .reject(reason: "hands")),
                AskedDecision(take: b, decision: .pick),
            ], at: 2)
        try pool.record(.note("later"), take: a, at: 3)
        let back = try pool.takeBack(made.map(\.id), at: 4)
        #expect(back.map(\.take) == [a, b] && back.allSatisfy { $0.newer == nil })
        #expect(try pool.verdict(a) == Verdict(stars: 2, note: "later") && pool.verdict(b) == Verdict())

        // Decided anew since: left alone.
        let again = try pool.record([AskedDecision(take: b, decision: .pick)], at: 5)
        try pool.record(.reject(reason: "text"), take: b, at: 6)
        let late = try pool.takeBack(again.map(\.id), at: 7)
        #expect(late.first?.made == nil && late.first?.newer == .reject(reason: "text"))
        #expect(try pool.verdict(b).state == .reject)
        #expect(throws: PoolError.self) { try pool.takeBack([9999], at: 8) }
    }

    @Test func anotherConnectionSeesThatSomethingChanged() throws {
        let bench = try Bench()
        try bench.pool.add(clip("a"), at: 1)
        let other = try Pool(readingPath: bench.pool.path)
        let (version, pulse) = (try other.dataVersion(), try other.pulse())
        #expect(try other.dataVersion() == version)
        try bench.pool.record(.pick, take: a, at: 2)
        #expect(try other.dataVersion() != version)
        let now = try other.pulse()
        #expect(now.decision > pulse.decision && now.rows == pulse.rows && now.tags == pulse.tags)
        #expect(try other.decisions(after: pulse.decision).map(\.decision) == [.pick])
        try bench.pool.tag(a, adding: ["night"], at: 3)
        #expect(try other.pulse().tags != now.tags)
        #expect(try other.tagsOfTakes() == [a: ["night"]])
    }
}
