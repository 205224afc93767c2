import Content
import Editorial
import Foundation
import Pipeline
import Pool
import Scoring
import Timebase

/// Everything that speaks for or against a take, and where it came from.
struct TakeDetailWire: Encodable {
    struct Part: Encodable {
        var name: String
        var meaning: String?
        var score: Double
        var raw: Double
    }

    struct OpinionWire: Encodable {
        var name: String
        var by: String
        var score: Double
        var words: String?
    }

    struct Step: Encodable {
        var decision: Int64
        var time: Int64
        var words: String
    }

    struct Use: Encodable {
        var slot: Int
        var start: Double?
        var end: Double?
        var film: String
    }

    struct Neighbour: Encodable {
        var id: String
        var shot: String
        var number: Int
        var distance: Int
    }

    struct RequestWire: Encodable {
        var id: String
        var service: String?
        var attempt: Int
    }

    var id: String
    var prompt: String
    var negative: String?
    var variant: [String: String]
    var generator: String
    var model: String?
    var seed: String?
    var cost: Int
    var created: Int64
    var importedFrom: String?
    var request: RequestWire?
    var file: String
    var alsoOf: [String]
    var reasons: [String]
    var parts: [Part]
    var defects: [String]
    var intact: RangeWire?
    var opinions: [OpinionWire]
    var history: [Step]
    var uses: [Use]
    var neighbours: [Neighbour]
    var recipe: String?

    init(_ take: TakeRecord, pool: Pool, workspace: Workspace, neighbours: [Neighbour]) throws {
        let origin = take.origin
        (id, prompt, negative, variant) = (take.id, origin.prompt, origin.negative, origin.variant)
        (generator, model, seed) = (origin.generator, origin.model, origin.seed.map { "\($0)" })
        (cost, created, importedFrom, recipe) = (origin.cost, origin.created, origin.importedFrom, origin.recipe)
        request = try origin.request.flatMap { try pool.request($0) }.map {
            RequestWire(id: $0.id, service: $0.providerID, attempt: $0.attempt)
        }
        file = workspace.store.path(of: take.blob)
        alsoOf = try pool.origins(of: take.id).map(\.shot).filter { $0 != take.shot }
        reasons = take.selection?.reasons ?? []
        let known = ScoreNames.all.filter { take.scores?.parts[$0.name] != nil }
        let others = (take.scores?.parts.keys).map { $0.filter { !ScoreNames.known.contains($0) }.sorted() } ?? []
        parts = (known.map { ($0.name, Optional($0.meaning)) } + others.map { ($0, nil) }).compactMap { name, meaning in
            take.scores?.parts[name].map { Part(name: name, meaning: meaning, score: $0.score, raw: $0.raw) }
        }
        defects = take.scores?.defects ?? []
        intact = take.scores.map { RangeWire($0.usable) }
        opinions = try pool.opinions(of: .init(take.id, take.shot)).flatMap { record in
            let words = [record.opinion.description, record.opinion.notes].compactMap { $0 }.joined(separator: ". ")
            return record.opinion.parts.sorted { $0.key < $1.key }.map {
                OpinionWire(name: $0.key, by: record.scorer, score: $0.value.score, words: words.isEmpty ? nil : words)
            }
        }
        history = try pool.history(take.id).map { Step(decision: $0.id, time: $0.time, words: $0.decision.inWords) }
        var rates: [String: FrameRate] = [:]
        uses = try pool.usage(take.id).uses.map { use in
            if rates[use.deliverable] == nil { rates[use.deliverable] = try pool.latestRender(deliverable: use.deliverable)?.timeline.format.rate }
            let rate = rates[use.deliverable]
            return Use(
                slot: use.clip.slot, start: rate?.seconds(at: use.clip.record.start), end: rate?.seconds(at: use.clip.record.end),
                film: use.deliverable)
        }
        self.neighbours = neighbours
    }
}
