import Editorial
import Foundation
import HTTPTypes
import Hummingbird
import Pool
import Scoring

/// The pool: what is in it and what people decide about it.
struct TakeRoutes {
    let desk: ReviewDesk

    func add(to router: RouterGroup<ReviewContext>) {
        router.get("project") { _, context in try JSONAnswer.response(desk.projectWire(isReadOnly: context.role != .editor)) }
        router.get("takes") { _, _ in
            let ready = await desk.proxies.readyTakes
            return JSONAnswer.response(json: try await TakesWire(pool: desk.pool, isReady: ready.contains).json())
        }
        router.get("takes/:id") { _, context in try detail(context.parameters.require("id")) }
        router.get("scores/:name") { _, context in try JSONAnswer.response(desk.pool.scores(named: context.parameters.require("name"))) }
        router.post("decisions") { request, _ in
            let asked = try await JSONAnswer.value(Asked.self, of: request)
            return JSONAnswer.response(json: try desk.answers.once(asked.once) { try JSONAnswer.data(decide(asked)) })
        }
        router.post("undo") { request, _ in try JSONAnswer.response(takeBack(try await JSONAnswer.value(of: request))) }
        router.post("tags") { request, _ in try JSONAnswer.response(tag(try await JSONAnswer.value(of: request))) }
        router.post("want") { request, _ in
            let wanted = try await JSONAnswer.value(Wanted.self, of: request)
            await desk.proxies.want(Array(wanted.takes.prefix(500)))
            return Response(status: .noContent)
        }
    }

    private struct Wanted: Decodable { var takes: [String] }

    private func detail(_ id: String) throws -> Response {
        guard let take = try desk.pool.take(id) else { throw Trouble(.notFound, "there is no take \(id.prefix(8))") }
        let neighbours = try desk.neighbours.nearest(to: take, in: desk.pool)
        return try JSONAnswer.response(TakeDetailWire(take, pool: desk.pool, workspace: desk.workspace, neighbours: neighbours))
    }

    // MARK: - Decisions

    private struct Asked: Decodable {
        struct One: Decodable {
            var take: String
            var kind: String
            var reason: String?
            var stars: Int?
            var note: String?
            var usable: RangeWire?
            var seen: Int64?
        }
        var decisions: [One]
        /// A page that does not know whether its decisions arrived sends them again under the same name.
        var once: String?
    }

    private struct Made: Encodable {
        struct One: Encodable {
            var take: String
            var decision: Int64
            var verdict: VerdictWire
            var overwrote: String?

            init(_ made: MadeDecision) {
                (take, decision, verdict) = (made.take, made.id, VerdictWire(made.verdict))
                overwrote = made.overwrote?.inWords
            }
        }
        var decision: Int64
        var results: [One]
    }

    private func decide(_ asked: Asked) throws -> Made {
        let decisions = try asked.decisions.map { AskedDecision(take: $0.take, decision: try Self.decision($0), seen: $0.seen) }
        let made = try desk.pool.record(decisions, at: ReviewDesk.now)
        return Made(decision: made.map(\.id).max() ?? 0, results: made.map(Made.One.init))
    }

    private static func decision(_ asked: Asked.One) throws -> Decision {
        switch asked.kind {
        case "pick": return .pick
        case "reject": return .reject(reason: RejectReason(asked.reason)?.text)
        case "unset": return .unset
        case "stars": return .stars(asked.stars ?? 0)
        case "note": return .note(asked.note ?? "")
        case "usable": return .usable(asked.usable?.range)
        default: throw Trouble(.badRequest, "'\(asked.kind)' is no decision; pick, reject, unset, stars, note and usable are")
        }
    }

    private struct Back: Decodable { var decisions: [Int64] }

    private struct Undone: Encodable {
        struct Skipped: Encodable {
            var take: String
            var words: String
        }
        var results: [Made.One]
        var skipped: [Skipped]
    }

    private func takeBack(_ back: Back) throws -> Undone {
        let done = try desk.pool.takeBack(back.decisions, at: ReviewDesk.now)
        return Undone(
            results: done.compactMap(\.made).map(Made.One.init),
            skipped: done.compactMap { one in
                one.made != nil ? nil : .init(take: one.take, words: "left as it is: it was \(one.newer?.inWords ?? "changed") since")
            })
    }

    // MARK: - Tags

    private struct Tagging: Decodable {
        var takes: [String]
        var add: [String]?
        var remove: [String]?
    }

    private func tag(_ asked: Tagging) throws -> [String: [String: [String]]] {
        var all: [String: [String]] = [:]
        for take in asked.takes {
            all[take] = try desk.pool.tag(take, adding: Set(asked.add ?? []), removing: Set(asked.remove ?? []), at: ReviewDesk.now)
        }
        return ["takes": all]
    }
}
