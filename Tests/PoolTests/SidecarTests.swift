import Content
import Editorial
import Foundation
import Pool
import Synchronization
import Testing

/// Text files beside the pool that say the same of its takes.
@Suite struct SidecarTests {
    private let a = blob("a").digest.hex

    private func sidecar(_ bench: Bench, _ take: String) -> String { beside(bench.path, "takes/\(take.prefix(2))/\(take.dropFirst(2)).jsonl") }
    private func text(_ bench: Bench, _ take: String) -> String? { try? String(contentsOfFile: sidecar(bench, take), encoding: .utf8) }

    private func withARequest() throws -> Bench {
        let bench = try Bench()
        let plan = ask(estimated: 500)
        try bench.pool.plan([plan], at: 1)
        try bench.pool.claim(plan.id, at: 2)
        try bench.pool.add(NewTake(of: plan, blob: blob("a"), facts: facts, charging: 450), at: 3)
        return bench
    }

    @Test func aSidecarIsAnExportOfItsTakeWithItsRequest() throws {
        let (from, to) = (try withARequest(), try Bench(shots: []))
        let folder = beside(to.path, "export")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: sidecar(from, a), toPath: folder + "/manifest.jsonl")
        let merged = try PoolImport(to.pool, Store(root: beside(to.path, "store"))).read(folder, at: 9)
        #expect(merged.takes == 1 && merged.requests == 1 && merged.shots == ["intro"])
        #expect(try to.pool.take(a)?.facts == from.pool.take(a)?.facts)
        #expect(try to.pool.take(a)?.origin.prompt == "a door, dusk")
        #expect(try to.pool.requests() == from.pool.requests())
        #expect(try to.pool.events(of: ask().id).map(\.state) == [.planned, .submitting, .done])
        #expect(try to.pool.spending().billed == 450)
    }

    @Test func aSidecarFollowsItsTake() throws {
        let bench = try withARequest()
        try bench.pool.add(clip("a", shot: "chorus"), at: 4)
        #expect(text(bench, a)?.contains(#""shot":"chorus""#) == true)
        let early = try #require(text(bench, a))
        try bench.pool.archive(a, keeping: Keepsake(picture: Data([0xFF, 0xD8]), fileExtension: "jpg"), at: 5)
        #expect(text(bench, a)?.contains(#""archived":5"#) == true)
        #expect(text(bench, a)?.contains("keepsake") == true)
        try bench.pool.restore(a)
        try bench.pool.charge(ask().id, 7, message: "an invoice", at: 6)
        #expect(text(bench, a)?.contains("an invoice") == true)
        try bench.pool.save(
            Opinion(parts: ["beauty": .init(score: 0.5, raw: 0.5)]), of: .init(a, "intro"), by: "eye", key: "k", at: 7)
        #expect(text(bench, a)?.contains(#""scorer":"eye""#) == true)
        #expect(text(bench, a) != early)
        try bench.pool.archive(a, at: 8)
        try bench.pool.delete(a)
        #expect(text(bench, a) == nil)
    }

    @Test func takesOfAnEarlierVersionGetTheirsOnce() throws {
        let bench = try Bench()
        try bench.pool.add((0..<40).map { clip("take \($0)") }, at: 1)
        try FileManager.default.removeItem(atPath: beside(bench.path, "takes"))
        try bench.pool.writeMissingTexts()
        for number in 0..<40 { #expect(text(bench, blob("take \(number)").digest.hex) != nil) }
        // What was looked at is not looked at again: a build with nothing to do does nothing.
        try FileManager.default.removeItem(atPath: sidecar(bench, blob("take 7").digest.hex))
        try bench.pool.writeMissingTexts()
        #expect(text(bench, blob("take 7").digest.hex) == nil)
        try bench.pool.add(clip("a"), at: 2)
        try FileManager.default.removeItem(atPath: sidecar(bench, a))
        try bench.pool.writeMissingTexts()
        #expect(text(bench, a) != nil, "what came since is looked at")
    }

    @Test func anImportWritesThemAll() throws {
        let (from, to) = (try withARequest(), try Bench(shots: []))
        let (stored, folder) = (Store(root: beside(from.path, "store")), beside(from.path, "out"))
        _ = try PoolExport(from.pool, stored, withMedia: false).write(folder: folder, at: 8)
        _ = try PoolImport(to.pool, Store(root: beside(to.path, "store"))).read(folder, at: 9)
        #expect(text(to, a) != nil)
    }

    @Test func aSidecarThatCannotBeWrittenIsToldOfOnceAndTheTakeIsKept() throws {
        let path = freshPath()
        let told = Mutex<[String]>([])
        let pool = try Pool(path: path) { words in told.withLock { $0.append(words) } }
        try pool.syncShots([Shot(id: "intro", prompt: "a door")], at: 1)
        try Data("no folder".utf8).write(to: URL(fileURLWithPath: beside(path, "takes")))
        try pool.add(clip("a"), at: 2)
        try pool.add(clip("b"), at: 3)
        #expect(try pool.count() == 2)
        #expect(told.withLock { $0.count } == 1)
        #expect(told.withLock { $0.first }?.contains("the takes are in the pool, but not all of their sidecars could be written") == true)
        try FileManager.default.removeItem(atPath: beside(path, "takes"))
        try pool.writeMissingTexts()
        #expect(FileManager.default.fileExists(atPath: beside(path, "takes/\(a.prefix(2))/\(a.dropFirst(2)).jsonl")))
    }
}
