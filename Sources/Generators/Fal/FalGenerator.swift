import Content
public import Editorial
package import Foundation
public import Web

/// The queue of fal. https://docs.fal.ai/model-apis/model-endpoints/queue
public struct FalGenerator: Service {
    private static let example = "bytedance/seedance-2.0/text-to-video"

    public static let kind = GeneratorKind(
        "fal", doc: "fal: video models of many makers with one key.",
        options: HostedOptions.own(example: example) + [
            .init(
                "upload_url", .text, shapes: false,
                doc:
                    "Where pictures are uploaded; fal's own storage by default. With another base_url and without this they are sent "
                    + "inside the request."
            )
        ] + ServiceOptions.shared(leavingOut: ["model", "extra"]))

    public let options: ServiceOptions
    private let hosted: HostedOptions
    private let storage: URL?
    private let uploads = Uploads()

    public init(spec: GeneratorSpec, folder: String) throws {
        options = try ServiceOptions(
            spec, kind: Self.kind, folder: folder, baseURL: "https://queue.fal.run", keyEnvironment: "FAL_KEY", concurrent: 2, poll: 5)
        hosted = try HostedOptions(options, example: Self.example)
        if let address = options.all["upload_url"]?.text {
            guard let url = URL(string: address), let origin = Origin(url), url.scheme == "https" || origin.isLoopback else {
                throw GeneratorError(
                    .configuration, "generator '\(spec.name)'", "upload_url is no https address; expected one such as https://rest.fal.ai")
            }
            storage = url
        } else {
            storage = Self.isFal(options.baseURL) ? URL(string: "https://rest.fal.ai") : nil
        }
    }

    public var takesNegative: Bool { profile(hosted.model).fields["negative"] != nil }

    public func connect() async throws -> WebClient { try await options.connect(prefix: "Key ") }

    private func profile(_ model: String) -> ModelProfile { FalModels.profile(of: model).naming(hosted.fields) }

    public func prepare(_ request: TakeRequest, _ ask: Ask) async throws -> Prepared {
        let model = hosted.model(for: request)
        if request.firstFrame != nil, model.hasSuffix("/text-to-video") {
            throw ServiceError(
                .badRequest,
                "\(model) makes video from words alone, and the shot starts from a picture; name the model for pictures in "
                    + "model_with_picture, often \(model.replacing("/text-to-video", with: "/image-to-video"))"
            )
        }
        let input = input(request)
        let sent = JSONValue.object(input.body)
        _ = try await filled(sent, request)
        return Prepared(sent: sent, warnings: input.warnings, estimate: hosted.estimate(request, input, options))
    }

    private func input(_ request: TakeRequest) -> ModelProfile.Input {
        let model = hosted.model(for: request)
        return profile(model).input(for: request, by: model, fixed: hosted.input, audio: options.audio ?? false)
    }

    public func estimate(_ request: TakeRequest) -> Estimate { hosted.estimate(request, input(request), options) }

    private func filled(_ sent: JSONValue, _ request: TakeRequest) async throws -> JSONValue {
        try await SentFile.filled(sent, from: request.inputs) { file in
            guard let storage else {
                let (data, type) = try SentFile.read(file)
                return SentFile.dataURI(data, type: type)
            }
            return try await uploads.address(of: file) { try await upload($0, to: storage) }
        }
    }

    /// Into fal's storage: asked for a place with the key, put there without.
    private func upload(_ file: InputFile, to storage: URL) async throws -> String {
        let (data, type) = try SentFile.read(file)
        let name = file.digest.hex.prefix(16) + "." + type.split(separator: "/")[1]
        let start = storage.appending(path: "storage/upload/initiate").appending(queryItems: [.init(name: "storage_type", value: "gcs")])
        let web = try await client(for: storage)
        let asked = try await web.send(
            WebRequest("POST", start, body: .json(.object(["file_name": .string(String(name)), "content_type": .string(type)]))))
        guard (200..<300).contains(asked.status), let place = asked.json?["upload_url"]?.text.flatMap({ URL(string: $0) }),
            let address = asked.json?["file_url"]?.text
        else {
            throw ServiceError.onLook(
                asked, saying: "the picture cannot be uploaded: \(ServiceWords.error(in: asked, web) ?? asked.excerpt)")
        }
        let put = try await WebClient(redactor: web.redactor, reach: web.reach).send(
            WebRequest("PUT", place, body: .data(data, type: type), timeout: .seconds(300)))
        guard (200..<300).contains(put.status) else {
            throw ServiceError(.transient(after: put.retryAfter), "the picture cannot be uploaded: HTTP \(put.status)")
        }
        return address
    }

