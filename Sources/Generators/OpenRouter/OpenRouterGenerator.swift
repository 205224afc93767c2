import Content
public import Editorial
import Foundation
import Web

/// OpenRouter's video API: many models, one key. https://openrouter.ai/docs/features/multimodal/video-generation
public struct OpenRouterGenerator: Service {
    public static let kind = GeneratorKind(
        "openrouter", doc: "OpenRouter: video models of many makers with one key.",
        options: [.init("model", .text, required: true, doc: "Model by OpenRouter's name for it: `bytedance/seedance-2.0`.")]
            + ServiceOptions.shared(leavingOut: ["model"]))

    public let options: ServiceOptions
    private let modelName: String
    private let models = OpenRouterModels()

    public init(spec: GeneratorSpec, folder: String) throws {
        options = try ServiceOptions(
            spec, kind: Self.kind, folder: folder, baseURL: "https://openrouter.ai/api/v1", keyEnvironment: "OPENROUTER_API_KEY",
            concurrent: 4, poll: 15)
        modelName = try options.requiredModel(example: "bytedance/seedance-2.0")
    }

    /// What to avoid has no field of its own here; some models take it in `provider.options`.
    public var takesNegative: Bool { false }

    public func prepare(_ request: TakeRequest, _ ask: Ask) async throws -> Prepared {
        let found = try await models.model(modelName, address: options.url("videos", "models").absoluteString, ask: ask) {
            try await list()
        }
        let model = found.model
        var warnings = found.warnings
        var body: [String: JSONValue] = ["model": .string(modelName), "prompt": .string(request.prompt)]
        let seconds =
            model.lengths.map { Legal.seconds(request.seconds, among: $0, by: modelName, warnings: &warnings) }
            ?? Legal.wholeSeconds(request.seconds)
        body["duration"] = .integer(seconds)
        putSize(request, model, &body, &warnings)
        if model.seed == false {
            warnings.append("\(modelName) takes no seed; the same take cannot be asked for again")
        } else {
            body["seed"] = .integer(Int(clamping: request.seed))
        }
        // Left out, it is whatever the model can do, and sound costs extra with some.
        body["generate_audio"] = .bool(options.audio == true && model.audio != false)
        if options.audio == true, model.audio == false { warnings.append("\(modelName) makes no sound") }
        if request.negative?.isEmpty == false {
            warnings.append("OpenRouter has no field for what to avoid; it was not sent: write it in the prompt, or see `extra`")
        }
        putFrames(request, model, &body, &warnings)
        var sent = JSONValue.object(body)
        sent = sent.merging(.object(options.extra.mapValues { JSONValue($0) }))
        return Prepared(sent: sent, warnings: warnings, estimate: estimate(request, sent, model))
    }

    private func putSize(
        _ request: TakeRequest, _ model: OpenRouterModel, _ body: inout [String: JSONValue], _ warnings: inout [String]
    ) {
        let (width, height) = (request.width, request.height)
        if options.extra["size"] != nil { return }
        if model.resolutions == nil, let sizes = model.sizes,
            let size = Legal.size(width: width, height: height, among: sizes, by: modelName, warnings: &warnings)
        {
            body["size"] = .string(size)
            return
        }
        let resolutions = model.resolutions ?? ModelProfile.usualResolutions
        let shapes = model.shapes ?? ["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9", "9:21"]
        body["resolution"] = Legal.resolution(width: width, height: height, among: resolutions, by: modelName, warnings: &warnings)
            .map { .string($0) }
        body["aspect_ratio"] = Legal.shape(width: width, height: height, among: shapes, by: modelName, warnings: &warnings)
            .map { .string($0) }
    }

    private func putFrames(
        _ request: TakeRequest, _ model: OpenRouterModel, _ body: inout [String: JSONValue], _ warnings: inout [String]
    ) {
        var frames: [JSONValue] = []
        for role in ["first_frame", "last_frame"] {
            guard let file = request.inputs[role] else { continue }
            if let known = model.frames, !known.contains(role) {
                warnings.append("\(modelName) takes no \(role.replacing("_", with: " ")); the picture was not sent")
                continue
            }
            frames.append(
                .object([
                    "type": "image_url", "image_url": .object(["url": SentFile.marker(file)]), "frame_type": .string(role),
                ]))
        }
        if !frames.isEmpty { body["frame_images"] = .array(frames) }
    }

    /// The project's price, else OpenRouter's own list, else the table.
    private func estimate(_ request: TakeRequest, _ sent: JSONValue, _ model: OpenRouterModel) -> Estimate {
        let seconds = sent["duration"].flatMap(ModelProfile.seconds) ?? request.seconds
        let resolution = sent["resolution"]?.text ?? sent["size"]?.text
        let (width, height) = Legal.pixels(resolution: resolution, width: request.width, height: request.height)
        if options.perTake == nil, options.perSecond == nil,
            let dollars = model.dollarsPerSecond(
                resolution: resolution, width: width, height: height, audio: sent["generate_audio"]?.bool == true,
                picture: sent["frame_images"] != nil)
        {
            return Estimate(microdollars: Int((dollars * seconds * 1_000_000).rounded(.up)), seconds: nil)
        }
        return options.estimate(model: modelName, seconds: seconds, width: width, height: height)
    }

