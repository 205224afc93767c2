import Content
public import Editorial
import Foundation
import Web

/// Runway's own API. https://docs.dev.runwayml.com/api
public struct RunwayGenerator: Service {
    public static let kind = GeneratorKind(
        "runway", doc: "Runway: its own models and those it resells.",
        options: [
            .init("model", .text, required: true, doc: "Model by Runway's name for it: `gen4.5`."),
            .init("api_version", .text, shapes: false, doc: "Version of the API that is asked for; 2024-11-06 by default."),
        ] + ServiceOptions.shared(leavingOut: ["model"]))

    /// Longest data URI Runway takes inside a request.
    private static let mostInline = 5_000_000

    public let options: ServiceOptions
    private let modelName: String
    private let version: String
    private let uploads = Uploads()

    public init(spec: GeneratorSpec, folder: String) throws {
        options = try ServiceOptions(
            spec, kind: Self.kind, folder: folder, baseURL: "https://api.dev.runwayml.com/v1", keyEnvironment: "RUNWAYML_API_SECRET",
            concurrent: 2, poll: 6)
        modelName = try options.requiredModel(example: "gen4.5")
        version = options.all["api_version"]?.text ?? "2024-11-06"
    }

    public var takesNegative: Bool { RunwayModel.named(modelName).negative }

    private func call(_ method: String, _ url: URL, body: WebBody? = nil, timeout: Duration = .seconds(60)) -> WebRequest {
        WebRequest(method, url, headers: [("X-Runway-Version", version)], body: body, timeout: timeout)
    }

    public func prepare(_ request: TakeRequest, _ ask: Ask) async throws -> Prepared {
        let model = RunwayModel.named(modelName)
        if model.needsPicture, request.firstFrame == nil {
            throw ServiceError(
                .badRequest, "\(modelName) starts from a picture, and the shot has none; add first_frame to it or take another model")
        }
        if let most = model.mostPrompt, request.prompt.utf16.count > most {
            throw ServiceError(
                .badRequest,
                "the prompt has \(request.prompt.utf16.count) characters, and \(modelName) takes \(most); make the shot's prompt or the "
                    + "look shorter",
                input: "prompt")
        }
        let (sent, warnings) = sent(request, model)
        _ = try await filled(sent, request)
        return Prepared(sent: sent, warnings: warnings, estimate: estimate(request, sent))
    }

    public func estimate(_ request: TakeRequest) -> Estimate {
        estimate(request, sent(request, RunwayModel.named(modelName)).0)
    }

    private func estimate(_ request: TakeRequest, _ sent: JSONValue) -> Estimate {
        let (width, height) = Legal.pixels(
            resolution: sent["resolution"]?.text ?? sent["ratio"]?.text, width: request.width, height: request.height)
        let seconds = sent["duration"].flatMap(ModelProfile.seconds) ?? request.seconds
        return options.estimate(model: modelName, seconds: seconds, width: width, height: height)
    }

    private func sent(_ request: TakeRequest, _ model: RunwayModel) -> (JSONValue, [String]) {
        var warnings: [String] = []
        var body: [String: JSONValue] = ["model": .string(modelName), "promptText": .string(request.prompt)]
        let seconds =
            model.lengths.map { Legal.seconds(request.seconds, among: $0, by: modelName, warnings: &warnings) }
            ?? Legal.wholeSeconds(request.seconds)
        body["duration"] = .integer(seconds)
        putSize(request, model, &body, &warnings)
        if model.seed {
            body["seed"] = .integer(Int(clamping: request.seed))
        } else {
            warnings.append("\(modelName) takes no seed; the same take cannot be asked for again")
        }
        if model.audio != nil {
            body["audio"] = .bool(options.audio ?? false)
        } else if options.audio == true {
            warnings.append("\(modelName) has no switch for sound; `audio` was not sent")
        }
        if let negative = request.negative, !negative.isEmpty {
            if model.negative {
                body["negativePrompt"] = .string(negative)
            } else {
                warnings.append("\(modelName) has no field for what to avoid; it was not sent: write it in the prompt")
            }
        }
        putPictures(request, model, &body, &warnings)
        if !model.isKnown { warnings.append("\(modelName) is not in the list of known models; see `extra` for what it wants besides") }
        return (JSONValue.object(body).merging(.object(options.extra.mapValues { JSONValue($0) })), warnings)
    }

