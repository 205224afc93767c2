import Content
import Editorial
import Pool
import Testing

@Suite struct JournalTests {
    @Test func aLineOfTheJournalSaysWhatItsRecordDoes() throws {
        let pool = try Bench().pool
        let retake = RequestPlan(
            shot: "chorus", ordinal: 4, seed: 9, generator: "studio", kind: "command", prompt: "", recipeKey: "two", recipe: "{}", estimated: 7,
            reason: RequestReason("again"))
        try pool.plan([ask(ordinal: 2), ask(ordinal: 0), ask(ordinal: 1, estimated: 5), retake], at: 1)
        try pool.claim(ask(ordinal: 0).id, at: 2)
        try pool.advance(ask(ordinal: 0).id, to: .submitted, providerID: "job", at: 3)
        try pool.add(NewTake(of: ask(ordinal: 2), blob: blob("a"), facts: facts), at: 4)
        let (lines, records) = (try pool.journal(), try pool.requests())
        #expect(lines.map(\.id) == records.map(\.id))
        for (line, record) in zip(lines, records) {
            #expect(line.shot == record.shot && line.generator == record.plan.generator && line.recipeKey == record.plan.recipeKey)
            #expect(line.state == record.state && line.take == record.take && line.estimated == record.plan.estimated)
            #expect(line.hasTicket == (record.providerID != nil) && line.hasReason == (record.plan.reason != nil))
        }
        #expect(Set(lines.map(\.state)) == [.planned, .submitted, .done])
        #expect(lines.count { $0.hasReason } == 1 && lines.count { $0.hasTicket } == 1)
    }

    @Test func theNewestOlderQuestionOfAShotIsFound() throws {
        let pool = try Bench().pool
        try pool.plan([ask(recipeKey: "one")], at: 1)
        try pool.plan([ask(seed: 2, recipeKey: "two")], at: 2)
        try pool.plan([ask(seed: 3, recipeKey: "three")], at: 3)
        #expect(try pool.newestRequest(of: "intro", besides: ["three"])?.plan.recipeKey == "two")
        #expect(try pool.newestRequest(of: "intro", besides: ["one", "two", "three"]) == nil)
        #expect(try pool.newestRequest(of: "chorus", besides: []) == nil)
    }

    @Test func everyFileIsNamedOnceHoweverManyShotsItsTakeIsIn() throws {
        let pool = try Bench().pool
        try pool.add([clip("a"), clip("a", shot: "chorus"), clip("b")], at: 1)
        try pool.archive(blob("b").digest.hex, at: 2)
        var files: [Blob: Bool] = [:]
        try pool.eachFile { file, isArchived in #expect(files.updateValue(isArchived, forKey: file) == nil) }
        #expect(files == [blob("a"): false, blob("b"): true])
    }
}
