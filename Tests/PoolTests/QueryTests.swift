import Content
import Editorial
import Pool
import Testing
import Timebase

@Suite struct QueryTests {
    /// Six takes: 0–3 of the intro, 4–5 of the chorus. 1 is broken, 5 unscored; sharpness falls from 0.9.
    private func bench() throws -> Bench {
        let bench = try Bench()
        let pool = bench.pool
        for number in 0..<6 {
            var take = clip("take \(number)", shot: number < 4 ? "intro" : "chorus", prompt: "Door \(number)")
            take.generator = number == 2 ? "other" : "clips"
            take.broken = number == 1 ? "short" : nil
            try pool.add(take, at: Int64(100 - number))
            if number != 1, number != 5 {
                try pool.save(scores: scores(0.9 - 0.1 * Double(number)), for: id(number), key: "k", at: 1)
            }
        }
        try pool.record(.pick, take: id(3), at: 1)
        try pool.record(.reject(reason: "x"), take: id(0), at: 1)
        try pool.record(.stars(4), take: id(4), at: 1)
        try pool.record(.note("A WINDOW, too"), take: id(2), at: 1)
        return bench
    }

    private func id(_ number: Int) -> String { blob("take \(number)").digest.hex }

    private func numbers(_ bench: Bench, _ change: (inout TakeQuery) -> Void) throws -> [Int] {
        var query = TakeQuery()
        change(&query)
        let found = try bench.pool.takes(query)
        if query.limit == nil, query.offset == 0 { #expect(try bench.pool.count(query) == found.count) }
        return found.compactMap { take in (0..<6).first { id($0) == take.id } }
    }

    @Test func everyFilterAsksWhatItSays() throws {
        let bench = try bench()
        #expect(try numbers(bench) { _ in } == [0, 1, 2, 3, 4, 5])
        #expect(try numbers(bench) { $0.shots = ["chorus"] } == [4, 5])
        #expect(try numbers(bench) { $0.states = [.broken] } == [1])
        #expect(try numbers(bench) { $0.states = [.unscored, .broken] } == [1, 5])
        #expect(try numbers(bench) { $0.states = [.scored] } == [0, 2, 3, 4])
        #expect(try numbers(bench) { $0.verdicts = [.unset] } == [1, 2, 4, 5])
        #expect(try numbers(bench) { $0.verdicts = [.pick, .reject] } == [0, 3])
        #expect(try numbers(bench) { $0.minimumScores = ["sharpness": 0.65] } == [0, 2])
        #expect(try numbers(bench) { $0.maximumScores = ["sharpness": 0.65] } == [3, 4])
        #expect(try numbers(bench) { $0.minimumScores = ["unheard-of": 0] } == [])
        #expect(try numbers(bench) { $0.minimumStars = 4 } == [4])
        #expect(try numbers(bench) { $0.generators = ["other"] } == [2])
        #expect(try numbers(bench) { $0.text = "door 3" } == [3])
        #expect(try numbers(bench) { $0.text = "window" } == [2])
        #expect(try numbers(bench) { $0.text = "%" } == [])
        try bench.pool.syncShots([Shot(id: "chorus", prompt: "")], at: 1)
        #expect(try numbers(bench) { $0.active = false } == [0, 1, 2, 3])
        #expect(try numbers(bench) { $0.active = true } == [4, 5])
        #expect(try numbers(bench) { ($0.active, $0.verdicts) = (false, [.pick]) } == [3])
    }

    @Test func everySortOrdersAndPutsTheUnknownLast() throws {
        let bench = try bench()
        #expect(try numbers(bench) { $0.sort = .score("sharpness") } == [4, 3, 2, 0, 1, 5])
        #expect(try numbers(bench) { ($0.sort, $0.descending) = (.score("sharpness"), true) } == [0, 2, 3, 4, 1, 5])
        #expect(try numbers(bench) { $0.sort = .created } == [5, 4, 3, 2, 1, 0])
        #expect(try numbers(bench) { ($0.sort, $0.descending) = (.stars, true) } == [4, 0, 1, 2, 3, 5])
        #expect(try numbers(bench) { ($0.sort, $0.descending) = (.shot, true) } == [5, 4, 3, 2, 1, 0])
        let selection = Selection(
            kept: [.init(take: id(2), shot: "intro", rankInShot: 1, quality: 0.8, reasons: ["sharp"])],
            dropped: [.init(take: id(4), shot: "chorus", quality: 0.3, reason: "soft")], wanted: 1)
        try bench.pool.save(selection: selection, projectKey: "p", at: 1)
        #expect(try numbers(bench) { ($0.sort, $0.descending) = (.quality, true) } == [2, 4, 0, 1, 3, 5])
        #expect(try numbers(bench) { $0.kept = true } == [2])
        #expect(try numbers(bench) { $0.kept = false } == [0, 1, 3, 4, 5])
        let entry = SelectionEntry(shot: "intro", kept: true, rank: 1, quality: 0.8, reasons: ["sharp"])
        #expect(try bench.pool.take(id(2))?.selection == entry)
    }

    @Test func pagesMeetWithoutGapOrOverlap() throws {
        let bench = try bench()
        for sort in [TakeQuery.Sort.shot, .stars, .quality, .score("motion"), .created] {
            let whole = try numbers(bench) { $0.sort = sort }
            let pages = try (0..<4).flatMap { page in
                try numbers(bench) { ($0.sort, $0.limit, $0.offset) = (sort, 2, page * 2) }
            }
            #expect(pages == whole)
        }
        #expect(try numbers(bench) { $0.limit = 0 } == [])
        #expect(try numbers(bench) { $0.offset = 4 } == [4, 5])
    }

    @Test func aListCountsWhatItFindsAndWhatItLeavesOut() throws {
        let bench = try bench()
        try bench.pool.syncShots([Shot(id: "chorus", prompt: "")], at: 1)
        var query = TakeQuery()
        (query.active, query.limit) = (true, 1)
        func listed() throws -> ([Int], TakeCount) {
            var found: [Int] = []
            let count = try bench.pool.list(query) { take in found += (0..<6).filter { id($0) == take.id } }
            return (found, count)
        }
        #expect(try listed() == ([4], TakeCount(found: 2, leftOut: 4)))
        query.text = "door"
        #expect(query.isCapped)
        #expect(try listed() == ([4], TakeCount(found: 2, leftOut: 4)))
        query.minimumScores = ["sharpness": 0.65]
        #expect(try listed() == ([], TakeCount(found: 0, leftOut: 2)))
        query.limit = 0
        #expect(try listed().1 == TakeCount(found: 0, leftOut: 2))
        query.limit = nil
        query.active = nil
        #expect(try listed() == ([0, 2], TakeCount(found: 2, leftOut: 0)))
    }

    /// A page by a score is read from the best thousands alone where these fill it.
    @Test(arguments: [true, false])
    func aPageByAScoreIsTheBeginningOfTheWholeList(descending: Bool) throws {
        let pool = try Bench().pool
        let some = 400
        try pool.add((0..<some).map { clip("\($0)", shot: $0 % 3 == 0 ? "chorus" : "intro", prompt: "take \($0)") }, at: 1)
        // Many are equal, and every fourth has none.
        let measured = (0..<some).filter { $0 % 4 != 0 }
        try pool.save(scores: measured.map { (blob("\($0)").digest.hex, scores(Double($0 * 7 % 5) / 5)) }, key: "k", at: 2)
        var query = TakeQuery()
        (query.sort, query.descending) = (.score("sharpness"), descending)
        for text in [nil, "take 1", "take 37"] {
            query.text = text
            (query.limit, query.offset) = (nil, 0)
            let whole = try pool.takes(query).map(\.id)
            for (limit, offset) in [(1, 0), (3, 0), (3, 2), (60, 0), (7, 290), (some, 0)] {
                (query.limit, query.offset) = (limit, offset)
                #expect(try pool.takes(query).map(\.id) == Array(whole.dropFirst(offset).prefix(limit)), "\(text ?? "") \(limit) \(offset)")
            }
        }
    }

    @Test func twentyThousandTakesAreAddedListedAndWalkedInOrder() throws {
        let shots = (0..<50).map { "shot-\($0)" }
        let pool = try Bench(shots: shots).pool
        let some = 20_000
        try pool.add((0..<some).map { clip("\($0)", shot: shots[$0 % 50], ordinal: $0 / 50) }, at: 1)
        let measured = stride(from: 0, to: some, by: 10)
        try pool.save(scores: measured.map { (blob("\($0)").digest.hex, scores(Double($0 % 97) / 97)) }, key: "k", at: 2)
        var query = TakeQuery()
        (query.sort, query.descending, query.limit, query.offset) = (.score("sharpness"), true, 10, 5)
        let page = try pool.takes(query)
        #expect(page.count == 10)
        #expect(page.allSatisfy { $0.scores?.parts["sharpness"]?.score == 96.0 / 97 })
        var (walked, backward) = (0, 0)
        var last = (-1, -1)
        try pool.eachTake { take in
            let place = (Int(take.shot.dropFirst(5)) ?? 0, take.origin.ordinal)
            if place <= last { backward += 1 }
            last = place
            walked += 1
        }
        #expect(backward == 0)
        #expect(walked == some)
        #expect(try pool.candidates().count == some)
        #expect(try pool.takesWithoutScores(key: "k").count == some - some / 10)
    }
}