    private func putSize(_ request: TakeRequest, _ model: RunwayModel, _ body: inout [String: JSONValue], _ warnings: inout [String]) {
        let (width, height) = (request.width, request.height)
        if let resolutions = model.resolutions, options.extra["resolution"] == nil {
            body["resolution"] = Legal.resolution(width: width, height: height, among: resolutions, by: modelName, warnings: &warnings)
                .map { .string($0) }
        }
        guard options.extra["ratio"] == nil else { return }
        let ratios = (request.firstFrame == nil ? nil : model.pictureRatios) ?? model.ratios
        if let ratios {
            let isPixels = ratios.contains { Legal.lines($0) != nil }
            let ratio =
                isPixels
                ? Legal.size(width: width, height: height, among: ratios, by: modelName, warnings: &warnings)
                : Legal.shape(width: width, height: height, among: ratios, by: modelName, warnings: &warnings)
            body["ratio"] = ratio.map { .string($0) }
        } else if model.resolutions == nil {
            body["ratio"] = .string("\(width):\(height)")
            warnings.append(
                "the sizes of \(modelName) are not in the list of known models; \(width):\(height) is sent: see extra: {ratio: …}")
        }
    }

    private func putPictures(_ request: TakeRequest, _ model: RunwayModel, _ body: inout [String: JSONValue], _ warnings: inout [String]) {
        let first = request.inputs["first_frame"].map(SentFile.marker)
        var last = request.inputs["last_frame"].map(SentFile.marker)
        if last != nil, !model.lastFrame {
            warnings.append("\(modelName) takes no last frame; the picture was not sent")
            last = nil
        }
        guard let last else {
            body["promptImage"] = first
            return
        }
        var list: [JSONValue] = []
        if let first { list.append(.object(["uri": first, "position": "first"])) }
        list.append(.object(["uri": last, "position": "last"]))
        body["promptImage"] = .array(list)
    }

    private func filled(_ sent: JSONValue, _ request: TakeRequest) async throws -> JSONValue {
        try await uploads.filled(sent, from: request.inputs, mostInline: Self.mostInline) { try await upload($0, type: $1) }
    }

    /// A place is asked for with the key; the file goes there as a form, without it.
    private func upload(_ file: InputFile, type: String) async throws -> String {
        let name = file.digest.hex.prefix(16) + "." + type.split(separator: "/")[1]
        let web = try await connect()
        let asked = try await web.send(
            call("POST", options.url("uploads"), body: .json(.object(["filename": .string(String(name)), "type": "ephemeral"]))))
        guard (200..<300).contains(asked.status), let place = asked.json?["uploadUrl"]?.text.flatMap({ URL(string: $0) }),
            let address = asked.json?["runwayUri"]?.text
        else {
            throw ServiceError.onLook(
                asked, saying: "the picture cannot be uploaded: \(ServiceWords.error(in: asked, web) ?? asked.excerpt)")
        }
        let fields = (asked.json?["fields"]?.map ?? [:]).sorted { $0.key < $1.key }.map { FormPart($0.key, text: $0.value.text ?? "") }
        let file = FormPart("file", file: file.path, filename: String(name), type: type)
        let put = try await WebClient(redactor: web.redactor, reach: web.reach).send(
            WebRequest("POST", place, body: .multipart(fields + [file]), timeout: .seconds(300)))
        guard (200..<300).contains(put.status) else {
            throw ServiceError(.transient(after: put.retryAfter), "the picture cannot be uploaded: HTTP \(put.status)")
        }
        return address
    }

