import Editorial
import Foundation
import Generators
import Web

/// Lantern, a service made up for docs/generators.md: POST /clips, GET /clips/ID, the file at `video`.
struct LanternGenerator: Service {
    static let kind = GeneratorKind("lantern", doc: "Lantern, https://lantern.example.", options: ServiceOptions.shared())

    let options: ServiceOptions

    init(spec: GeneratorSpec, folder: String) throws {
        options = try ServiceOptions(
            spec, kind: Self.kind, folder: folder, baseURL: "https://lantern.example/v1", keyEnvironment: "LANTERN_KEY")
    }

    func prepare(_ request: TakeRequest, _ ask: Ask) async throws -> Prepared {
        // It makes 4 or 8 seconds; the cut uses what it needs of them.
        let seconds = request.seconds > 4 ? 8 : 4
        var body: JSONValue = ["text": .string(request.prompt), "seconds": .integer(seconds), "seed": .integer(Int(request.seed))]
        if let model { body = body.merging(["model": .string(model)]) }
        body = body.merging(.object(options.extra.mapValues { JSONValue($0) }))
        let warnings = request.negative == nil ? [] : ["Lantern has no negative prompt; it is not sent"]
        let price = options.price(seconds: Double(seconds), width: request.width, height: request.height)
        return Prepared(sent: body, warnings: warnings, estimate: Estimate(microdollars: price, seconds: nil))
    }

    func submit(_ prepared: Prepared, _ request: TakeRequest, _ ask: Ask) async throws -> Ticket {
        let answer = try await connect().send(WebRequest("POST", options.url("clips"), body: .json(prepared.sent)))
        guard answer.status == 201 else { throw ServiceError.onSubmit(answer) }
        // It said yes without saying to what: nobody knows whether it will make one.
        guard let id = answer.json?["id"]?.text else { throw ServiceError(.ambiguous, "the answer has no id: \(answer.excerpt)") }
        return Ticket(id)
    }

    func look(_ ticket: Ticket, _ request: TakeRequest, _ ask: Ask) async throws -> Sighting {
        let answer = try await connect().send(WebRequest("GET", options.url("clips", ticket.id)))
        guard let job = answer.json, let word = job["state"]?.text else { throw ServiceError.onLook(answer) }
        switch StatusWord(word) {
        case .succeeded:
            let address = job["video"]?.text.flatMap { URL(string: $0) }
            return .ready(Sighting.Ready(outputs: address.map { [ServiceOutput(.addresses([$0]))] } ?? []))
        case .failed: return .ended(ServiceError(.modelFailure, job["why"]?.text ?? "it does not say why"))
        case .cancelled: return .ended(ServiceError(.cancelled, "it was cancelled there"))
        case .expired: return .ended(ServiceError(.gone, "it has expired"))
        case .queued, .running, .unknown:
            return .waiting(Sighting.Waiting(isRunning: StatusWord(word) != .queued, word: word, after: answer.retryAfter))
        }
    }

    func cancel(_ ticket: Ticket, _ request: TakeRequest, _ ask: Ask) async throws -> Cancelling {
        .impossible("Lantern cannot stop a clip; it will be charged")
    }
}
