import Content
import Editorial
import Pool
import Testing

@Suite struct SearchTests {
    private func found(_ text: String) throws -> [String] {
        let pool = try Bench().pool
        try pool.add(
            [
                clip("a", prompt: "A door at Dusk, \"35mm\" film"), clip("b", shot: "chorus", prompt: "Élan vital; naïve café"),
                clip("c", prompt: "snow AND rain NEAR wind* col:umn"),
            ], at: 1)
        try pool.record(.note("keep the 東京タワー light"), take: blob("b").digest.hex, at: 1)
        try pool.tag(blob("c").digest.hex, adding: ["act-2"], at: 1)
        var query = TakeQuery()
        query.text = text
        let names = ["a", "b", "c"]
        let takes = try pool.takes(query)
        #expect(try pool.count(query) == takes.count)
        return takes.compactMap { take in names.first { blob($0).digest.hex == take.id } }.sorted()
    }

    @Test(
        "words, parts of words and signs are found as they stand",
        arguments: [
            ("door", ["a"]), ("DOOR AT", ["a"]), ("oor at du", ["a"]), ("\"35mm\"", ["a"]), ("door dusk", []), ("élan", ["b"]),
            ("京タワ", ["b"]), ("京タ", ["b"]), ("act-2", ["c"]), ("chorus", ["b"]), ("wind*", ["c"]), ("wind* ", ["c"]),
            ("AND rain", ["c"]), ("col:", ["c"]),
            ("d", ["a", "c"]), ("%", []), ("_", []), ("nowhere", []), ("' OR 1=1", []), ("(", []), ("\"\"\"", []),
        ])
    func text(text: String, takes: [String]) throws {
        #expect(try found(text) == takes)
    }
}
