import Content
import Editorial
import Foundation
import GRDB
import Pool
import Testing
import Timebase

@Suite struct RecoveryTests {
    private let a = blob("a").digest.hex
    private let b = blob("b").digest.hex

    /// A pool with something of everything, closed.
    private func full(takes: Int = 0) throws -> String {
        let bench = try Bench()
        let pool = bench.pool
        let plan = ask(estimated: 500)
        try pool.plan([plan, ask(ordinal: 7)], at: 1)
        try pool.claim(plan.id, at: 2)
        try pool.add(NewTake(of: plan, blob: blob("a"), facts: facts), at: 3)
        try pool.add(clip("b", shot: "chorus", prompt: "ein \"Weg\"\nzwei"), at: 4)
        try pool.add(clip("a", shot: "chorus"), at: 4)
        try pool.add((0..<takes).map { clip("take \($0)", prompt: "prompt number \($0)") }, at: 5)
        for number in 0..<takes { try pool.record(.stars(number % 5 + 1), take: blob("take \(number)").digest.hex, at: Int64(6 + number)) }
        try pool.save(scores: scores(0.5), for: a, key: "k", at: 5)
        try pool.record(.reject(reason: "hands: six"), take: a, at: 6)
        try pool.record(.usable(FrameRange(start: 3, count: 9)), take: a, at: 7)
        try pool.tag(a, adding: ["night"], at: 8)
        try pool.save(Opinion(parts: ["beauty": .init(score: 0.5, raw: 0.5)]), of: .init(a, "intro"), by: "eye", key: "k", at: 8)
        try pool.archive(b, keeping: Keepsake(picture: Data([0xFF, 0xD8, 1]), fileExtension: "jpg"), at: 9)
        return bench.path
    }

    /// Everything that people see of the takes, but for scores, which are measured again.
    private func takes(_ path: String) throws -> [TakeRecord] {
        try Pool(path: path).takes().map { take in
            var take = take
            (take.scores, take.scoresKey) = (nil, nil)
            return take
        }.sorted { ($0.shot, $0.id) < ($1.shot, $1.id) }
    }

    private func checkWords(_ path: String) throws {
        try DatabaseQueue(path: path).write { try $0.execute(sql: "INSERT INTO take_text (take_text, rank) VALUES ('integrity-check', 1)") }
        #expect(try Pool(readingPath: path).problems() == [])
    }

    @Test func aLostPoolIsNotReplacedByAnEmptyOne() throws {
        let path = try full()
        try Damage.remove(path)
        for open in [{ _ = try Pool(path: path) }, { _ = try Pool(readingPath: path) }] {
            let error = refusal(open)
            #expect(error?.kind == .lost)
            #expect(error?.description.contains("'mv pool recover' makes it again") == true)
            #expect(error?.description.contains("to begin anew, move") == true)
        }
        #expect(!FileManager.default.fileExists(atPath: path))
        _ = FileManager.default.createFile(atPath: path, contents: Data())
        #expect(refusal { _ = try Pool(path: path) }?.kind == .lost, "an empty file is no pool either")
    }

