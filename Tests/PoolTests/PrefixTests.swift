import Editorial
import GRDB
import Pool
import Testing

@Suite struct PrefixTests {
    /// Takes whose ids start as given, put in past the type since no digest can be wished for.
    private func bench(_ starts: [String]) throws -> Bench {
        let bench = try Bench()
        try bench.raw().write { db in
            for (ordinal, start) in starts.enumerated() {
                let id = start + String(repeating: "0", count: 64 - start.count)
                try db.execute(
                    sql: "INSERT INTO takes (id, bytes, extension, broken, created) VALUES (?, 1, 'mp4', 'made up', 1)", arguments: [id])
                try db.execute(
                    sql: """
                        INSERT INTO origins (take, shot, ordinal, variant, generator, kind, prompt, cost, created)
                        VALUES (?, 'intro', ?, '{}', 'g', 'import', '', 0, 1)
                        """, arguments: [id, ordinal])
            }
        }
        // Lists are brought up to date with the next thing that the pool writes.
        try bench.pool.add([NewTake](), at: 1)
        return bench
    }

    @Test func aPrefixThatOneTakeHasNamesIt() throws {
        let pool = try bench(["abcd1", "abcd2", "ffff"]).pool
        #expect(try pool.resolve(prefix: "abcd2").origin.ordinal == 1)
        #expect(try pool.resolve(prefix: "ABCD1").origin.ordinal == 0)
        #expect(try pool.resolve(prefix: "ffff").origin.ordinal == 2)
        let whole = "ffff" + String(repeating: "0", count: 60)
        #expect(try pool.resolve(prefix: whole).id == whole)
    }

    @Test func aPrefixThatSeveralHaveListsThem() throws {
        let pool = try bench(["abcd1", "abcd2", "ffff"]).pool
        let error = refusal { _ = try pool.resolve(prefix: "abcd") }
        #expect(error?.kind == .ambiguous)
        #expect(error?.candidates.map { String($0.prefix(5)) } == ["abcd1", "abcd2"])
        #expect(error?.description.contains("give more digits") == true)
        #expect(error?.description.contains("shot intro, take 2") == true)
    }

    @Test func aPrefixThatNoneHasSaysSo() throws {
        let pool = try bench(["abcd1"]).pool
        let error = refusal { _ = try pool.resolve(prefix: "abce") }
        #expect(error?.kind == .unknown)
        #expect(error?.description.contains("no take starts with 'abce'") == true)
    }

    @Test(arguments: ["abc", "", "abcg", "intro", "abcd%", String(repeating: "a", count: 65), "ａｂｃｄ"])
    func whatIsNoPrefixIsRefused(text: String) throws {
        let pool = try bench(["abcd1"]).pool
        let error = refusal { _ = try pool.resolve(prefix: text) }
        #expect(error?.kind == .invalid)
        #expect(error?.description.contains("hexadecimal") == true)
    }

    @Test func aListPrintsEnoughDigitsToTellTakesApart() throws {
        #expect(try bench(["abcd1", "abcd2"]).pool.digitsNeeded() == 8)
        #expect(try bench(["abcdabcd1", "abcdabcd2"]).pool.digitsNeeded() == 10)
        #expect(try bench([]).pool.digitsNeeded() == 8)
    }
}
