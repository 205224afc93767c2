import Content
import Editorial
import Pool
import Testing
import Timebase

/// Pages of a pool that is large enough for every shortcut on the way to one, compared with the same part of the whole list.
@Suite struct PagesTests {
    private static let count = 5200

    private static let pool = Result<Pool, any Error> {
        let pool = try Bench(shots: (0..<8).map { "shot-\($0)" }).pool
        let names = (0..<count).map { "take \($0)" }
        try pool.add(
            names.enumerated().map { number, name in
                var take = clip(
                    name, shot: "shot-\(number % 8)", prompt: number % 97 == 0 ? "35mm, a seldom fox" : "35mm, a door \(number % 7)")
                if number % 53 == 0 { take.broken = "short" }
                return take
            }, at: 1)
        let ids = names.map { blob($0).digest.hex }
        var random = SeededRandom(seed: 3)
        func chance() -> Double { Double(random.next() % 1000) / 1000 }
        try pool.save(
            scores: ids.enumerated().filter { $0.offset % 40 != 1 }.map { ($0.element, scores(chance(), motion: chance())) }, key: "k",
            at: 2)
        for (number, id) in ids.enumerated() where number % 9 == 0 {
            try pool.record(.stars(1 + number % 5), take: id, at: 3)
            if number % 27 == 0 { try pool.record(.reject(reason: "hands"), take: id, at: 4) }
            if number % 2 == 0 { try pool.tag(id, adding: ["night", number % 4 == 0 ? "warm" : "cold"], at: 5) }
        }
        let kept = ids.enumerated().filter { $0.offset % 3 > 0 }.map { number, id in
            Selection.Kept(take: id, shot: "shot-\(number % 8)", rankInShot: 1, quality: chance(), reasons: [])
        }
        try pool.save(selection: Selection(kept: kept, dropped: [], wanted: 1), projectKey: "p", at: 6)
        try pool.syncShots((0..<7).map { Shot(id: "shot-\($0)", prompt: "") }, at: 7)
        return pool
    }

    private static let conditions: [(String, @Sendable (inout TakeQuery) -> Void)] = [
        ("none", { _ in }), ("a rare word", { $0.text = "fox" }), ("a word all have", { $0.text = "35mm" }),
        ("no word", { $0.text = "zeppelin" }),
        ("two letters", { $0.text = "35" }), ("a tag", { $0.tags = ["night"] }), ("two tags", { $0.tags = ["night", "warm"] }),
        ("a tag and a word", { ($0.tags, $0.text) = (["night"], "door 3") }), ("a score", { $0.minimumScores = ["sharpness": 0.3] }),
        ("scores", { ($0.minimumScores, $0.maximumScores) = (["sharpness": 0.9], ["motion": 0.2]) }), ("stars", { $0.minimumStars = 4 }),
        ("a verdict", { $0.verdicts = [.reject] }), ("not kept", { $0.kept = false }), ("a shot", { $0.shots = ["shot-2"] }),
        ("broken, with a word", { ($0.states, $0.text) = ([.broken], "35mm") }),
        ("a word and a score", { ($0.text, $0.minimumScores) = ("35mm", ["motion": 0.95]) }),
    ]

    @Test(
        "a page and its count say what the whole list says",
        arguments: [TakeQuery.Sort.shot, .score("sharpness"), .quality, .stars, .created], [false, true])
    func pages(sort: TakeQuery.Sort, descending: Bool) throws {
        let pool = try Self.pool.get()
        for (name, change) in Self.conditions {
            for active in [Bool?.none, true] {
                var query = TakeQuery()
                (query.sort, query.descending, query.active) = (sort, descending, active)
                change(&query)
                let whole = try pool.takes(query).map(\.id)
                for (offset, limit) in [(0, 20), (30, 5), (990, 40)] {
                    (query.offset, query.limit) = (offset, limit)
                    var page: [String] = []
                    let count = try pool.list(query) { page.append($0.id) }
                    #expect(page == Array(whole.dropFirst(offset).prefix(limit)), "\(name) by \(sort)")
                    let most = query.isCapped ? TakeCount.most : .max
                    #expect(count.found == min(most, whole.count), "\(name) by \(sort)")
                    var all = query
                    (all.active, all.limit, all.offset) = (nil, nil, 0)
                    #expect(try count.leftOut == min(most, active == nil ? 0 : pool.count(all) - whole.count), "\(name) by \(sort)")
                }
            }
        }
    }
}