    @Test func ofALostPoolItIsStillKnownWhatServicesWereAskedFor() throws {
        let bench = try Bench()
        let pool = bench.pool
        let (waiting, failed, done, local) = (ask(ordinal: 0), ask(ordinal: 1), ask(ordinal: 2), ask(ordinal: 3))
        try pool.plan([waiting, failed, done, local], at: 1)
        for plan in [waiting, failed, done] { try pool.claim(plan.id, estimated: 700, sent: #"{"prompt":"a"}"#, at: 2) }
        try pool.claim(local.id, at: 2)
        try pool.advance(waiting.id, to: .submitted, providerID: "job-1", at: 3)
        try pool.advance(failed.id, to: .failed, charging: 40, message: "no", at: 3)
        try pool.add(NewTake(of: done, blob: blob("a"), facts: facts), at: 3)
        try pool.writeMissingTexts()
        let before = try pool.requests(states: [.submitted, .failed, .done])
        let (events, billed) = (try pool.events(of: waiting.id).map(\.state), try pool.spending().billed)
        try Damage.remove(bench.path)
        let recovered = try PoolRecovery(path: bench.path).run(at: 100)
        #expect(recovered.table("requests")?.mayLackMore == false)
        let after = try Pool(path: bench.path)
        #expect(try after.requests(states: [.submitted, .failed, .done]) == before)
        #expect(try after.request(waiting.id)?.providerID == "job-1")
        #expect(try after.events(of: waiting.id).map(\.state) == events)
        #expect(try after.spending().billed == billed && billed >= 40)
        #expect(try after.request(local.id) == nil, "what runs on this machine is simply made")
        #expect(try FileManager.default.subpathsOfDirectory(atPath: (bench.path as NSString).deletingLastPathComponent + "/requests").filter { $0.hasSuffix(".jsonl") }.count == 2)
    }

    @Test func whatAKilledProgramHalfWroteOfARequestIsGoneAfterTheNextBuildBegins() throws {
        let bench = try Bench()
        try bench.pool.plan([ask()], at: 1)
        try bench.pool.claim(ask().id, estimated: 700, sent: #"{"prompt":"a"}"#, at: 2)
        let folder = (bench.path as NSString).deletingLastPathComponent + "/requests"
        let written = try #require(FileManager.default.subpathsOfDirectory(atPath: folder).first { $0.hasSuffix(".jsonl") })
        // No system gives so high a number to a process.
        let halves = [written, "reached"].map { "\(folder)/\($0).2147483000-1.partial" }
        for half in halves { try Data("{".utf8).write(to: URL(filePath: half)) }
        try bench.pool.writeMissingTexts()
        for half in halves { #expect(!FileManager.default.fileExists(atPath: half)) }
        #expect(FileManager.default.fileExists(atPath: "\(folder)/\(written)"))
    }

    @Test(arguments: [true, false]) func aLostPoolIsMadeAgainOfItsTexts(isEmptyFile: Bool) throws {
        let path = try full()
        let before = try takes(path)
        let (requests, spending, history, events) = try {
            let pool = try Pool(path: path)
            return (try pool.requests(states: [.done]), try pool.spending().billed, try pool.history(a), try pool.events(of: ask().id).map(\.state))
        }()
        try Damage.remove(path)
        if isEmptyFile { _ = FileManager.default.createFile(atPath: path, contents: Data()) }
        let recovered = try PoolRecovery(path: path).run(at: 100)
        #expect(recovered.wasMissing == !isEmptyFile)
        #expect(recovered.table("takes")?.rows == [.sidecars: 2])
        #expect(recovered.table("decisions")?.rows == [.journal: 2])
        #expect(recovered.table("tags")?.rows == [.journal: 1])
        #expect(recovered.table("takes")?.mayLackMore == false && recovered.table("decisions")?.mayLackMore == false)
        #expect(recovered.table("cuts")?.mayLackMore == true, "what no text holds may be lost")
        var after = try takes(path)
        for index in after.indices { after[index].selection = nil }
        #expect(after.count == before.count)
        for (one, other) in zip(after, before) {
            #expect(one.id == other.id && one.facts == other.facts && one.verdict == other.verdict && one.tags == other.tags)
            #expect(one.origin.prompt == other.origin.prompt && one.origin.cost == other.origin.cost && one.archived == other.archived)
        }
        let pool = try Pool(path: path)
        #expect(try pool.requests(states: [.done]) == requests)
        #expect(try pool.events(of: ask().id).map(\.state) == events)
        #expect(try pool.spending().billed == spending)
        #expect(try pool.history(a) == history)
        #expect(try pool.keepsake(of: b) != nil)
        #expect(try pool.opinions(of: .init(a, "intro")).map(\.scorer) == ["eye"])
        try checkWords(path)
    }

    @Test(arguments: [["takes"], ["decisions"], ["origins"], ["takes", "decisions", "origins", "listing"]])
    func whatADamagedPageHeldComesBack(tables: [String]) throws {
        let path = try full(takes: 300)
        let before = try takes(path)
        try Damage.pages(of: tables, in: path)
        let recovered = try PoolRecovery(path: path).run(at: 1000)
        #expect(recovered.damage != nil)
        #expect(recovered.isWhole, "\(recovered.tables)")
        let after = try takes(path)
        #expect(after.map(\.id) == before.map(\.id))
        #expect(after.map(\.verdict) == before.map(\.verdict))
        #expect(after.map(\.origin.prompt) == before.map(\.origin.prompt))
        #expect(recovered.table("takes")?.rows[.pool] ?? 0 > 200, "most is read from the pool itself")
        for table in tables where table == "takes" || table == "origins" { #expect(recovered.table(table)?.rows[.sidecars] ?? 0 > 0) }
        if tables.contains("decisions") { #expect(recovered.table("decisions")?.rows[.journal] ?? 0 > 0) }
        try checkWords(path)
        let aside = try #require(recovered.aside)
        #expect(FileManager.default.fileExists(atPath: aside + "/pool.sqlite"), "the damaged one is kept")
        #expect(try PoolRecovery(path: path).run(at: 1001).isUnchanged)
    }

    @Test func aPoolWhoseFirstPageIsGoneIsMadeAgain() throws {
        let path = try full()
        let ids = try takes(path).map(\.id)
        try Damage.remove(path, parts: ["-wal", "-shm"])
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes.replaceSubrange(0..<4096, with: Data(repeating: 0, count: 4096))
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect(refusal { _ = try Pool(path: path) }?.description.contains("mv pool recover") == true)
        let recovered = try PoolRecovery(path: path).run(at: 100)
        #expect(recovered.damage != nil)
        #expect(try takes(path).map(\.id) == ids)
        let aside = try #require(recovered.aside)
        #expect(try Data(contentsOf: URL(fileURLWithPath: aside + "/pool.sqlite")) == bytes)
    }

    @Test func aSoundPoolIsLeftAlone() throws {
        let path = try full()
        _ = try Pool(path: path)
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        let recovered = try PoolRecovery(path: path).run(at: 100)
        #expect(recovered.isUnchanged && recovered.aside == nil && recovered.damage == nil)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        #expect(!FileManager.default.fileExists(atPath: beside(path, "recovering")))
        #expect(!FileManager.default.fileExists(atPath: beside(path, "aside")))
    }

    @Test func anOlderPoolGetsWhatCameSince() throws {
        let path = try full()
        let copy = beside(path, "older.sqlite")
        try Pool(path: path).copy(to: copy)
        let later = try {
            let pool = try Pool(path: path)
            try pool.add(clip("c"), at: 20)
            try pool.record(.pick, take: blob("c").digest.hex, at: 21)
            return try pool.takes().map(\.id).sorted()
        }()
        try Damage.remove(path)
        try FileManager.default.moveItem(atPath: copy, toPath: path)
        let recovered = try PoolRecovery(path: path).run(at: 100)
        #expect(!recovered.isUnchanged && recovered.damage == nil)
        #expect(recovered.table("takes")?.rows[.sidecars] == 1)
        let pool = try Pool(path: path)
        #expect(try pool.takes().map(\.id).sorted() == later)
        #expect(try pool.verdict(blob("c").digest.hex).state == .pick)
    }

    @Test func whatNoTextHoldsComesFromTheNewestSoundBackup() throws {
        let path = try full()
        try {
            let pool = try Pool(path: path)
            try pool.save(
                cut: CutVersion(time: 5, kind: .build, what: "the first cut", edits: CutEdits(), slots: [], 
                    timeline: Timeline(format: PictureFormat(), frames: 0, clips: [])), after: nil)
        }()
        let made = try PoolBackup.make(of: path, in: beside(path, "backups"), at: 30)
        let bad = try PoolBackup.make(of: path, in: beside(path, "backups"), at: 31)
        try Data("no database".utf8).write(to: URL(fileURLWithPath: bad.pool))
        try Damage.remove(path)
        let recovered = try PoolRecovery(path: path).run(at: 100)
        #expect(recovered.backup == made)
        #expect(recovered.table("cuts")?.rows == [.backup: 1])
        #expect(try Pool(path: path).latestCut()?.what == "the first cut")
        #expect(try Pool(path: path).scores(of: a) == scores(0.5))
    }

    @Test func whatWasSetByHandComesFromTheCutOnTheDisk() throws {
        let path = try full()
        let edits = try CanonicalJSON.text(CutEdits(bounds: nil, pins: [.init(start: 1, end: 2, take: "t", shot: "intro")]))
        let timeline = try CanonicalJSON.text(Timeline(format: PictureFormat(), frames: 0, clips: []))
        let cut = #"{"edits":\#(edits),"slots":[],"timeline":\#(timeline),"version":7}"#
        try Data(cut.utf8).write(to: URL(fileURLWithPath: beside(path, "cut.json")))
        try Damage.remove(path)
        #expect(try PoolRecovery(path: path).run(at: 100).table("cuts")?.rows == [.cut: 1])
        let found = try Pool(path: path).latestCut()
        #expect(found?.id == 7 && found?.edits.pins.map(\.take) == ["t"])
    }

    @Test func aRecoveryThatWasKilledBeforeItsEndIsDoneByTheNext() throws {
        let path = try full()
        let before = try takes(path).map(\.id)
        try Damage.remove(path, parts: ["-wal", "-shm"])
        // All of it had gone aside, nothing had taken its place, and nothing else is left.
        let aside = beside(path, "aside/2026-02-11-140533")
        try FileManager.default.createDirectory(atPath: aside, withIntermediateDirectories: true)
        try FileManager.default.moveItem(atPath: path, toPath: aside + "/pool.sqlite")
        try FileManager.default.removeItem(atPath: beside(path, "takes"))
        try FileManager.default.createDirectory(atPath: beside(path, "recovering"), withIntermediateDirectories: true)
        try Data("half a pool".utf8).write(to: URL(fileURLWithPath: beside(path, "recovering/pool.sqlite")))
        let recovered = try PoolRecovery(path: path).run(at: 100)
        #expect(recovered.table("takes")?.rows == [.pool: 2])
        #expect(try takes(path).map(\.id) == before)
        #expect(try PoolRecovery(path: path).run(at: 101).isUnchanged, "and is then done")
    }

    @Test func aVerdictOutlivesItsDecisions() throws {
        let path = try full(takes: 300)
        let verdicts = try takes(path).map(\.verdict)
        try FileManager.default.removeItem(atPath: beside(path, "verdicts.jsonl"))
        try Damage.pages(of: ["decisions"], in: path)
        let recovered = try PoolRecovery(path: path).run(at: 1000)
        #expect(recovered.verdictsWithoutHistory > 10)
        #expect(!recovered.isWhole)
        #expect(recovered.table("decisions")?.lost ?? 0 >= recovered.verdictsWithoutHistory)
        #expect(try takes(path).map(\.verdict) == verdicts)
    }

    @Test func aTakeNobodyKnowsTheShotOfIsShownAllTheSame() throws {
        let path = try full(takes: 300)
        let ids = try takes(path).map(\.id)
        try FileManager.default.removeItem(atPath: beside(path, "takes"))
        try Damage.pages(of: ["origins"], in: path)
        let recovered = try PoolRecovery(path: path).run(at: 1000)
        #expect(recovered.strays > 10)
        let found = try Pool(path: path).takes()
        #expect(Set(found.map(\.id)) == Set(ids))
        #expect(found.count { $0.shot == "recovered" } == recovered.strays)
        try checkWords(path)
    }

    @Test func sidecarsAndLinesThatCannotBeReadArePassedOver() throws {
        let path = try full()
        try Damage.remove(path)
        let sidecar = beside(path, "takes/\(a.prefix(2))/\(a.dropFirst(2)).jsonl")
        try Data(contentsOf: URL(fileURLWithPath: sidecar)).dropLast(200).write(to: URL(fileURLWithPath: sidecar))
        let journal = URL(fileURLWithPath: beside(path, "verdicts.jsonl"))
        let edited = #"{"id":9,"kind":"stars","stars":9,"take":"\#(a)","time":7}"#
        try (Data("half a li\n\(edited)\n".utf8) + Data(contentsOf: journal)).write(to: journal)
        let recovered = try PoolRecovery(path: path).run(at: 100)
        #expect(recovered.unread == 3)
        #expect(recovered.table("takes")?.rows == [.sidecars: 1])
        #expect(recovered.table("decisions")?.rows == [.journal: 2], "what was decided of a lost take holds when it comes back")
    }

    @Test func whatIsNoPoolIsRefusedUntouched() throws {
        let path = freshPath()
        try FileManager.default.createDirectory(atPath: beside(path, ""), withIntermediateDirectories: true)
        #expect(refusal { _ = try PoolRecovery(path: path).run(at: 1) }?.kind == .missing, "there is nothing to make one of")
        #expect(!FileManager.default.fileExists(atPath: path))
        try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE invoices (n INTEGER)") }
        #expect(refusal { _ = try PoolRecovery(path: path).run(at: 1) }?.kind == .foreign)
        #expect(try FileManager.default.contentsOfDirectory(atPath: beside(path, "")) == ["pool.sqlite"])
    }

    @Test func everyTableOfThePoolIsCopiedOrKnownToRepeatOthers() throws {
        let path = try full()
        try {
            let pool = try Pool(path: path)
            try pool.remember(scorer: "eye", fingerprint: "f", facts: "{}")
        }()
        let names = try DatabaseQueue(path: path).read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'grdb_*'
                        AND name NOT GLOB 'take_text_*' ORDER BY name
                    """)
        }
        #expect(Set(names).subtracting(PoolRecovery.knownTables) == [], "say in Rebuilding what becomes of a new table")
    }
}
