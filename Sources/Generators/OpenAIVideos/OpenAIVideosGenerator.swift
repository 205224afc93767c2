import Content
public import Editorial
import Foundation
public import Web

/// The `/v1/videos` protocol, which outlived the service it was made for: SGLang-Diffusion, vLLM-Omni, LiteLLM, Azure, Dynamo and many
/// gateways speak it, each a little differently.
public struct OpenAIVideosGenerator: Service {
    public static let kind = GeneratorKind(
        "openai-videos", doc: "The /v1/videos protocol: SGLang-Diffusion, vLLM-Omni, LiteLLM and gateways.",
        options: OpenAIVideosOptions.own + ServiceOptions.shared())

    public let options: ServiceOptions
    private let own: OpenAIVideosOptions

    public init(spec: GeneratorSpec, folder: String) throws {
        own = try OpenAIVideosOptions(spec)
        options = try ServiceOptions(OpenAIVideosOptions.withPath(spec), kind: Self.kind, folder: folder, concurrent: 4, poll: 5)
        if own.dialect == .dynamo || own.dialect == .custom, options.model == nil {
            throw GeneratorError(.configuration, "generator '\(spec.name)'", "it names no model; expected model: the server's name for it")
        }
    }

    public func connect() async throws -> WebClient {
        try await options.connect(header: own.header, prefix: own.header.lowercased() == "authorization" ? "Bearer " : "")
    }

    /// Before the server was asked who it is, what is not known is hoped for.
    public var takesNegative: Bool {
        guard let name = own.dialect else { return true }
        return own.applied(to: .of(name, model: options.model)).fields["negative"] != nil
    }

    /// One's own machine costs nothing by the take, unless the project says so.
    public func estimate(_ request: TakeRequest) -> Estimate {
        Estimate(microdollars: price(own.dialect, request.seconds, request.width, request.height), seconds: nil)
    }

    private func price(_ name: VideosDialect.Name?, _ seconds: Double, _ width: Int, _ height: Int) -> Int? {
        options.price(seconds: seconds, width: width, height: height) ?? ([.sglang, .vllmOmni].contains(name) ? 0 : nil)
    }

    /// The dialect with the project's options over it, and whether anybody knows that it is this one.
    private func dialect() async throws -> (dialect: VideosDialect, isKnown: Bool) {
        if let name = own.dialect { return (own.applied(to: .of(name, model: options.model)), true) }
        let name = try await DialectFinder.shared.dialect(at: options.baseURL) { try await connect() }
        return (own.applied(to: name.map { .of($0, model: options.model) } ?? .unknown), name != nil)
    }

    public func prepare(_ request: TakeRequest, _ ask: Ask) async throws -> Prepared {
        let (dialect, isKnown) = try await dialect()
        if dialect.isBlocking, options.model == nil {
            throw ServiceError(.badRequest, "\(dialect.title) wants to be told the model; add model: to generator '\(options.name)'")
        }
        var plan = VideosBody(dialect: dialect, reference: own.reference).plan(request, options: options, size: own.size)
        if !isKnown {
            plan.warnings.insert(
                "the server does not show which it is, so it is sent only what every one takes; name it with dialect:", at: 0)
        }
        let price = price(isKnown ? dialect.name : nil, plan.seconds, plan.width, plan.height)
        return Prepared(sent: plan.sent, warnings: plan.warnings, estimate: Estimate(microdollars: price, seconds: nil))
    }

    public func submit(_ prepared: Prepared, _ request: TakeRequest, _ ask: Ask) async throws -> Ticket {
        let (dialect, _) = try await dialect()
        let body = try await VideosBody(dialect: dialect, reference: own.reference).outgoing(prepared.sent, request.inputs)
        let web = try await connect()
        let timeout = dialect.isBlocking ? options.deadline : .seconds(180)
        let answer = try await web.send(
            WebRequest("POST", options.url("videos"), body: body, timeout: timeout), mostBytes: dialect.isBlocking ? 1 << 30 : 16 << 20)
        guard (200..<300).contains(answer.status) else { throw VideosComplaint.onSubmit(answer, web, dialect: dialect) }
        guard let json = answer.json else {
            throw ServiceError(.ambiguous, "it answered \(answer.status) with something that is no job: \(answer.excerpt)")
        }
        let id = [json["id"], json["task_id"], json["data"]?["id"], json["data"]?["task_id"]].compactMap { $0?.text }.first { !$0.isEmpty }
        // Who answers when all is done keeps nothing to look at: the answer itself is what is looked at later.
        if dialect.isBlocking || isComplete(json) { return try KeptAnswer.keep(answer.body, id: id, ask) }
        guard let id else { throw ServiceError(.ambiguous, "it answered \(answer.status) without an id: \(answer.excerpt)") }
        return Ticket(id)
    }

    /// True where a create was answered with the finished video.
    private func isComplete(_ json: JSONValue) -> Bool {
        guard let job = VideoJobAnswer(json), StatusWord(job.word) == .succeeded else { return false }
        return job.inline(0) != nil || !job.addresses(0, base: options.baseURL).isEmpty
    }

