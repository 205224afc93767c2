import Content
import Editorial
import Foundation
import GRDB
import Pool
import Testing
import Timebase

/// A pool with a store whose files are really there.
private struct Place {
    let bench: Bench
    let store: Store
    var pool: Pool { bench.pool }
    var folder: String { (bench.path as NSString).deletingLastPathComponent }

    init(shots: [String] = ["intro", "chorus"]) throws {
        bench = try Bench(shots: shots)
        store = Store(root: (bench.path as NSString).deletingLastPathComponent + "/store")
    }

    @discardableResult
    func add(_ content: String, shot: String = "intro", prompt: String = "", at time: Int64 = 1) throws -> String {
        let blob = try store.publish(Data(content.utf8), fileExtension: "mp4")
        try pool.add(NewTake(importing: blob, facts: facts, shot: shot, generator: "clips", prompt: prompt), at: time)
        return blob.digest.hex
    }

    func exported(_ name: String, _ query: TakeQuery = TakeQuery(), whole: Bool = true, withMedia: Bool = true) throws -> String {
        let path = folder + "/" + name
        let export = PoolExport(pool, store, query, whole: whole, withMedia: withMedia)
        let time: Int64 = 1_700_000_000_000
        _ = name.hasSuffix(".tar") ? try export.write(tar: path, at: time) : try export.write(folder: path, at: time)
        return path
    }

    @discardableResult
    func read(_ path: String, at time: Int64 = 100) throws -> Merged { try PoolImport(pool, store).read(path, at: time) }

    /// SQLite's own word on whether the index of words says what the texts say.
    func checkWords() throws {
        try bench.raw().write { try $0.execute(sql: "INSERT INTO take_text (take_text, rank) VALUES ('integrity-check', 1)") }
    }

    var files: [String] {
        let all = FileManager.default.enumerator(atPath: store.root)?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix(".mp4") }.sorted()
    }
}

@Suite struct PortableTests {
    private let a = blob("a").digest.hex
    private let b = blob("b").digest.hex

    private func full() throws -> Place {
        let place = try Place()
        let pool = place.pool
        let plan = ask(estimated: 500)
        try pool.plan([plan, ask(ordinal: 7)], at: 1)
        try pool.claim(plan.id, at: 2)
        try pool.add(NewTake(of: plan, blob: try place.store.publish(Data("a".utf8), fileExtension: "mp4"), facts: facts), at: 3)
        try place.add("b", shot: "chorus", prompt: "ein \"Weg\"\nzwei")
        try pool.add(NewTake(importing: blob("a"), facts: facts, shot: "chorus", generator: "clips"), at: 4)
        try pool.save(scores: scores(0.5), for: a, key: "k", at: 5)
        try pool.record(.reject(reason: "hands: six"), take: a, at: 6)
        try pool.record(.usable(FrameRange(start: 3, count: 9)), take: a, at: 7)
        try pool.tag(a, adding: ["night"], at: 8)
        try pool.archive(b, keeping: Keepsake(picture: Data([0xFF, 0xD8, 1]), fileExtension: "jpg"), at: 9)
        return place
    }

    @Test(arguments: ["out", "out.tar"])
    func aPoolThatWasEmptyHoldsTheSameAfterAnImport(name: String) throws {
        let (from, to) = (try full(), try Place())
        let merged = try to.read(from.exported(name))
        #expect(merged.takes == 2 && merged.requests == 1 && merged.decisions == 2 && merged.tags == 1 && merged.scores == 1)
        #expect(merged.billed == 500 && merged.withoutFile == 0 && merged.conflicts.isEmpty && merged.shots.isEmpty)
        var (ours, theirs) = (try to.pool.takes(), try from.pool.takes())
        #expect(ours.count == 3)
        for index in ours.indices { (ours[index].selection, theirs[index].selection) = (nil, nil) }
        #expect(ours == theirs)
        #expect(try to.pool.history(a).map(\.decision) == from.pool.history(a).map(\.decision))
        #expect(try to.pool.requests(states: [.done]) == from.pool.requests(states: [.done]))
        #expect(try to.pool.events(of: ask().id) == from.pool.events(of: ask().id))
        #expect(try to.pool.keepsake(of: b) == from.pool.keepsake(of: b))
        #expect(try to.pool.spending().billed == 500)
        #expect(to.store.holds(blob("a")))
        #expect(try to.pool.problems().isEmpty)
        try to.checkWords()
    }

    @Test(arguments: ["out", "out.tar"])
    func importingAgainChangesNothing(name: String) throws {
        let (from, to) = (try full(), try Place())
        let path = try from.exported(name)
        try to.read(path)
        let before = try to.pool.takes()
        let merged = try to.read(path, at: 200)
        #expect(merged.takes == 0 && merged.known == 2 && merged.requests == 0 && merged.decisions == 0 && merged.tags == 0)
        #expect(try to.pool.takes() == before)
        #expect(try to.pool.spending().billed == 500)
    }