    /// Before the list is at hand: whole seconds of the size that is wanted, by the table.
    public func estimate(_ request: TakeRequest) -> Estimate {
        options.estimate(
            model: modelName, seconds: Double(Legal.wholeSeconds(request.seconds)), width: request.width, height: request.height)
    }

    private func list() async throws -> JSONValue {
        let web = try await connect()
        let answer = try await web.send(WebRequest("GET", options.url("videos", "models")))
        switch answer.status {
        case 200..<300:
            guard let json = answer.json else {
                throw ServiceError(.transient(after: nil), "the list of models cannot be read: \(answer.excerpt)")
            }
            return json
        // A gateway that speaks the protocol but has no list.
        case 400, 404, 405, 501: return .object([:])
        default: throw ServiceError.onLook(answer, saying: ServiceWords.error(in: answer, web))
        }
    }

    public func submit(_ prepared: Prepared, _ request: TakeRequest, _ ask: Ask) async throws -> Ticket {
        let body = try await SentFile.filled(prepared.sent, from: request.inputs) { file in
            let (data, type) = try SentFile.read(file)
            return SentFile.dataURI(data, type: type)
        }
        let web = try await connect()
        let answer = try await web.send(WebRequest("POST", options.url("videos"), body: .json(body), timeout: .seconds(120)))
        guard (200..<300).contains(answer.status) else {
            throw refusal(answer, web) ?? ServiceError.onSubmit(answer, saying: ServiceWords.error(in: answer, web))
        }
        guard let json = answer.json, let id = json["id"]?.text, !id.isEmpty else {
            throw ServiceError(.ambiguous, "it answered \(answer.status) without an id: \(answer.excerpt)")
        }
        let link = json["polling_url"]?.text.flatMap(own)
        return Ticket(id, links: link.map { ["status": $0.absoluteString] } ?? [:])
    }

    public func look(_ ticket: Ticket, _ request: TakeRequest, _ ask: Ask) async throws -> Sighting {
        let web = try await connect()
        let address = ticket.links["status"].flatMap(own) ?? options.url("videos", ticket.id)
        let answer = try await web.send(WebRequest("GET", address))
        let reason = ServiceWords.error(in: answer, web)
        guard let json = answer.json, let status = ServiceWords.status(in: json) else {
            throw ServiceError.onLook(answer, saying: reason)
        }
        let cost = ServiceWords.microdollars(json["usage"]?["cost"])
        switch StatusWord(status) {
        case .queued, .unknown, .running:
            let isRunning = StatusWord(status) != .queued
            return .waiting(.init(isRunning: isRunning, word: status, share: nil, after: answer.retryAfter))
        case .succeeded:
            return .ready(.init(outputs: outputs(json, ticket), microdollars: cost, model: json["model"]?.text))
        case .failed:
            let text = reason ?? "it failed without a reason"
            return .ended(ServiceError(ServiceWords.isRefusal(text) ? .moderation : .modelFailure, text, microdollars: cost))
        case .cancelled: return .ended(ServiceError(.cancelled, reason ?? "it was cancelled at the service", microdollars: cost))
        case .expired: return .ended(ServiceError(.gone, reason ?? "it expired at the service", microdollars: cost))
        }
    }

    /// Signed addresses first, which need no key; then those that do, and the one every job has.
    private func outputs(_ json: JSONValue, _ ticket: Ticket) -> [ServiceOutput] {
        let signed = json["urls"]?.list?.compactMap(\.text) ?? []
        let unsigned = json["unsigned_urls"]?.list?.compactMap(\.text) ?? []
        let isTold = json["urls"] != nil || json["unsigned_urls"] != nil
        return (0..<(isTold ? max(signed.count, unsigned.count) : 1)).map { index in
            var addresses: [URL] = []
            if index < signed.count, let url = absolute(signed[index]) { addresses.append(url) }
            if index < unsigned.count, let url = own(unsigned[index]) { addresses.append(url) }
            let usual = options.url("videos", ticket.id, "content", query: [("index", "\(index)")])
            if !addresses.contains(usual) { addresses.append(usual) }
            return ServiceOutput(.addresses(addresses))
        }
    }

    public func cancel(_ ticket: Ticket, _ request: TakeRequest, _ ask: Ask) async throws -> Cancelling {
        .impossible("OpenRouter cannot cancel a video; it is made and charged all the same")
    }

    /// An address that may be relative to the service's.
    private func absolute(_ text: String) -> URL? {
        URL(string: text, relativeTo: options.baseURL.appendingPathComponent(""))?.absoluteURL
    }

    /// The same, but only on the service's own origin: the key goes nowhere else.
    private func own(_ text: String) -> URL? {
        guard let url = absolute(text), let origin = Origin(url), origin == Origin(options.baseURL) else { return nil }
        return url
    }

    /// A create refused for its content: `metadata.reasons` with 403, or in words with 400.
    private func refusal(_ answer: WebAnswer, _ web: WebClient) -> ServiceError? {
        guard [400, 403, 422].contains(answer.status) else { return nil }
        let metadata = answer.json?["error"]?["metadata"]
        let reasons = metadata?["reasons"]?.list?.compactMap(\.text) ?? []
        let text = ServiceWords.error(in: answer, web) ?? answer.excerpt
        guard !reasons.isEmpty || ServiceWords.isRefusal(text) else { return nil }
        return ServiceError(.moderation, web.redactor.clean(reasons.isEmpty ? text : "\(text) (\(reasons.joined(separator: ", ")))"))
    }
}