    public func look(_ ticket: Ticket, _ request: TakeRequest, _ ask: Ask) async throws -> Sighting {
        let (dialect, _) = try await dialect()
        let web = try await connect()
        if let kept = try KeptAnswer.read(ticket, ask) {
            guard let json = try? JSONValue(parsing: kept),
                let job = VideoJobAnswer(json) ?? VideoJobAnswer(json.merging(["status": "completed"]))
            else { return .ended(ServiceError(.modelFailure, "what was answered is no job")) }
            return sighting(job, ticket, dialect, web, after: nil)
        }
        let answer = try await web.send(WebRequest("GET", options.url("videos", ticket.id)))
        guard let job = VideoJobAnswer(answer) else { throw ServiceError.onLook(answer, saying: VideosComplaint(answer, web)?.words) }
        return sighting(job, ticket, dialect, web, after: answer.retryAfter)
    }

    private func sighting(_ job: VideoJobAnswer, _ ticket: Ticket, _ dialect: VideosDialect, _ web: WebClient, after: Duration?) -> Sighting
    {
        let cost = ServiceWords.microdollars(job.json["usage"]?["cost"])
        let complaint = VideosComplaint(job.json, web)
        func ended(_ kind: ServiceError.Kind, _ words: String) -> Sighting {
            .ended(ServiceError(kind, complaint?.words ?? words, input: complaint?.input, microdollars: cost))
        }
        let meaning = StatusWord(job.word)
        switch meaning {
        case .queued, .running, .unknown:
            return .waiting(.init(isRunning: meaning != .queued, word: web.redactor.clean(job.word), share: job.share, after: after))
        case .failed:
            return ended(complaint?.isRefusal == true ? .moderation : .modelFailure, "it failed, and the service does not say why")
        case .cancelled: return ended(.cancelled, "it was cancelled at the service")
        case .expired: return ended(.gone, "it has expired at the service")
        case .succeeded:
            let outputs = outputs(job, ticket, dialect)
            if outputs.isEmpty, let path = job.pathThere {
                return .ended(
                    ServiceError(
                        .badMedia,
                        "the video is a file on the server's own disk (\(web.redactor.clean(path))): have the server give addresses or "
                            + "send the file along", microdollars: cost))
            }
            return .ready(
                .init(
                    outputs: outputs, microdollars: cost, seed: job.json["seed"]?.int.flatMap { UInt64(exactly: $0) },
                    model: job.json["model"]?.text ?? options.model))
        }
    }

    /// Where the files are. `/content` is asked without `variant`: to SGLang `variant=video` is a video that is not there.
    private func outputs(_ job: VideoJobAnswer, _ ticket: Ticket, _ dialect: VideosDialect) -> [ServiceOutput] {
        (0..<job.count).compactMap { index in
            if let data = job.inline(index) { return ServiceOutput(.inline(data)) }
            let told = job.addresses(index, base: options.baseURL)
            if dialect.isBlocking || ticket.links["answer"] != nil { return told.isEmpty ? nil : ServiceOutput(.addresses(told)) }
            let content = options.url("videos", ticket.id, "content", query: index == 0 ? [] : [("variant", "\(index)")])
            return ServiceOutput(.addresses(dialect.hasContent ? [content] + told : told + [content]))
        }
    }

    public func find(_ request: TakeRequest, _ ask: Ask, known: Set<String>) async throws -> Finding {
        let (dialect, _) = try await dialect()
        let web = try await connect()
        let plan = VideosBody(dialect: dialect, reference: own.reference).plan(request, options: options, size: own.size)
        let list = VideosList(
            dialect: dialect, prompt: dialect.fields["prompt"].flatMap { plan.sent[$0]?.text } ?? request.prompt,
            seed: dialect.fields["seed"].flatMap { plan.sent[$0]?.int }, size: dialect.fields["size"].flatMap { plan.sent[$0]?.text },
            asked: Int(ask.asked / 1000), known: Set(known.map { Ticket(text: $0).id }))
        return try await list.find(now: Int(Date().timeIntervalSince1970)) { query in
            try await web.send(WebRequest("GET", options.url("videos", query: query)))
        }
    }

    /// Nothing is deleted but to stop it, and only where that stops anything.
    public func cancel(_ ticket: Ticket, _ request: TakeRequest, _ ask: Ask) async throws -> Cancelling {
        let (dialect, _) = try await dialect()
        switch try await look(ticket, request, ask) {
        case .ready: return .impossible("\(dialect.title) has made it already; the next build brings it home")
        case .ended(let error) where error.kind == .cancelled: return .stopped
        case .ended(let error): return .impossible("\(dialect.title) has given it up already (\(error))")
        case .waiting: break
        }
        switch dialect.deleting {
        case .loses:
            return .impossible(
                "\(dialect.title) cannot stop a request: deleting it would only lose the video, and the machine would go on making it")
        case .impossible: return .impossible("\(dialect.title) cannot stop a request; it is made, and charged where it costs")
        case .stops, .forgets, .unknown: break
        }
        let web = try await connect()
        let answer = try await web.send(WebRequest("DELETE", options.url("videos", ticket.id)))
        switch answer.status {
        case 409: return .asked
        case 404 where dialect.deleting != .unknown: return .stopped
        case 404, 405, 501: return .impossible("\(dialect.title) cannot stop a request; it is made, and charged where it costs")
        case 200..<300: return dialect.deleting == .unknown ? .asked : .stopped
        default: throw ServiceError.onLook(answer, saying: VideosComplaint(answer, web)?.words)
        }
    }
}
