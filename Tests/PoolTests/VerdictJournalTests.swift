import Content
import Editorial
import Foundation
import Pool
import Synchronization
import Testing
import Timebase

/// What people decided, as text.
@Suite struct VerdictJournalTests {
    private let a = blob("a").digest.hex
    private let b = blob("b").digest.hex

    private func bench() throws -> Bench {
        let bench = try Bench()
        for content in ["a", "b"] { try bench.pool.add(clip(content), at: 1) }
        return bench
    }

    private func path(_ bench: Bench) -> String { beside(bench.path, "verdicts.jsonl") }
    private func lines(_ bench: Bench) throws -> [String] {
        try String(contentsOfFile: path(bench), encoding: .utf8).split(separator: "\n").map(String.init)
    }

    @Test func eachDecisionIsALine() throws {
        let bench = try bench()
        #expect(!FileManager.default.fileExists(atPath: path(bench)), "nothing was decided yet")
        try bench.pool.record(.reject(reason: "hands: \"six\""), take: a, at: 5)
        try bench.pool.record(.usable(FrameRange(start: 3, count: 9)), take: a, at: 6)
        try bench.pool.undo(take: a, at: 7)
        try bench.pool.tag(b, adding: ["warm", "night"], at: 8)
        try bench.pool.tag(b, removing: ["warm"], at: 9)
        #expect(
            try lines(bench) == [
                #"{"id":1,"kind":"reject","take":"\#(a)","text":"hands: \"six\"","time":5}"#,
                #"{"id":2,"kind":"usable","take":"\#(a)","time":6,"usable_count":9,"usable_start":3}"#,
                #"{"id":3,"kind":"usable","take":"\#(a)","time":7}"#,
                #"{"id":3,"kind":"tags","tags":"night warm","take":"\#(b)","time":8}"#,
                #"{"id":3,"kind":"tags","tags":"night","take":"\#(b)","time":8}"#,
            ])
    }

    @Test func decisionsMadeTogetherAndTakenBackAreInIt() throws {
        let bench = try bench()
        let made = try bench.pool.record([AskedDecision(take: a, decision: .pick), AskedDecision(take: b, decision: .stars(3))], at: 5)
        _ = try bench.pool.takeBack(made.map(\.id), at: 6)
        #expect(try lines(bench).count == 4)
    }

    @Test func aJournalThatIsLostIsWrittenWholeWithTheNextDecision() throws {
        let bench = try bench()
        try bench.pool.record(.pick, take: a, at: 5)
        try bench.pool.tag(b, adding: ["night"], at: 6)
        try FileManager.default.removeItem(atPath: path(bench))
        try bench.pool.record(.pick, take: b, at: 7)
        #expect(try lines(bench).count == 3)
        try FileManager.default.removeItem(atPath: path(bench))
        try bench.pool.writeMissingTexts()
        #expect(try lines(bench).count == 3, "or by the next build")
        try bench.pool.writeMissingTexts()
        #expect(try lines(bench).count == 3)
    }

    @Test func aLineThatWasCutShortDoesNotSpoilTheNext() throws {
        let bench = try bench()
        try bench.pool.record(.pick, take: a, at: 5)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path(bench)))
        try (whole + Data(#"{"id":2,"kind":"st"#.utf8)).write(to: URL(fileURLWithPath: path(bench)))
        try bench.pool.record(.stars(3), take: a, at: 6)
        let found = try lines(bench)
        #expect(found.count == 3)
        #expect(found[1] == #"{"id":2,"kind":"st"#)
        #expect(found[2] == #"{"id":2,"kind":"stars","stars":3,"take":"\#(a)","time":6}"#)
    }

    @Test func longNotesAreFoundAtTheEnd() throws {
        let bench = try bench()
        for turn in 0..<3 { try bench.pool.record(.note(String(repeating: "\(turn)é", count: 60_000)), take: a, at: Int64(turn)) }
        #expect(try lines(bench).count == 3)
    }

    @Test func aPoolThatWasPutBackTellsAllItsDecisionsAnew() throws {
        let bench = try bench()
        try bench.pool.record(.pick, take: a, at: 5)
        let copy = beside(bench.path, "copy/pool.sqlite")
        try FileManager.default.createDirectory(atPath: beside(bench.path, "copy"), withIntermediateDirectories: true)
        try bench.pool.copy(to: copy)
        for turn in 0..<5 { try bench.pool.record(.stars(turn), take: b, at: Int64(6 + turn)) }
        try FileManager.default.moveItem(atPath: path(bench), toPath: beside(copy, "verdicts.jsonl"))
        let older = try Pool(path: copy)
        try older.record(.reject(reason: nil), take: a, at: 20)
        let told = try String(contentsOfFile: beside(copy, "verdicts.jsonl"), encoding: .utf8).split(separator: "\n")
        #expect(told.count == 6 + 2)
        #expect(told.suffix(2).map { $0.contains(a) } == [true, true])
    }

    @Test func aJournalThatCannotBeWrittenIsToldOfAndTheDecisionHolds() throws {
        let path = freshPath()
        let told = Mutex<[String]>([])
        let pool = try Pool(path: path) { words in told.withLock { $0.append(words) } }
        try pool.syncShots([Shot(id: "intro", prompt: "a door")], at: 1)
        try pool.add(clip("a"), at: 2)
        try FileManager.default.createDirectory(atPath: beside(path, "verdicts.jsonl"), withIntermediateDirectories: true)
        for time in 3...4 { try pool.record(.pick, take: a, at: Int64(time)) }
        #expect(try pool.verdict(a).state == .pick)
        #expect(told.withLock { $0.count } == 1)
        #expect(told.withLock { $0.first }?.contains("what was decided is in the pool, but could not be written to") == true)
    }
}
