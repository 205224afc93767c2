import Content
import Editorial
import Foundation
import GRDB
import Pool
import Testing

@Suite struct TidyingTests {
    private func filled(_ takes: Int) throws -> Bench {
        let bench = try Bench()
        try bench.pool.add((0..<takes).map { clip("take \($0)", ordinal: $0) }, at: 1)
        return bench
    }

    private func analysed(_ bench: Bench) throws -> Int? {
        try bench.raw().read { try Int.fetchOne($0, sql: "SELECT value FROM counters WHERE name = 'analysed'") }
    }

    @Test func statisticsAreThereOnceAPoolIsLargeAndNewOnesWhenItHasGrownByHalf() throws {
        let bench = try filled(1000)
        #expect(try analysed(bench) == nil)
        try bench.pool.tidy()
        #expect(try analysed(bench) == 1000)
        let told = try bench.raw().read { try String.fetchAll($0, sql: "SELECT DISTINCT tbl FROM sqlite_stat1") }
        #expect(Set(told).isSuperset(of: ["takes", "origins", "listing"]))
        try bench.pool.add((0..<499).map { clip("more \($0)", ordinal: 1000 + $0) }, at: 2)
        try bench.pool.tidy()
        #expect(try analysed(bench) == 1000)
        try bench.pool.add((0..<2).map { clip("last \($0)", ordinal: 2000 + $0) }, at: 3)
        _ = try Pool(path: bench.path)
        #expect(try analysed(bench) == 1501)
    }

    @Test func aSmallPoolIsLeftAlone() throws {
        let bench = try filled(20)
        try bench.pool.tidy()
        #expect(try analysed(bench) == nil)
    }

    @Test func theLogOfTransactionsDoesNotStayLong() throws {
        let bench = try filled(10)
        let log = bench.path + "-wal"
        func size() throws -> Int { (try FileManager.default.attributesOfItem(atPath: log)[.size] as? NSNumber)?.intValue ?? 0 }
        // Somebody reads, so that nothing can be taken out of the log meanwhile.
        let reader = try bench.raw()
        try reader.read { db in
            _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM takes")
            let words = String(repeating: "long ", count: 12_000)
            for place in 0..<300 { try bench.pool.record(.note(words + "\(place)"), take: blob("take 1").digest.hex, at: Int64(place)) }
            let before = try size()
            #expect(before > 16_000_000)
            try bench.pool.tidy()
            #expect(try size() == before)
        }
        try bench.pool.tidy()
        #expect(try size() == 0)
        #expect(try bench.pool.problems().isEmpty)
    }
}
