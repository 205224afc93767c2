import Content
import Editorial
import Foundation
import GRDB
import Pool
import Synchronization
import Testing

/// Several programs with one pool.
@Suite struct WaitingTests {
    private let a = blob("a").digest.hex

    /// Another program that has begun to write.
    private func writer(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE; UPDATE takes SET broken = 'half done'") }
        return queue
    }

    @Test func aChangeWaitsForAnotherProgramAndSaysSo() throws {
        let path = try withATake()
        let other = try writer(path)
        let told = Mutex<[String]>([])
        let pool = try Pool(path: path, waiting: Waiting(once: 0.02, altogether: 60)) { words in
            told.withLock { $0.append(words) }
            try? other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        }
        #expect(try pool.record(.stars(4), take: a, at: 5).stars == 4)
        #expect(told.withLock { $0.count } == 1)
        #expect(told.withLock { $0.first }?.contains("another program is writing the pool \(path); waiting for it") == true)
        #expect(try pool.takes().map(\.broken) == ["half done"], "what the other wrote is there too")
    }

    @Test func aChangeThatWaitedInVainLeavesNothingAndSaysWhatToDo() throws {
        let path = try withATake()
        let pool = try Pool(path: path, waiting: Waiting(once: 0.01, altogether: 0.05))
        let other = try writer(path)
        let error = refusal { try pool.record(.pick, take: a, at: 5) }
        #expect(error?.kind == .locked)
        #expect(error?.description.contains("wait for it to finish and try again") == true)
        try other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        #expect(try pool.history(a).isEmpty)
        #expect(try pool.record(.pick, take: a, at: 6).state == .pick)
    }

    @Test func whoOnlyReadsKeepsNobodyWaiting() throws {
        let path = try withATake()
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let reader = try DatabaseQueue(path: path, configuration: configuration)
        try reader.writeWithoutTransaction { try $0.execute(sql: "BEGIN; SELECT count(*) FROM takes") }
        let pool = try Pool(path: path, waiting: Waiting(once: 0.01, altogether: 0.02))
        #expect(try pool.record(.pick, take: a, at: 5).state == .pick)
        #expect(try reader.writeWithoutTransaction { try Int.fetchOne($0, sql: "SELECT count(*) FROM decisions") } == 0, "it sees what was then")
        try reader.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
    }

    @Test func severalThatOpenANewPoolAtOnceAllGetIt() throws {
        let path = freshPath()
        let failures = together(12) { try Pool(path: path).syncShots([Shot(id: "intro", prompt: "a door")], at: 1) }
        #expect(failures == [])
        #expect(try Pool(path: path).shots().map(\.shot.id) == ["intro"])
    }

    @Test func everyDecisionOfManyAtOnceIsInTheHistoryAndTheJournal() throws {
        let path = try withATake()
        let a = a
        let failures = together(10) { number in
            let pool = try Pool(path: path)
            for turn in 0..<5 { try pool.record(.note("\(number)-\(turn)"), take: a, at: Int64(turn)) }
        }
        #expect(failures == [])
        let pool = try Pool(path: path)
        let notes = try pool.history(a).compactMap { record in if case .note(let text) = record.decision { text } else { nil } }
        #expect(Set(notes) == Set((0..<10).flatMap { number in (0..<5).map { "\(number)-\($0)" } }))
        #expect(notes.count == 50)
        #expect(try pool.verdict(a).note == notes.last, "the last one holds")
        let lines = try String(contentsOfFile: beside(path, "verdicts.jsonl"), encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 50)
        #expect(Set(lines).count == 50)
    }

    @Test func aPoolThatWasReplacedWhileItWasOpenIsNotWrittenTo() throws {
        let path = try withATake()
        let pool = try Pool(path: path)
        try pool.copy(to: path + ".copy")
        #expect(rename(path + ".copy", path) == 0)
        let error = refusal { try pool.record(.pick, take: a, at: 5) }
        #expect(error?.kind == .overtaken)
        #expect(error?.description.contains("was replaced by another") == true)
        #expect(error?.description.contains("start the command again") == true)
    }

    private func withATake() throws -> String {
        let bench = try Bench()
        try bench.pool.add(clip("a"), at: 1)
        return bench.path
    }
}

/// A file in the folder of a pool.
func beside(_ path: String, _ name: String) -> String { (path as NSString).deletingLastPathComponent + "/" + name }
