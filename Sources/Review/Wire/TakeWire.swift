import Editorial
import Foundation
import Pool
import Timebase

/// A take as one row of the page's list. What is nil, empty or false is left out, since there may be thousands.
struct TakeWire: Encodable {
    var id: String
    var shot: String
    var number: Int
    var state: String
    var active: Bool
    var current: Bool
    var verdict: String
    var reason: String?
    var stars: Int?
    var note: String?
    var usable: RangeWire?
    var tags: [String]?
    var quality: Double?
    var rank: Int?
    var kept: Bool?
    /// Why the selector kept it or not.
    var why: String?
    /// The better take that it is a near-duplicate of.
    var like: String?
    var generator: String
    var model: String?
    /// Index into the list of prompts.
    var prompt: Int
    var seed: String?
    var cost: Int?
    var created: Int64
    var frames: Int?
    var rate: String?
    var seconds: Double?
    var width: Int?
    var height: Int?
    /// Perceptual hash of its middle.
    var print: String?
    /// The newest decision about it.
    var decision: Int64?
    /// Its small film and picture can be fetched.
    var proxy: Bool?

    init(_ take: TakeRecord, prompt: Int, decision: Int64?, hasProxy: Bool) {
        let (verdict, origin) = (VerdictWire(take.verdict), take.origin)
        (id, shot, number, state) = (take.id, take.shot, origin.ordinal + 1, take.state.rawValue)
        (active, current) = (take.shotActive, take.current)
        (self.verdict, reason, stars, note, usable) = (verdict.verdict, verdict.reason, verdict.stars, verdict.note, verdict.usable)
        tags = take.tags.isEmpty ? nil : take.tags
        if let selection = take.selection {
            quality = selection.quality.map { ($0 * 1000).rounded() / 1000 }
            rank = selection.rank
            kept = selection.kept ? true : nil
            why = selection.reasons.first
        } else if let broken = take.broken {
            why = broken
        }
        (generator, model, self.prompt) = (origin.generator, origin.model, prompt)
        seed = origin.seed.map { "\($0)" }
        cost = origin.cost == 0 ? nil : origin.cost
        created = origin.created
        if let facts = take.facts {
            (frames, rate, seconds) = (facts.frames, facts.rate.description, (facts.seconds * 1000).rounded() / 1000)
            (width, height) = facts.rotation % 180 == 90 ? (facts.height, facts.width) : (facts.width, facts.height)
        }
        self.decision = decision
        proxy = hasProxy ? true : nil
    }

    static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// All takes, and the newest decision they show.
struct TakesWire {
    private struct Head: Encodable {
        var decision: Int64
        var prompts: [String]
    }

    private var head: Head
    private var takes: [TakeWire]

    /// - Parameter isReady: whether the small film of a take is there.
    init(pool: Pool, isReady: (String) -> Bool) async throws {
        // Read first: what is decided meanwhile is told once more, and never missed.
        let decision = try pool.pulse().decision
        async let middles = Self.middles(pool)
        let latest = try pool.latestDecisions()
        var known: [String: Int] = [:]
        var (prompts, takes): ([String], [TakeWire]) = ([], [])
        try pool.eachTake(withScores: false) { take in
            let prompt = known[take.origin.prompt] ?? prompts.count
            if prompt == prompts.count {
                known[take.origin.prompt] = prompt
                prompts.append(take.origin.prompt)
            }
            takes.append(TakeWire(take, prompt: prompt, decision: latest[take.id], hasProxy: isReady(take.id)))
        }
        let hashes = try await middles
        for index in takes.indices { takes[index].print = hashes[takes[index].id].map(TakeWire.hexadecimal) }
        (head, self.takes) = (Head(decision: decision, prompts: prompts), takes)
        stack()
    }

    /// Of each take the hash of its middle. Read beside the takes: of what the list takes, most is reading.
    private static func middles(_ pool: Pool) async throws -> [String: UInt64] {
        var hashes: [String: UInt64] = [:]
        try pool.eachFingerprint(includingRemoved: true) { hashes[$0.take] = $0.hashes[$0.hashes.count / 2] }
        return hashes
    }

    /// The head's fields and `takes`, written by all processors.
    func json() throws -> Data {
        var json = try JSONAnswer.data(head)
        json.removeLast()
        json.append(contentsOf: #","takes":["#.utf8)
        let parts = SideBySide.map(takes, chunk: 256) { some in [Result { try JSONAnswer.data(Array(some)) }] }
        for (number, part) in parts.enumerated() {
            if number > 0 { json.append(UInt8(ascii: ",")) }
            json.append(try part.get().dropFirst().dropLast())
        }
        json.append(contentsOf: "]}".utf8)
        return json
    }

    /// The selector names the better take of two that are alike by its first digits.
    private mutating func stack() {
        let phrase = "near-duplicate of "
        let ids = Set(takes.map(\.id)).sorted()
        for index in takes.indices {
            guard let why = takes[index].why, why.hasPrefix(phrase) else { continue }
            let digits = why.dropFirst(phrase.count).prefix { $0.isHexDigit }
            guard digits.count >= 4 else { continue }
            let place = ids.partition { $0 >= digits }
            if place < ids.count, ids[place].hasPrefix(digits), ids[place] != takes[index].id { takes[index].like = ids[place] }
        }
    }
}

extension [String] {
    /// The first place of sorted elements that passes, all after it passing too.
    fileprivate func partition(_ passes: (String) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if passes(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
