import Content
import Editorial
import Pool
import Testing

@Suite struct LineageTests {
    private func ask(_ number: Int, parent: String? = nil, why: String? = nil) -> RequestPlan {
        RequestPlan(
            shot: "intro", ordinal: number, seed: UInt64(number), generator: "studio", kind: "command", prompt: "prompt \(number)",
            recipeKey: "one", recipe: "{}", parent: parent, reason: why.map { RequestReason($0) })
    }

    /// a, its retake b, and b's retakes c and one that is only planned.
    private func bench() throws -> (pool: Pool, ids: [String]) {
        let pool = try Bench().pool
        let ids = ["a", "b", "c"].map { blob($0).digest.hex }
        let asks = [ask(0), ask(1, parent: ids[0], why: "hands"), ask(2, parent: ids[1], why: "drift"), ask(3, parent: ids[1])]
        for (number, content) in ["a", "b", "c"].enumerated() {
            try pool.plan([asks[number]], at: Int64(number))
            try pool.claim(asks[number].id, at: Int64(number))
            try pool.add(NewTake(of: asks[number], blob: blob(content), facts: facts), at: Int64(number))
        }
        try pool.plan([asks[3]], at: 9)
        return (pool, ids)
    }

    @Test func aRetakeLeadsBackToTheFirstTake() throws {
        let (pool, ids) = try bench()
        let lineage = try pool.lineage(of: ids[2])
        #expect(lineage.chain.map(\.take) == [ids[2], ids[1], ids[0]])
        #expect(lineage.chain.map(\.request?.plan.reason?.text) == ["drift", "hands", nil])
        #expect(lineage.chain.map(\.record?.origin.prompt) == ["prompt 2", "prompt 1", "prompt 0"])
        #expect(lineage.retakes.isEmpty)
    }

    @Test func aTakeKnowsItsRetakesAndWhatBecameOfThem() throws {
        let (pool, ids) = try bench()
        let retakes = try pool.lineage(of: ids[1]).retakes
        #expect(retakes.map(\.state) == [.done, .planned])
        #expect(retakes.map(\.take) == [ids[2], nil])
    }

    @Test func aParentThatIsGoneIsNamedAll() throws {
        let (pool, ids) = try bench()
        try pool.archive(ids[0], at: 10)
        try pool.delete(ids[0])
        let chain = try pool.lineage(of: ids[1]).chain
        #expect(chain.map(\.take) == [ids[1], ids[0]])
        #expect(chain[1].record == nil)
    }

    @Test func anImportHasNoRequestAndNoParent() throws {
        let pool = try Bench().pool
        try pool.add(clip("x"), at: 1)
        let lineage = try pool.lineage(of: blob("x").digest.hex)
        #expect(lineage.chain.count == 1)
        #expect(lineage.chain[0].request == nil)
        #expect(refusal { _ = try pool.lineage(of: "feed") }?.kind == .unknown)
    }

    @Test func takesThatAreEachOthersParentsEndTheChain() throws {
        let pool = try Bench().pool
        let (a, b) = (blob("a").digest.hex, blob("b").digest.hex)
        for (plan, content) in [(ask(0, parent: b), "a"), (ask(1, parent: a), "b")] {
            try pool.plan([plan], at: 1)
            try pool.claim(plan.id, at: 1)
            try pool.add(NewTake(of: plan, blob: blob(content), facts: facts), at: 1)
        }
        #expect(try pool.lineage(of: a).chain.map(\.take) == [a, b])
    }
}
