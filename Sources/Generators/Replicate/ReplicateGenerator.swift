import Content
public import Editorial
import Foundation
import Web

/// Replicate: models of anybody as predictions. https://replicate.com/docs/reference/http
public struct ReplicateGenerator: Service {
    private static let example = "bytedance/seedance-2.0"

    public static let kind = GeneratorKind(
        "replicate", doc: "Replicate: video models of anybody with one key.",
        options: HostedOptions.own(example: example) + ServiceOptions.shared(leavingOut: ["model", "extra"]))

    /// Longest data URI Replicate takes inside a request.
    private static let mostInline = 256_000

    public let options: ServiceOptions
    private let hosted: HostedOptions
    private let uploads = Uploads()

    public init(spec: GeneratorSpec, folder: String) throws {
        options = try ServiceOptions(
            spec, kind: Self.kind, folder: folder, baseURL: "https://api.replicate.com/v1", keyEnvironment: "REPLICATE_API_TOKEN",
            concurrent: 4, poll: 5)
        hosted = try HostedOptions(options, example: Self.example)
        for model in [hosted.model, hosted.pictureModel] where Self.place(of: model) == nil {
            throw GeneratorError(
                .configuration, "generator '\(spec.name)'",
                "model '\(model)' is no name of Replicate's; expected owner/name, owner/name:version or deployments/owner/name")
        }
    }

    public var takesNegative: Bool { profile(hosted.model).fields["negative"] != nil }

    private func profile(_ model: String) -> ModelProfile { ReplicateModels.profile(of: model).naming(hosted.fields) }

    /// Where a prediction of a model is made, and the version that goes into the body.
    private static func place(of model: String) -> (path: [String], version: String?)? {
        let named = model.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let parts = named[0].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard named.count <= 2, !named.contains(""), !parts.contains("") else { return nil }
        if named.count == 2 { return parts.count == 2 ? (["predictions"], model) : nil }
        switch (parts.count, parts[0]) {
        case (3, "deployments"): return (parts + ["predictions"], nil)
        case (2, _): return (["models"] + parts + ["predictions"], nil)
        default: return nil
        }
    }

    public func prepare(_ request: TakeRequest, _ ask: Ask) async throws -> Prepared {
        let model = hosted.model(for: request)
        let input = input(request)
        var sent: [String: JSONValue] = ["input": .object(input.body)]
        if let version = Self.place(of: model)?.version { sent["version"] = .string(version) }
        _ = try await filled(.object(sent), request)
        return Prepared(sent: .object(sent), warnings: input.warnings, estimate: hosted.estimate(request, input, options))
    }

    private func input(_ request: TakeRequest) -> ModelProfile.Input {
        let model = hosted.model(for: request)
        return profile(model).input(for: request, by: model, fixed: hosted.input, audio: options.audio ?? false)
    }

    public func estimate(_ request: TakeRequest) -> Estimate { hosted.estimate(request, input(request), options) }

    private func filled(_ sent: JSONValue, _ request: TakeRequest) async throws -> JSONValue {
        try await uploads.filled(sent, from: request.inputs, mostInline: Self.mostInline) { try await upload($0, type: $1) }
    }

    private func upload(_ file: InputFile, type: String) async throws -> String {
        let name = file.digest.hex.prefix(16) + "." + type.split(separator: "/")[1]
        let web = try await connect()
        let answer = try await web.send(
            WebRequest(
                "POST", options.url("files"),
                body: .multipart([FormPart("content", file: file.path, filename: String(name), type: type)]), timeout: .seconds(300)))
        guard (200..<300).contains(answer.status), let address = answer.json?["urls"]?["get"]?.text else {
            throw ServiceError.onLook(
                answer, saying: "the picture cannot be uploaded: \(ServiceWords.error(in: answer, web) ?? answer.excerpt)")
        }
        return address
    }

    public func submit(_ prepared: Prepared, _ request: TakeRequest, _ ask: Ask) async throws -> Ticket {
        guard let place = Self.place(of: hosted.model(for: request)) else { preconditionFailure("the model was checked at the start") }
        let body = try await filled(prepared.sent, request)
        let web = try await connect()
        let address = place.path.reduce(options.baseURL) { $0.appending(component: $1) }
        let answer = try await web.send(WebRequest("POST", address, body: .json(body), timeout: .seconds(120)))
        guard (200..<300).contains(answer.status) else { throw Self.refusal(answer, web) }
        guard let id = answer.json?["id"]?.text, !id.isEmpty else {
            throw ServiceError(.ambiguous, "it answered \(answer.status) without an id: \(answer.excerpt)")
        }
        return Ticket(id)
    }

    private static func refusal(_ answer: WebAnswer, _ web: WebClient) -> ServiceError {
        let words = ServiceWords.error(in: answer, web)
        if answer.status == 429 {
            return ServiceError(.rateLimited(after: answer.retryAfter ?? words.flatMap(pause)), "HTTP 429: \(words ?? answer.excerpt)")
        }
        return ServiceError.onSubmit(answer, saying: words)
    }

    /// The seconds of "…Your rate limit resets in ~30s."
    static func pause(in text: String) -> Duration? {
        guard let found = text.firstMatch(of: /resets in ~?(\d+)\s*s/), let seconds = Int(found.1) else { return nil }
        return .seconds(min(seconds, 600))
    }

