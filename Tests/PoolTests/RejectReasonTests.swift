import Content
import Editorial
import Pool
import Testing

@Suite struct RejectReasonTests {
    @Test(arguments: [
        ("hands", RejectReason.Category.hands, nil), ("Hands: six fingers", .hands, "six fingers"), ("hand – melts", .hands, "melts"),
        ("artifacts, blocks", .artefact, "blocks"), ("text on the wall", .text, "on the wall"), ("boring", .boring, nil),
        ("face/eyes", .face, "/eyes"),
    ])
    func theWordAReasonBeginsWithIsItsCategory(text: String, category: RejectReason.Category, words: String?) {
        let reason = RejectReason(text)
        #expect(reason?.category == category)
        #expect(reason?.words == words)
    }

    @Test(arguments: ["melting hands", "handsome", "textures swim", "stylish"])
    func otherWordsAreNoCategory(text: String) {
        #expect(RejectReason(text) == RejectReason(category: nil, words: text))
        #expect(Verdict(state: .reject, reason: text).category == nil)
    }

    @Test func noReasonIsNone() {
        #expect(RejectReason(nil) == nil)
        #expect(RejectReason("  ") == nil)
        #expect(Verdict().category == nil)
    }

    @Test func theTextReadsBackAsTheSame() {
        for reason in [RejectReason(category: .hands, words: "six fingers"), .init(category: .other), .init(category: nil, words: "dull")] {
            #expect(RejectReason(reason.text) == reason)
        }
        #expect(RejectReason(category: .drift, words: " ").text == "drift")
    }

    @Test func rejectedTakesAreFoundByTheirCategory() throws {
        let pool = try Bench().pool
        try pool.add([clip("a"), clip("b"), clip("c")], at: 1)
        try pool.record(.reject(reason: "hands: six"), take: blob("a").digest.hex, at: 1)
        try pool.record(.reject(reason: "drift"), take: blob("b").digest.hex, at: 1)
        try pool.record(.reject(reason: "hands"), take: blob("c").digest.hex, at: 1)
        try pool.record(.pick, take: blob("c").digest.hex, at: 2)
        var query = TakeQuery()
        query.categories = [.hands]
        #expect(try pool.takes(query).map(\.id) == [blob("a").digest.hex])
        query.categories = [.hands, .drift]
        #expect(try pool.count(query) == 2)
    }
}
