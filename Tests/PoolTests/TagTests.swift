import Content
import Editorial
import Pool
import Testing

@Suite struct TagTests {
    private let a = blob("a").digest.hex

    private func bench() throws -> Bench {
        let bench = try Bench()
        try bench.pool.add([clip("a"), clip("b")], at: 1)
        return bench
    }

    @Test func tagsAreGivenTakenAndFoundByAll() throws {
        let pool = try bench().pool
        #expect(try pool.tag(a, adding: ["night", "Act-2"], at: 1) == ["act-2", "night"])
        #expect(try pool.tag(a, adding: ["rain"], removing: ["ACT-2", "never"], at: 2) == ["night", "rain"])
        try pool.tag(blob("b").digest.hex, adding: ["rain"], at: 2)
        #expect(try pool.take(a)?.tags == ["night", "rain"])
        #expect(try pool.tags().map(\.tag) == ["night", "rain"])
        #expect(try pool.tags().map(\.takes) == [1, 2])
        var query = TakeQuery()
        query.tags = ["rain"]
        #expect(try pool.count(query) == 2)
        query.tags = ["rain", "night"]
        #expect(try pool.takes(query).map(\.id) == [a])
    }

    @Test func tagsOutliveTheBytes() throws {
        let pool = try bench().pool
        try pool.tag(a, adding: ["night"], at: 1)
        try pool.archive(a, at: 2)
        try pool.delete(a)
        try pool.add(clip("a"), at: 3)
        #expect(try pool.take(a)?.tags == ["night"])
    }

    @Test(arguments: ["", "two words", "-boring", "a,b", String(repeating: "x", count: 41), "a\u{7}b", "+more"])
    func whatIsNoTagIsRefusedAndChangesNothing(word: String) throws {
        let pool = try bench().pool
        let error = refusal { try pool.tag(a, adding: ["fine", word], at: 1) }
        #expect(error?.kind == .invalid)
        #expect(error?.description.contains("is no tag") == true)
        #expect(try pool.tags().isEmpty)
    }

    @Test func aTakeThatIsNotThereGetsNoTag() throws {
        let pool = try bench().pool
        #expect(refusal { try pool.tag("feed", adding: ["night"], at: 1) }?.kind == .unknown)
    }
}