    public func look(_ ticket: Ticket, _ request: TakeRequest, _ ask: Ask) async throws -> Sighting {
        let web = try await connect()
        let answer = try await web.send(WebRequest("GET", options.url("predictions", ticket.id)))
        let words = ServiceWords.plain(answer.json?["error"]).map { web.redactor.clean($0) }
        guard let json = answer.json, let status = ServiceWords.status(in: json) else {
            if answer.status == 429 { throw Self.refusal(answer, web) }
            throw ServiceError.onLook(answer, saying: ServiceWords.error(in: answer, web))
        }
        switch StatusWord(status) {
        case .queued: return .waiting(.init(isRunning: false, word: status, after: answer.retryAfter))
        case .running, .unknown:
            return .waiting(.init(isRunning: true, word: status, share: Self.share(json["logs"]?.text), after: answer.retryAfter))
        case .succeeded:
            if json["data_removed"]?.bool == true, json["output"] == nil {
                return .ended(ServiceError(.gone, "Replicate keeps what it made for one hour only, and has removed this"))
            }
            return .ready(
                .init(
                    outputs: OutputAddresses.found(in: .object(["output": json["output"] ?? .null])).map {
                        ServiceOutput(.addresses([$0]))
                    },
                    model: json["model"]?.text))
        case .failed:
            let text = words ?? "it failed without a reason"
            return .ended(ServiceError(ServiceWords.isRefusal(text) ? .moderation : .modelFailure, text))
        case .cancelled:
            let isAborted = status == "aborted"
            return .ended(
                ServiceError(
                    .cancelled,
                    isAborted ? "its time ran out before it was started; it was not charged" : words ?? "it was cancelled at the service",
                    microdollars: isAborted ? 0 : nil))
        case .expired: return .ended(ServiceError(.gone, words ?? "it expired at the service"))
        }
    }

    /// The last percentage a model has logged.
    private static func share(_ logs: String?) -> Double? {
        guard let logs else { return nil }
        return logs.suffix(2000).matches(of: /(\d{1,3})%/).last.flatMap { Double($0.1) }.map { $0 / 100 }
    }

    // MARK: Finding

    /// Most pages of a hundred predictions that are looked through.
    private static let mostPages = 20

    public func find(_ request: TakeRequest, _ ask: Ask, known: Set<String>) async throws -> Finding {
        let web = try await connect()
        let profile = profile(hosted.model(for: request))
        let sent = input(request).body
        var address = options.url("predictions")
        var (found, isBlind) = (Set<String>(), false)
        for _ in 0..<Self.mostPages {
            let answer = try await web.send(WebRequest("GET", address))
            guard answer.status == 200, let json = answer.json, let list = json["results"]?.list else {
                throw ServiceError.onLook(answer, saying: ServiceWords.error(in: answer, web))
            }
            var isPast = false
            for prediction in list {
                guard let id = prediction["id"]?.text, let made = prediction["created_at"]?.text.flatMap(Self.milliseconds) else {
                    continue
                }
                // A minute for clocks that differ.
                if made < ask.asked - 60_000 {
                    isPast = true
                    continue
                }
                if known.contains(id) { continue }
                switch Self.isSame(prediction, sent, profile) {
                case true?: found.insert(id)
                case false?: break
                case nil: isBlind = true
                }
            }
            guard !isPast, let next = json["next"]?.text else { return Self.finding(found, isBlind, ask) }
            guard let url = URL(string: next), Origin(url) == Origin(options.baseURL) else {
                return .unsure("the list goes on at another address, where the key is not sent")
            }
            address = url
        }
        return .unsure("the list of predictions since then is too long to look through")
    }

    private static func finding(_ found: Set<String>, _ isBlind: Bool, _ ask: Ask) -> Finding {
        if let id = found.first, found.count == 1 { return .found(Ticket(id)) }
        if found.count > 1 {
            return .unsure("\(found.count) predictions have this prompt and seed: \(found.sorted().joined(separator: ", "))")
        }
        if isBlind { return .unsure("some predictions of that time are listed without what was asked, and it may be one of them") }
        // What was cut off a moment ago may still be on its way into the list.
        if Int64(Date.now.timeIntervalSince1970 * 1000) < ask.asked + 60_000 {
            return .unsure("it is not in the list yet; look again in a minute")
        }
        return .never
    }

    /// Whether a prediction is of what we would send: its prompt, and its seed where the model takes one. Nil when the list does not
    /// say what was asked.
    private static func isSame(_ prediction: JSONValue, _ sent: [String: JSONValue], _ profile: ModelProfile) -> Bool? {
        guard let field = profile.fields["prompt"], let wanted = sent[field]?.text else { return nil }
        guard let input = prediction["input"]?.map, !input.isEmpty else { return nil }
        guard input[field]?.text == wanted else { return false }
        guard let field = profile.fields["seed"], let seed = sent[field]?.text else { return true }
        return input[field]?.text == seed
    }

    private static func milliseconds(_ text: String) -> Int64? {
        // The fraction, of any number of digits, decides nothing here.
        let whole = text.replacing(/\.\d+/, with: "")
        return (try? Date.ISO8601FormatStyle().parse(whole)).map { Int64($0.timeIntervalSince1970 * 1000) }
    }

    public func cancel(_ ticket: Ticket, _ request: TakeRequest, _ ask: Ask) async throws -> Cancelling {
        let web = try await connect()
        let answer = try await web.send(WebRequest("POST", options.url("predictions", ticket.id, "cancel")))
        guard (200..<300).contains(answer.status) else {
            if answer.status == 404 { return .impossible("Replicate does not know it any more") }
            throw ServiceError.onLook(answer, saying: ServiceWords.error(in: answer, web))
        }
        guard let status = answer.json.flatMap(ServiceWords.status) else { return .asked }
        switch StatusWord(status) {
        case .cancelled: return .stopped
        case .succeeded, .failed: return .impossible("Replicate has finished it already; it is charged")
        default: return .asked
        }
    }
}