    public func submit(_ prepared: Prepared, _ request: TakeRequest, _ ask: Ask) async throws -> Ticket {
        let body = try await filled(prepared.sent, request)
        let web = try await connect()
        let answer = try await web.send(
            WebRequest(
                "POST", address(hosted.model(for: request).split(separator: "/").map(String.init)),
                // Left alone, fal runs a failed request up to ten times more.
                headers: [("X-Fal-No-Retry", "1")], body: .json(body), timeout: .seconds(120)))
        guard (200..<300).contains(answer.status) else {
            if let refusal = refusal(answer, web) { throw refusal }
            let words = ServiceWords.error(in: answer, web)
            if answer.status == 403, words?.lowercased().contains("balance") == true {
                throw ServiceError(.quota, "HTTP 403: \(words ?? "")")
            }
            throw ServiceError.onSubmit(answer, saying: words)
        }
        guard let json = answer.json, let id = json["request_id"]?.text, !id.isEmpty else {
            throw ServiceError(.ambiguous, "it answered \(answer.status) without a request_id: \(answer.excerpt)")
        }
        var links: [String: String] = [:]
        for (name, key) in [("status", "status_url"), ("result", "response_url"), ("cancel", "cancel_url")] {
            if let url = json[key]?.text.flatMap({ URL(string: $0) }), isTrusted(url), url.query == nil { links[name] = url.absoluteString }
        }
        return Ticket(id, links: links)
    }

    public func look(_ ticket: Ticket, _ request: TakeRequest, _ ask: Ask) async throws -> Sighting {
        let address = link("status", ticket, request)
        let web = try await client(for: address)
        let answer = try await web.send(WebRequest("GET", address))
        guard let json = answer.json, let status = ServiceWords.status(in: json) else {
            throw ServiceError.onLook(answer, saying: ServiceWords.error(in: answer, web))
        }
        switch StatusWord(status) {
        case .queued:
            let place = json["queue_position"]?.int.map { "\(status), place \($0)" } ?? status
            return .waiting(.init(isRunning: false, word: place, after: answer.retryAfter))
        case .running, .unknown: return .waiting(.init(isRunning: true, word: status, after: answer.retryAfter))
        case .succeeded:
            // Finished, for better or worse.
            if let error = ServiceWords.plain(json["error"]) {
                let text = web.redactor.clean([json["error_type"]?.text, error].compactMap { $0 }.joined(separator: ": "))
                let kind: ServiceError.Kind =
                    if ServiceWords.isRefusal(text) { .moderation } else if text.lowercased().contains("cancelled") { .cancelled } else {
                        .modelFailure
                    }
                return .ended(ServiceError(kind, text))
            }
            return try await result(ticket, request)
        case .failed: return .ended(ServiceError(.modelFailure, ServiceWords.error(in: answer, web) ?? "it failed without a reason"))
        case .cancelled: return .ended(ServiceError(.cancelled, "it was cancelled at the service"))
        case .expired: return .ended(ServiceError(.gone, "it expired at the service"))
        }
    }

    private func result(_ ticket: Ticket, _ request: TakeRequest) async throws -> Sighting {
        let address = link("result", ticket, request)
        let web = try await client(for: address)
        let answer = try await web.send(WebRequest("GET", address))
        let words = ServiceWords.error(in: answer, web)
        if (200..<300).contains(answer.status), let json = answer.json {
            return .ready(
                .init(
                    outputs: OutputAddresses.found(in: json).map { ServiceOutput(.addresses([$0])) },
                    seed: json["seed"]?.int.flatMap { UInt64(exactly: $0) }))
        }
        if answer.status == 400, words?.lowercased().contains("in progress") == true {
            return .waiting(.init(isRunning: true, word: "in progress", after: answer.retryAfter))
        }
        if let refusal = refusal(answer, web) { return .ended(refusal) }
        let isTyped = answer.json?["detail"]?.list != nil || answer.headers["X-Fal-Error-Type"] != nil || answer.json?["error_type"] != nil
        // A bare 5xx comes and goes for some minutes after the work is done; one that names its error is the outcome.
        if answer.status >= 500, isTyped { return .ended(ServiceError(.modelFailure, words ?? answer.excerpt, microdollars: 0)) }
        if (400..<500).contains(answer.status), ![401, 403, 404, 408, 429].contains(answer.status) {
            return .ended(ServiceError(.modelFailure, words ?? answer.excerpt))
        }
        throw ServiceError.onLook(answer, saying: words)
    }

