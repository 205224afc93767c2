import Content
import Editorial
import GRDB
import Pool
import Testing
import Timebase

@Suite struct DecisionTests {
    private let id = blob("a").digest.hex

    private func bench() throws -> Bench {
        let bench = try Bench()
        try bench.pool.add(clip("a"), at: 1)
        return bench
    }

    @Test func theVerdictIsTheSumOfTheHistory() throws {
        let pool = try bench().pool
        let decisions: [Decision] = [
            .pick, .stars(4), .note("lovely"), .usable(FrameRange(start: 3, count: 20)), .reject(reason: "six fingers"), .stars(2),
            .reject(reason: nil), .unset, .note(""), .usable(nil),
        ]
        var expected = Verdict()
        for (time, decision) in decisions.enumerated() {
            expected = expected.applying(decision)
            #expect(try pool.record(decision, take: id, at: Int64(time)) == expected)
            #expect(try pool.verdict(id) == expected)
            #expect(try pool.take(id)?.verdict == expected)
            #expect(try pool.candidates().first?.verdict == expected)
        }
        #expect(try pool.history(id).map(\.decision) == decisions)
        #expect(try pool.history(id).map(\.time) == Array(0..<10))
    }

    @Test func historyIsOnlyAppendedTo() throws {
        let bench = try bench()
        try bench.pool.record(.pick, take: id, at: 1)
        for sql in ["UPDATE decisions SET kind = 'reject'", "DELETE FROM decisions"] {
            #expect(throws: DatabaseError.self) { try bench.raw().write { try $0.execute(sql: sql) } }
        }
        #expect(try bench.pool.history(id).map(\.decision) == [.pick])
    }

    @Test func undoAppendsTheWayBackAndTwiceRedoes() throws {
        let pool = try bench().pool
        #expect(try pool.undo(take: id, at: 0) == nil)
        try pool.record(.reject(reason: "dull"), take: id, at: 1)
        try pool.record(.stars(3), take: id, at: 2)
        try pool.record(.pick, take: id, at: 3)
        #expect(try pool.undo(take: id, at: 4) == .reject(reason: "dull"))
        #expect(try pool.verdict(id) == Verdict(state: .reject, reason: "dull", stars: 3))
        #expect(try pool.undo(take: id, at: 5) == .pick)
        #expect(try pool.history(id).count == 5)
    }

    @Test(arguments: [Decision.stars(6), .stars(-1), .usable(FrameRange(start: 90, count: 7)), .usable(FrameRange(start: 0, count: 0))])
    func whatNoVerdictCanHoldIsRefused(decision: Decision) throws {
        let pool = try bench().pool
        #expect(refusal { try pool.record(decision, take: id, at: 1) }?.kind == .invalid)
        #expect(try pool.history(id).isEmpty)
    }

    @Test func aTakeThatIsNotThereGetsNoVerdict() throws {
        let pool = try bench().pool
        #expect(refusal { try pool.record(.pick, take: "feed", at: 1) }?.kind == .unknown)
    }
}