    @Test func theNewerOfTwoVerdictsHoldsAndBothAreInTheHistory() throws {
        let (from, to) = (try Place(), try Place())
        for place in [from, to] { for content in ["a", "b"] { try place.add(content) } }
        try from.pool.record(.pick, take: a, at: 50)
        try from.pool.record(.reject(reason: "dull"), take: b, at: 10)
        try to.pool.record(.reject(reason: "hands"), take: a, at: 40)
        try to.pool.record(.stars(4), take: a, at: 60)
        try to.pool.record(.pick, take: b, at: 20)
        try from.pool.record(.note("gold"), take: a, at: 70)
        try from.pool.tag(a, adding: ["night"], at: 71)
        let merged = try to.read(from.exported("out"))
        try to.checkWords()
        #expect(try to.pool.verdict(a) == Verdict(state: .pick, stars: 4, note: "gold"))
        #expect(try to.pool.history(a).map(\.decision) == [.reject(reason: "hands"), .pick, .stars(4), .note("gold")])
        #expect(try to.pool.verdict(b) == Verdict(state: .pick))
        #expect(try to.pool.history(b).map(\.decision) == [.reject(reason: "dull"), .pick])
        let conflicts = merged.conflicts.sorted { $0.ours.rawValue < $1.ours.rawValue }
        #expect(conflicts.map(\.take) == [b, a])
        #expect(conflicts.map(\.theirs) == [.reject, .pick])
        #expect(conflicts.map(\.now) == [.pick, .pick])
        #expect(try to.pool.undo(take: b, at: 30) == .reject(reason: "dull"))
        // And back: both pools agree.
        try from.read(to.exported("back"))
        #expect(try from.pool.verdict(a) == to.pool.verdict(a))
        #expect(try from.pool.verdict(b) == to.pool.verdict(b))
    }

    @Test func aClockSetBackDoesNotMakeANewDecisionOld() throws {
        let (from, to) = (try Place(), try Place())
        for place in [from, to] { try place.add("a") }
        try from.pool.record(.pick, take: a, at: 9_000)
        try to.read(from.exported("out"))
        try to.pool.record(.reject(reason: nil), take: a, at: 10)
        #expect(try to.pool.verdict(a).state == .reject)
        #expect(try to.pool.history(a).map(\.decision) == [.pick, .reject(reason: nil)])
        #expect(try to.pool.undo(take: a, at: 11) == .pick)
    }

    @Test func filesThatDoNotComeAlongMakeArchivedTakesThatALaterImportBringsBack() throws {
        let (from, to) = (try full(), try Place())
        let merged = try to.read(from.exported("bare", withMedia: false))
        #expect(merged.withoutFile == 1)
        #expect(try to.pool.take(a)?.archived == 100)
        let later = try to.read(from.exported("whole"))
        #expect(later.restored == 1)
        #expect(try to.pool.take(a)?.archived == nil)
        #expect(to.store.holds(blob("a")))
    }

    @Test func aRequestThatWasOnlyPlannedHereIsNotAskedAgain() throws {
        let (from, to) = (try full(), try Place())
        try to.pool.plan([ask(estimated: 900)], at: 1)
        try to.read(from.exported("out"))
        let request = try to.pool.request(ask().id)
        #expect(request?.state == .done)
        #expect(request?.take == a)
        #expect(request?.billed == 500)
        #expect(refusal { try to.pool.claim(ask().id, at: 9) }?.kind == .refusedStep)
    }

    @Test func aRequestThatWasAskedHereStaysAsItIs() throws {
        let (from, to) = (try full(), try Place())
        try to.pool.plan([ask(estimated: 900)], at: 1)
        try to.pool.claim(ask().id, at: 2)
        let before = try to.pool.request(ask().id)
        try to.read(from.exported("out"))
        #expect(try to.pool.request(ask().id) == before)
        #expect(try to.pool.take(a) != nil)
    }

    @Test func aShotThatIsNotThereComesAsARemovedOne() throws {
        let (from, to) = (try full(), try Place(shots: ["chorus"]))
        #expect(try to.read(from.exported("out")).shots == ["intro"])
        #expect(try to.pool.take(a, shot: "intro")?.shotActive == false)
        #expect(try to.pool.take(a, shot: "chorus")?.shotActive == true)
    }

    @Test func onlyWhatTheConditionsFindTravels() throws {
        let (from, to) = (try full(), try Place())
        var query = TakeQuery()
        query.verdicts = [.unset]
        let merged = try to.read(from.exported("out.tar", query, whole: false))
        #expect(merged.takes == 1 && merged.requests == 0)
        #expect(try to.pool.takes().map(\.id) == [b])
    }

    @Test func aMissingFileIsToldAndTheRestTravels() throws {
        let from = try full()
        try FileManager.default.removeItem(atPath: from.store.path(of: blob("a")))
        let written = try PoolExport(from.pool, from.store).write(folder: from.folder + "/out", at: 1)
        #expect(written.missing == [blob("a")])
        #expect(written.takes == 2 && written.files == 0)
        #expect(try Place().read(from.folder + "/out").withoutFile == 1)
    }