    public func submit(_ prepared: Prepared, _ request: TakeRequest, _ ask: Ask) async throws -> Ticket {
        let body = try await filled(prepared.sent, request)
        let web = try await connect()
        let path = body["promptImage"] == nil ? "text_to_video" : "image_to_video"
        let answer = try await web.send(call("POST", options.url(path), body: .json(body), timeout: .seconds(120)))
        guard (200..<300).contains(answer.status) else {
            let words = Self.words(answer, web)
            if answer.status == 400, let words, ServiceWords.isRefusal(words) { throw ServiceError(.moderation, words) }
            if answer.status == 400, let words, words.contains("credits") { throw ServiceError(.quota, "HTTP 400: \(words)") }
            throw ServiceError.onSubmit(answer, saying: words)
        }
        guard let id = answer.json?["id"]?.text, !id.isEmpty else {
            throw ServiceError(.ambiguous, "it answered \(answer.status) without an id: \(answer.excerpt)")
        }
        return Ticket(id)
    }

    public func look(_ ticket: Ticket, _ request: TakeRequest, _ ask: Ask) async throws -> Sighting {
        let web = try await connect()
        let answer = try await web.send(call("GET", options.url("tasks", ticket.id)))
        guard let json = answer.json, let status = ServiceWords.status(in: json) else {
            throw ServiceError.onLook(answer, saying: Self.words(answer, web))
        }
        let cost = Self.microdollars(json["cost"])
        switch StatusWord(status) {
        case .queued: return .waiting(.init(isRunning: false, word: status, after: answer.retryAfter))
        case .running, .unknown:
            return .waiting(.init(isRunning: true, word: status, share: json["progress"]?.double, after: answer.retryAfter))
        case .succeeded:
            return .ready(.init(outputs: OutputAddresses.found(in: json).map { ServiceOutput(.addresses([$0])) }, microdollars: cost))
        case .failed: return .ended(Self.failure(json, cost, web))
        case .cancelled: return .ended(ServiceError(.cancelled, "it was cancelled at the service", microdollars: cost))
        case .expired: return .ended(ServiceError(.gone, "it expired at the service", microdollars: cost))
        }
    }

    /// The first parts of the code say what went wrong; what comes after them is for Runway and may name the wrong input.
    /// https://docs.dev.runwayml.com/errors/task-failures
    private static func failure(_ json: JSONValue, _ cost: Int?, _ web: WebClient) -> ServiceError {
        let code = json["failureCode"]?.text ?? ""
        let words = ServiceWords.plain(json["failure"]) ?? "it failed without a reason"
        let text = web.redactor.clean(code.isEmpty ? words : "\(words) (\(code))")
        let kind: ServiceError.Kind =
            if code.split(separator: ".").contains("SAFETY") { .moderation } else if code.hasPrefix("INPUT_PREPROCESSING") {
                .badRequest
            } else {
                .modelFailure
            }
        return ServiceError(kind, text, microdollars: cost)
    }

    /// A credit is a cent.
    private static func microdollars(_ cost: JSONValue?) -> Int? {
        (cost?["credits"]?.double).flatMap { $0 >= 0 && $0 < 1e9 ? Int(($0 * 10_000).rounded()) : nil }
    }

    /// `error`, and each of the `issues` with the field it is about.
    private static func words(_ answer: WebAnswer, _ web: WebClient) -> String? {
        let issues = (answer.json?["issues"]?.list ?? []).compactMap { issue -> String? in
            guard let message = issue["message"]?.text else { return nil }
            let path = (issue["path"]?.list ?? []).compactMap(\.text).joined(separator: ".")
            return path.isEmpty ? message : "\(path): \(message)"
        }
        let all = [ServiceWords.error(in: answer.json)].compactMap { $0 } + issues
        return all.isEmpty ? nil : web.redactor.clean(all.joined(separator: "; "))
    }

    /// Deleting stops a task at work, but takes a finished one away with its file: so it is looked at first.
    public func cancel(_ ticket: Ticket, _ request: TakeRequest, _ ask: Ask) async throws -> Cancelling {
        switch try await look(ticket, request, ask) {
        case .ready: return .impossible("Runway has finished it already; it is charged")
        case .ended(let error) where error.kind == .cancelled: return .stopped
        case .ended: return .impossible("Runway has given it up already")
        case .waiting: break
        }
        let web = try await connect()
        let answer = try await web.send(call("DELETE", options.url("tasks", ticket.id)))
        if answer.status == 404 { return .impossible("Runway does not know it any more") }
        guard (200..<300).contains(answer.status) else { throw ServiceError.onLook(answer, saying: Self.words(answer, web)) }
        return .stopped
    }
}