    /// A refusal for content says so in `type`, and in `loc` what it is about.
    private func refusal(_ answer: WebAnswer, _ web: WebClient) -> ServiceError? {
        let details = answer.json?["detail"]?.list ?? []
        let refused = details.filter { $0["type"]?.text == "content_policy_violation" }
        guard !refused.isEmpty else { return nil }
        let inputs = Set(refused.compactMap { detail in detail["loc"]?.list?.compactMap(\.text).last { $0 != "body" } }.map(Self.input))
        let text = refused.compactMap { $0["msg"]?.text }.joined(separator: "; ")
        return ServiceError(
            .moderation, web.redactor.clean(text.isEmpty ? "refused for its content" : text),
            input: inputs.isEmpty ? nil : inputs.sorted().joined(separator: " and "))
    }

    private static func input(_ field: String) -> String {
        field.contains("image") || field.contains("frame") ? "image" : field
    }

    public func cancel(_ ticket: Ticket, _ request: TakeRequest, _ ask: Ask) async throws -> Cancelling {
        let address = link("cancel", ticket, request)
        let web = try await client(for: address)
        let answer = try await web.send(WebRequest("PUT", address))
        switch answer.status {
        case 200..<300: return .asked
        case 400: return .impossible("fal has finished it already; it is charged")
        case 404: return .impossible("fal does not know it any more")
        default: throw ServiceError.onLook(answer, saying: ServiceWords.error(in: answer, web))
        }
    }

    // MARK: Addresses

    private static func isFal(_ url: URL) -> Bool {
        guard url.scheme == "https", let host = url.host()?.lowercased() else { return false }
        return ["fal.run", "falrun.com"].contains { host == $0 || host.hasSuffix("." + $0) }
    }

    private func isTrusted(_ url: URL) -> Bool { Self.mayHaveKey(url, base: options.baseURL) }

    /// The key goes to the service's own origin, and from fal's to fal's other names; never from a proxy to fal or the other way.
    package static func mayHaveKey(_ url: URL, base: URL) -> Bool {
        guard let origin = Origin(url) else { return false }
        return origin == Origin(base) || (isFal(base) && isFal(url))
    }

    /// A client that has the key for an address: for the base, the storage that the project names, and fal's own hosts.
    private func client(for url: URL) async throws -> WebClient {
        guard let origin = Origin(url), origin != Origin(options.baseURL), let key = options.key,
            isTrusted(url) || url.isSameOrigin(storage)
        else { return try await connect() }
        do {
            let secret = try await Secret.read(key)
            return WebClient(
                credentials: [Credential(header: "Authorization", prefix: "Key ", secret: secret, origin: origin)],
                redactor: Redactor(secrets: [secret]), reach: options.reach.and(storage))
        } catch let error as SecretError {
            throw ServiceError(.auth, "generator '\(options.name)': \(error)")
        }
    }

    /// The address fal gave, else the usual one: of the request under its owner and app, without the rest of the model's path.
    private func link(_ name: String, _ ticket: Ticket, _ request: TakeRequest) -> URL {
        if let url = ticket.links[name].flatMap({ URL(string: $0) }), isTrusted(url) { return url }
        let parts = hosted.model(for: request).split(separator: "/").map(String.init)
        let owner = Array(parts.prefix(["workflows", "comfy"].contains(parts.first) ? 3 : 2))
        let last: [String] =
            switch name {
            case "status": ["status"]
            case "cancel": ["cancel"]
            default: []
            }
        return address(owner + ["requests", ticket.id] + last)
    }

    private func address(_ parts: [String]) -> URL {
        let text = options.baseURL.absoluteString + parts.map { "/" + ServiceOptions.encoded($0) }.joined()
        guard let url = URL(string: text) else { preconditionFailure("every part of an address is percent-encoded") }
        return url
    }
}

extension URL {
    fileprivate func isSameOrigin(_ other: URL?) -> Bool { other.flatMap { Origin($0) } == Origin(self) }
}
