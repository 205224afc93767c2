import Content
import Editorial
import GRDB
import Pool
import Testing
import Timebase

@Suite struct CutTests {
    private func version(_ what: String, parent: Int64? = nil, pins: Int = 0, kind: CutVersion.Kind = .edit) -> CutVersion {
        let record = FrameRange(start: 0, count: 48)
        let slot = Slot(
            number: 1, record: record, start: 0, end: 2, bar: 1, beat: 1, beatInSong: 1, section: "A", role: nil, opensSection: true,
            energy: 0.5)
        let clip = Clip(slot: 1, take: "t", shot: "s", source: record, sourceRate: FrameRate(24), record: record, speed: Rational(9, 10))
        let pins = (0..<pins).map { index in
            CutEdits.Pin(
                start: Double(index), end: Double(index) + 1, take: "t\(index)", shot: "s", source: 3, speed: Rational(1), instead: ["u"])
        }
        return CutVersion(
            parent: parent, time: 5, kind: kind, what: what, edits: CutEdits(bounds: pins.isEmpty ? nil : [1.5], pins: pins), slots: [slot],
            timeline: Timeline(format: PictureFormat(), frames: 48, clips: [clip], continuity: .push))
    }

    @Test func versionsComeBackAsTheyWereInTheOrderTheyWereMade() throws {
        let pool = try Bench().pool
        #expect(try pool.latestCut() == nil && pool.cuts().isEmpty)
        let first = try pool.save(cut: version("the first cut", kind: .build), after: nil)
        let second = try pool.save(cut: version("lock slot 1", parent: first, pins: 2), after: first)
        var expected = version("lock slot 1", parent: first, pins: 2)
        expected.id = second
        #expect(try pool.latestCut() == expected)
        #expect(try pool.cut(second) == expected)
        #expect(try pool.cut(99) == nil)
        let headings = try pool.cuts()
        #expect(headings.map(\.what) == ["the first cut", "lock slot 1"])
        #expect(headings.map(\.pins) == [0, 2] && headings.map(\.isRecut) == [false, true] && headings.map(\.clips) == [1, 1])
        #expect(headings.map(\.parent) == [nil, first])
    }

    @Test func aVersionMadeFromAnOlderOneThanTheNewestIsRefusedAndNothingIsWritten() throws {
        let pool = try Bench().pool
        let first = try pool.save(cut: version("one"), after: nil)
        try pool.save(cut: version("two"), after: first)
        #expect(refusal { _ = try pool.save(cut: version("three"), after: first) }?.kind == .overtaken)
        #expect(refusal { _ = try pool.save(cut: version("three"), after: nil) }?.kind == .overtaken)
        #expect(try pool.cuts().map(\.what) == ["one", "two"])
    }

    @Test func aVersionAndTheChoiceItWasMadeFromAreKeptTogetherOrNotAtAll() throws {
        let bench = try Bench(), pool = bench.pool
        try pool.add([clip("a")], at: 1)
        let take = blob("a").digest.hex
        let chosen = Selection(kept: [.init(take: take, shot: "intro", rankInShot: 1, quality: 0.5, reasons: [])], dropped: [], wanted: 1)
        let first = try pool.save(cut: version("one"), after: nil, selection: (chosen, "p"))
        #expect(try pool.latestSelection()?.selection == chosen)
        // One take cannot be chosen twice.
        let impossible = Selection(kept: chosen.kept + chosen.kept, dropped: [], wanted: 2)
        var published = false
        #expect(throws: PoolError.self) {
            try pool.save(cut: version("two"), after: first, selection: (impossible, "p")) { _ in published = true }
        }
        #expect(!published)
        #expect(try pool.cuts().map(\.what) == ["one"] && pool.latestSelection()?.selection == chosen)
        #expect(throws: CancellationError.self) {
            try pool.save(cut: version("three"), after: first, selection: (Selection(kept: [], dropped: [], wanted: 9), "p")) { _ in throw CancellationError() }
        }
        #expect(try pool.cuts().map(\.what) == ["one"] && pool.latestSelection()?.selection == chosen)
    }

    @Test func versionsNeverChangeAndAreNeverRemoved() throws {
        let bench = try Bench()
        try bench.pool.save(cut: version("one"), after: nil)
        #expect(throws: DatabaseError.self) { try bench.raw().write { try $0.execute(sql: "UPDATE cuts SET what = 'two'") } }
        #expect(throws: DatabaseError.self) { try bench.raw().write { try $0.execute(sql: "DELETE FROM cuts") } }
        #expect(try bench.pool.cuts().map(\.what) == ["one"])
    }

    @Test func theNextVersionFollowsTheNewestThatIsNotProvisional() throws {
        let pool = try Bench().pool
        #expect(try pool.settledCut() == nil)
        let first = try pool.save(cut: version("one", kind: .build), after: nil, isProvisional: true)
        #expect(try pool.settledCut() == nil)
        let second = try pool.save(cut: version("two", kind: .build), after: first)
        #expect(try pool.settledCut() == second)
        let third = try pool.save(cut: version("three", kind: .build), after: second, isProvisional: true)
        let fourth = try pool.save(cut: version("four", kind: .build), after: third, isProvisional: true)
        #expect(try pool.settledCut() == second)
        try pool.settle(cut: fourth)
        #expect(try pool.settledCut() == fourth)
        // A version that is refused changes nothing of that.
        #expect(refusal { _ = try pool.save(cut: version("late", kind: .build), after: third) } != nil)
        #expect(try pool.settledCut() == fourth)
    }

    @Test func aPoolOfAnEarlierVersionFollowsItsNewest() throws {
        let bench = try Bench()
        let first = try bench.pool.save(cut: version("one"), after: nil)
        try bench.raw().write { try $0.execute(sql: "DELETE FROM counters WHERE name = 'settled cut'") }
        #expect(try bench.pool.settledCut() == first)
        try bench.pool.save(cut: version("two", kind: .build), after: first, isProvisional: true)
        #expect(try bench.pool.settledCut() == first)
    }

    @Test func aNameBelongsToOneVersionAndCanBeGivenToAnother() throws {
        let pool = try Bench().pool
        let first = try pool.save(cut: version("one"), after: nil)
        let second = try pool.save(cut: version("two"), after: first)
        try pool.name(cut: first, "for the label")
        try pool.name(cut: first, "calm")
        #expect(try pool.cut(first)?.names == ["calm", "for the label"])
        try pool.name(cut: second, "for the label")
        #expect(try pool.cut(named: "for the label") == second)
        #expect(try pool.cuts().map(\.names) == [["calm"], ["for the label"]])
        #expect(try pool.cut(named: "unheard") == nil)
        for name in ["", "12", "two\nlines"] { #expect(refusal { try pool.name(cut: first, name) }?.kind == .invalid) }
        #expect(refusal { try pool.name(cut: 9, "x") }?.kind == .unknown)
    }
}