    @Test func exportingIntoTheSameFolderAgainAddsWhatIsNew() throws {
        let from = try full()
        let path = try from.exported("out")
        let c = try from.add("c")
        _ = try from.exported("out")
        let to = try Place()
        #expect(try to.read(path).takes == 3)
        #expect(try to.pool.take(c)?.state == .unscored)
        #expect(refusal { _ = try from.exported("x.tar"); _ = try from.exported("x.tar") }?.description.contains("already a file") == true)
    }

    @Test(arguments: ["out", "out.tar"])
    func aDamagedFileIsRefusedAndThePoolStaysAsItWas(name: String) throws {
        let (from, to) = (try full(), try Place())
        let path = try from.exported(name)
        let file = name == "out" ? path + "/media/" + blob("a").relativePath : path
        var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        // In the archive the one byte of the file stands in the block after the last header.
        bytes[name == "out" ? 0 : bytes.count - 1024 - 512] ^= 1
        try bytes.write(to: URL(fileURLWithPath: file))
        let error = refusal { try to.read(path) }
        #expect(error?.kind == .invalid)
        #expect(error?.description.contains("is damaged") == true)
        #expect(try to.pool.count() == 0)
        #expect(to.files.isEmpty)
        #expect(try to.read(full().exported(name)).takes == 2)
    }

    @Test func anArchiveCutShortAnywhereIsRefusedWhole() throws {
        let (from, to) = (try full(), try Place())
        let whole = try Data(contentsOf: URL(fileURLWithPath: from.exported("out.tar")))
        let path = from.folder + "/cut.tar"
        for length in stride(from: 0, to: whole.count - 1024, by: 256) {
            try whole.prefix(length).write(to: URL(fileURLWithPath: path))
            #expect(refusal { try to.read(path) } != nil, "\(length) of \(whole.count)")
            try #expect(to.pool.count() == 0)
        }
        try whole.write(to: URL(fileURLWithPath: path))
        #expect(try to.read(path).takes == 2)
    }

    @Test func noFlippedByteHarmsThePool() throws {
        let from = try full()
        let whole = try Data(contentsOf: URL(fileURLWithPath: from.exported("out.tar")))
        let path = from.folder + "/bad.tar"
        let to = try Place()
        var random = SeededRandom(seed: 4)
        for _ in 0..<100 {
            var bytes = whole
            for _ in 0..<3 { bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next()) }
            try bytes.write(to: URL(fileURLWithPath: path))
            do {
                try to.read(path)
            } catch {
                #expect(error is PoolError)
            }
        }
        _ = try to.pool.takes()
        _ = try to.pool.requests()
        _ = try to.pool.shots(includingRemoved: true)
        #expect(try to.pool.problems().isEmpty)
        for take in try to.pool.takes() where take.archived == nil {
            #expect(try Digest(ofFile: to.store.path(of: take.blob)) == take.blob.digest)
        }
    }

    @Test(
        "a manifest that was tampered with is refused and leads nowhere",
        arguments: [
            (#""extension":"mp4""#, #""extension":"../../../x""#, "digest, length and extension"),
            (#""seed":"7""#, #""seed":"8""#, "does not ask for what its id says"),
            (#""state":"done""#, #""state":"paid""#, "'paid'"),
            (#""stars":null"#, #""stars":"many""#, ""),
            (#""rate":"24000/1001""#, #""rate":"0""#, "frame rate"),
            (#""id":"chorus""#, #""id":"../chorus""#, "without slashes"),
            (#""format":1"#, #""format":2"#, "update mv"),
            (#""takes":2"#, #""takes":3"#, "cut short"),
            (#""kind":"reject""#, #""kind":"burn""#, "no known kind"),
        ])
    func tampering(from old: String, to new: String, words: String) throws {
        let (from, to) = (try full(), try Place(shots: []))
        let path = try from.exported("out")
        let file = URL(fileURLWithPath: path + "/manifest.jsonl")
        let text = try String(decoding: Data(contentsOf: file), as: UTF8.self)
        #expect(text.contains(old))
        try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: file)
        let error = refusal { try to.read(path) }
        if !words.isEmpty { #expect(error?.description.contains(words) == true, "\(error?.description ?? "nothing was refused")") }
        if error != nil { #expect(try to.pool.count() == 0) }
        #expect(try to.pool.problems().isEmpty)
    }

    @Test func aLinkInAFolderIsNotFollowed() throws {
        let (from, to) = (try full(), try Place())
        let path = try from.exported("out")
        let file = path + "/media/" + blob("a").relativePath
        try FileManager.default.removeItem(atPath: file)
        try Data("a".utf8).write(to: URL(fileURLWithPath: from.folder + "/elsewhere"))
        try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: from.folder + "/elsewhere")
        #expect(try to.read(path).withoutFile == 1)
        #expect(!to.store.holds(blob("a")))
    }

    @Test func whatIsNoExportIsRefusedWithTheNextStep() throws {
        let place = try Place()
        #expect(refusal { try place.read(place.folder + "/nothing") }?.description.contains("mv pool export") == true)
        #expect(refusal { try place.read(place.folder) }?.description.contains("no manifest.jsonl") == true)
        #expect(refusal { try place.read(place.bench.path) }?.description.contains("no tar archive") == true)
    }
}
