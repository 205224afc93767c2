import Content
import Editorial
import Foundation
import GRDB
import Pool
import Testing

@Suite struct OpinionTests {
    private let opinion = Opinion(parts: ["fun": .init(score: 0.7, raw: 7)], notes: "n", description: "a red door")

    private func bench() throws -> (bench: Bench, take: Pool.TakeOfShot) {
        let bench = try Bench()
        let take = try bench.pool.add(clip("a"), at: 1)
        return (bench, .init(take.id, "intro"))
    }

    @Test func measuringAnewLeavesOpinionsAloneAndTheOtherWayRound() throws {
        let (bench, take) = try bench()
        try bench.pool.save(scores: scores(0.5), for: take.take, key: "one", at: 2)
        try bench.pool.save(opinion, of: take, by: "eyes", key: "k", at: 3)
        try bench.pool.save(scores: scores(0.9), for: take.take, key: "two", at: 4)
        var parts = try #require(try bench.pool.candidates(scoresKey: "two").first?.scores?.parts)
        #expect(parts["eyes.fun"]?.raw == 7)
        #expect(parts["sharpness"]?.score == 0.9)
        try bench.pool.save(Opinion(parts: ["fun": .init(score: 0.1, raw: 1)]), of: take, by: "eyes", key: "k2", at: 5)
        parts = try #require(try bench.pool.candidates(scoresKey: "two").first?.scores?.parts)
        #expect(parts["eyes.fun"]?.raw == 1)
        #expect(parts["sharpness"]?.score == 0.9)
        #expect(try bench.pool.opinionKeys(of: "eyes") == [take: "k2"])
    }

    @Test func anOpinionHoldsOnlySharesFromNothingToAll() throws {
        let (bench, take) = try bench()
        let bad = Opinion(parts: ["fun": .init(score: .nan, raw: 0)])
        #expect(refusal { try bench.pool.save(bad, of: take, by: "eyes", key: "k", at: 1) }?.kind == .invalid)
    }

    @Test func opinionsTravelWithTheirTakesAndDoNotReplaceOnesOwn() throws {
        let (bench, take) = try bench()
        try bench.pool.save(scores: scores(0.5), for: take.take, key: "one", at: 2)
        try bench.pool.save(opinion, of: take, by: "eyes", key: "k", at: 3)
        let folder = (bench.path as NSString).deletingLastPathComponent
        _ = try PoolExport(bench.pool, Store(root: folder + "/store"), withMedia: false).write(folder: folder + "/out", at: 9)
        let other = try Bench()
        _ = try PoolImport(other.pool, Store(root: folder + "/store2")).read(folder + "/out", at: 10)
        #expect(try other.pool.opinions(of: take).map(\.opinion) == [opinion])
        try other.pool.save(Opinion(parts: [:]), of: take, by: "eyes", key: "own", at: 11)
        _ = try PoolImport(other.pool, Store(root: folder + "/store2")).read(folder + "/out", at: 12)
        #expect(try other.pool.opinions(of: take).map(\.key) == ["own"])
    }
}

@Suite struct CallTests {
    private let take = Pool.TakeOfShot(String(repeating: "a", count: 64), "intro")

    private func open(_ pool: Pool, _ estimated: Int, budget: Int? = nil) throws -> Int64 {
        try pool.openCall(to: "eyes", model: "m", about: take, key: "k", estimated: estimated, budget: budget, at: 1)
    }

    @Test func aCallIsReservedUntilItEndsAndThenCountsWhatItCost() throws {
        let pool = try Bench().pool
        let call = try open(pool, 500)
        #expect(try pool.spending().reserved == 500)
        try pool.closeCall(call, .done, billed: 300)
        #expect(try pool.spending().billed == 300)
        #expect(try pool.spending().reserved == 0)
        #expect(try pool.costs().map(\.generator) == ["eyes"])
        #expect(try pool.costs().first?.spent == 300)
    }

    @Test func aLostCallCountsAsSpentUntilTheEnd() throws {
        let pool = try Bench().pool
        try pool.closeCall(try open(pool, 500), .lost, message: "gone")
        _ = try open(pool, 40)
        try pool.loseOpenCalls(of: "eyes")
        #expect(try pool.spending().billed == 540)
        #expect(try pool.calls(states: [.lost]).count == 2)
        #expect(try pool.settleCalls(of: "eyes") == 2)
        #expect(try pool.calls(states: [.lost]).isEmpty)
        #expect(try pool.spending().billed == 540)
    }

    @Test func aCallBeyondTheBudgetIsRefusedAndOneThatDidNotArriveIsForgotten() throws {
        let pool = try Bench().pool
        let call = try open(pool, 500, budget: 600)
        #expect(refusal { _ = try open(pool, 101, budget: 600) }?.kind == .overBudget)
        try pool.forgetCall(call)
        #expect(try pool.spending().committed == 0)
        #expect(try pool.calls().isEmpty)
    }

    @Test func callsToScorersLeaveLessOfTheBudgetForTakes() throws {
        let bench = try Bench()
        let request = try bench.pool.plan([ask(estimated: 200)], at: 1)[0]
        try bench.pool.closeCall(try open(bench.pool, 500), .done, billed: 500)
        #expect(refusal { try bench.pool.claim(request.id, budget: 600, at: 2) }?.kind == .overBudget)
    }
}
