import Content
import Editorial
import Foundation
import GRDB
import Pool
import Testing

@Suite struct BackupTests {
    private let a = blob("a").digest.hex
    private let time: Int64 = 1_770_818_733_000

    private func bench() throws -> Bench {
        let bench = try Bench()
        for content in ["a", "b"] { try bench.pool.add(clip(content), at: 1) }
        try bench.pool.record(.pick, take: a, at: 5)
        try bench.pool.tag(a, adding: ["night"], at: 6)
        return bench
    }

    private func backups(_ bench: Bench) -> String { beside(bench.path, "backups") }

    @Test func aBackupHoldsThePoolAndTheVerdictsAsText() throws {
        let bench = try bench()
        let project = beside(bench.path, "project.yaml")
        try Data("title: x\n".utf8).write(to: URL(fileURLWithPath: project))
        let made = try PoolBackup.make(of: bench.path, in: backups(bench), with: [project, beside(bench.path, "nothing")], at: time)
        #expect(made.name == "2026-02-11-140533")
        #expect(made.facts.kind == .asked && made.facts.takes == 2 && made.facts.decisions == 1 && made.facts.made == time)
        #expect(try Pool(readingPath: made.pool).takes() == bench.pool.takes())
        let text = try String(contentsOfFile: made.folder + "/verdicts.jsonl", encoding: .utf8)
        #expect(text.split(separator: "\n").count == 2)
        let names = try FileManager.default.contentsOfDirectory(atPath: made.folder).filter { !$0.hasPrefix("pool.sqlite-") }.sorted()
        #expect(names == ["backup.json", "pool.sqlite", "project.yaml", "verdicts.jsonl"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: backups(bench)) == [made.name], "nothing half done is left")
    }

    @Test func aBackupIsMadeWhileAnotherProgramWrites() throws {
        let bench = try bench()
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: bench.path, configuration: configuration)
        try other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE; UPDATE takes SET broken = 'half done'") }
        let made = try PoolBackup.make(of: bench.path, in: backups(bench), at: time)
        #expect(try Pool(readingPath: made.pool).takes().map(\.broken) == [nil, nil])
        try other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    }

    @Test func backupsAreInTheOrderTheyWereMadeInWhateverTheClockSaid() throws {
        let bench = try bench()
        let made = try [time, time, time - 86_400_000].map { try PoolBackup.make(of: bench.path, in: backups(bench), at: $0) }
        #expect(made.map(\.name) == ["2026-02-11-140533", "2026-02-11-140533-2", "2026-02-10-140533"])
        #expect(PoolBackup.all(in: backups(bench)) == made)
        #expect(try PoolBackup.prune(backups(bench), .asked, keeping: 2) == [made[0]])
        #expect(PoolBackup.all(in: backups(bench)) == Array(made[1...]))
        #expect(try PoolBackup.prune(backups(bench), .beforeUpdate, keeping: 1) == [], "of one kind only")
    }

    @Test func aDamagedPoolIsNotBackedUpAsIfItWereSound() throws {
        let bench = try bench()
        try bench.pool.add((0..<300).map { clip("take \($0)") }, at: 2)
        let copy = beside(bench.path, "copy.sqlite")
        try bench.pool.copy(to: copy)
        try Damage.pages(of: ["takes"], in: copy)
        let error = refusal { _ = try PoolBackup.make(of: copy, in: backups(bench), at: time) }
        #expect(error?.kind == .unreadable)
        #expect(error?.description.contains("mv pool recover") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: backups(bench)) == [])
    }

    @Test func aFolderThatCannotBeMadeIsSaid() throws {
        let bench = try bench()
        let error = refusal { _ = try PoolBackup.make(of: bench.path, in: bench.path + "/inside", at: time) }
        #expect(error?.description.contains("name a folder that can be written, with room for it") == true)
    }

    @Test func whatIsRestoredIsAsItWasAndWhatItReplacesIsBackedUp() throws {
        let bench = try bench()
        let made = try PoolBackup.make(of: bench.path, in: backups(bench), at: time)
        let before = try bench.pool.takes()
        try bench.pool.record(.reject(reason: "dull"), take: a, at: 8)
        let later = try bench.pool.takes()
        let replaced = try made.restore(to: bench.path, at: time + 1000)
        #expect(try Pool(path: bench.path).takes() == before)
        guard case .backedUp(let old) = replaced else {
            Issue.record("\(replaced)")
            return
        }
        #expect(old.facts.kind == .beforeRestore)
        #expect(try Pool(readingPath: old.pool).takes() == later)
        // And forward again.
        _ = try old.restore(to: bench.path, at: time + 2000)
        #expect(try Pool(path: bench.path).takes() == later)
        #expect(refusal { try bench.pool.record(.pick, take: a, at: 9) }?.kind == .overtaken, "who had it open is told")
    }

    @Test func aDamagedPoolThatIsReplacedIsKept() throws {
        let bench = try bench()
        let made = try PoolBackup.make(of: bench.path, in: backups(bench), at: time)
        try Damage.remove(bench.path)
        let rubbish = Data(String(repeating: "no database ", count: 900).utf8)
        try rubbish.write(to: URL(fileURLWithPath: bench.path))
        guard case .keptAside(let folder) = try made.restore(to: bench.path, at: time + 1000) else {
            Issue.record("it was not kept aside")
            return
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/pool.sqlite")) == rubbish)
        #expect(try Pool(path: bench.path).count() == 2)
    }

    @Test func aDamagedBackupIsNotPutBack() throws {
        let bench = try bench()
        let made = try PoolBackup.make(of: bench.path, in: backups(bench), at: time)
        try Data("no database".utf8).write(to: URL(fileURLWithPath: made.pool))
        let error = refusal { _ = try made.restore(to: bench.path, at: time + 1000) }
        #expect(error?.kind == .unreadable)
        #expect(error?.description.contains("is damaged itself") == true)
        #expect(try bench.pool.count() == 2)
        #expect(PoolBackup.all(in: backups(bench)).count == 1)
    }
}
