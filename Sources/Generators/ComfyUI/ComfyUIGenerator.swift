import Content
public import Editorial
import Foundation
import Synchronization
import Web

/// A ComfyUI server that runs a workflow of the user's. https://docs.comfy.org/development/comfyui-server/comms_routes
public struct ComfyUIGenerator: Service {
    public static let kind = ComfyUIOptions.kind

    public let options: ServiceOptions
    private let own: ComfyUIOptions
    private let rules = ComfyUIRuleBook()
    private let uploads = Uploads()

    public init(spec: GeneratorSpec, folder: String) throws {
        options = try ServiceOptions(
            spec, kind: Self.kind, folder: folder, baseURL: "http://127.0.0.1:8188",
            // One runs, one waits, so that the card never does.
            concurrent: 2, poll: 2)
        own = try ComfyUIOptions(options)
    }

    public var takesNegative: Bool { !own.slots[.negative].isEmpty }

    // MARK: planning

    private func planning(_ project: Project) -> RequestPlanning {
        var planning = options.planning(project)
        planning.width = own.side(planning.width)
        planning.height = own.side(planning.height)
        planning.inputs["workflow"] = InputFile(path: own.path, digest: own.workflow.digest)
        return planning
    }

    public func requests(for shot: Shot, in project: Project) throws -> [TakeRequest] {
        try planning(project).requests(for: shot, in: project).map(ruled)
    }

    public func request(for shot: Shot, in project: Project, variant: Shot.Variant, ordinal: Int, seed: UInt64) throws -> TakeRequest? {
        ruled(try planning(project).request(shot, project, variant: variant, ordinal: ordinal, seed: seed))
    }

    private func ruled(_ request: TakeRequest) -> TakeRequest {
        request.lasting(own.frames(request.frames), namedBy: options.spec)
    }

    /// A server of one's own costs nothing unless the project says otherwise.
    public func estimate(_ request: TakeRequest) -> Estimate {
        Estimate(
            microdollars: options.price(seconds: request.seconds, width: request.width, height: request.height) ?? 0, seconds: nil)
    }

    // MARK: asking

    /// What the take's files are called at the server: found again by it when the server has forgotten everything else.
    private func prefix(_ ask: Ask) -> String { "mv/" + ask.name }

    public func prepare(_ request: TakeRequest, _ ask: Ask) async throws -> Prepared {
        guard request.inputs["workflow"]?.digest == own.workflow.digest else {
            throw ServiceError(.badRequest, "the workflow has changed since the take was planned; build again")
        }
        let web = try await connect()
        var filling = try ComfyUIFilling(request, own.slots, prefix: prefix(ask))
        try await filling.fit({ kind in try await rules.rules(of: kind) { try await nodeRules(of: kind, web) } }, in: own.workflow)
        let sent = JSONValue.object([
            "prompt": own.workflow.graph(setting: filling.byTarget), "prompt_id": .string(ask.name), "client_id": .string(ask.name),
        ])
        _ = try await filled(sent, request, web)
        return Prepared(sent: sent, warnings: filling.warnings, estimate: estimate(request))
    }

    /// Nil when the server does not tell: the check is then left to it.
    private func nodeRules(of kind: String, _ web: WebClient) async throws -> ComfyUINodeRules? {
        let answer = try await web.send(WebRequest("GET", options.url("object_info", kind)))
        if [401, 403].contains(answer.status) { throw ServiceError.onLook(answer, saying: ServiceWords.error(in: answer, web)) }
        guard answer.status == 200, let info = answer.json, info.map != nil else { return nil }
        guard let rules = ComfyUINodeRules(info, of: kind) else {
            throw ServiceError(.badRequest, "this ComfyUI has no node '\(kind)'; install the custom nodes that the workflow needs")
        }
        return rules
    }

    private func filled(_ sent: JSONValue, _ request: TakeRequest, _ web: WebClient) async throws -> JSONValue {
        try await SentFile.filled(sent, from: request.inputs) { file in
            try await uploads.address(of: file) { try await upload($0, web) }
        }
    }

    /// The name the server gives a picture, which need not be the one it was sent with.
    private func upload(_ file: InputFile, _ web: WebClient) async throws -> String {
        let (data, type) = try SentFile.read(file)
        let name = "mv-" + file.digest.hex.prefix(16) + "." + type.split(separator: "/")[1]
        let form: [FormPart] = [
            FormPart("image", file: file.path, filename: name, type: type), FormPart("type", text: "input"),
            FormPart("overwrite", text: "true"),
        ]
        let answer = try await web.send(
            WebRequest("POST", options.url("upload", "image"), body: .multipart(form), timeout: .seconds(300)))
        guard answer.status == 200, let given = answer.json?["name"]?.text, !given.isEmpty else {
            let words = ServiceWords.error(in: answer, web) ?? answer.excerpt
            if answer.status == 413 {
                throw ServiceError(
                    .badRequest,
                    "the picture is too large for ComfyUI (\(data.count) bytes); make it smaller, or start ComfyUI with --max-upload-size")
            }
            if (400..<500).contains(answer.status), ![401, 403, 408, 429].contains(answer.status) {
                throw ServiceError(.badRequest, "the picture cannot be uploaded: HTTP \(answer.status): \(words)")
            }
            throw ServiceError.onLook(answer, saying: "the picture cannot be uploaded: \(words)")
        }
        let folder = answer.json?["subfolder"]?.text ?? ""
        return folder.isEmpty ? given : "\(folder)/\(given)"
    }

    public func submit(_ prepared: Prepared, _ request: TakeRequest, _ ask: Ask) async throws -> Ticket {
        let web = try await connect()
        let body = try await filled(prepared.sent, request, web)
        let answer = try await web.send(WebRequest("POST", options.url("prompt"), body: .json(body), timeout: .seconds(120)))
        let words = ComfyUIFaults.refusal(answer.json).map { web.redactor.clean($0) }
        guard answer.status == 200 else { throw ServiceError.onSubmit(answer, saying: words) }
        guard let id = answer.json?["prompt_id"]?.text, !id.isEmpty else {
            throw ServiceError(.ambiguous, "it answered 200 without a prompt_id: \(answer.excerpt)")
        }
        let ticket = Ticket(id)
        if let errors = answer.json?["node_errors"]?.map, loses(errors) {
            // It runs what is left of the workflow, which is of no use. That it may not stop is no reason to say anything else.
            _ = try? await cancel(ticket, request, ask)
            throw ServiceError(.badRequest, "the part of the workflow that makes the video is refused: \(words ?? answer.excerpt)")
        }
        return ticket
    }

    /// True when the node that writes the take is among those that will not run.
    private func loses(_ errors: [String: JSONValue]) -> Bool {
        guard !errors.isEmpty else { return false }
        guard let output = own.slots.output?.id else { return true }
        return errors.contains { id, error in
            id == output || error["dependent_outputs"]?.list?.contains { $0.text == output } == true
        }
    }

    // MARK: looking

    /// Decided by history and queue alone: the websocket is only for the eye.
    public func look(_ ticket: Ticket, _ request: TakeRequest, _ ask: Ask) async throws -> Sighting {
        let web = try await connect()
        if let entry = try await history(ticket, web) { return sighting(entry, ask, web) }
        let queue = try await queue(web)
        if queue.isRunning(ticket.id) { return .waiting(.init(isRunning: true, word: "running")) }
        if let before = queue.before(ticket.id) {
            return .waiting(.init(isRunning: false, word: before == 0 ? "queued" : "queued, \(before) before it"))
        }
        // It may have ended between the two looks.
        if let entry = try await history(ticket, web) { return sighting(entry, ask, web) }
        if let file = try await fileByName(ask, web) { return .ready(.init(outputs: [output(file)])) }
        return .ended(
            ServiceError(.gone, "ComfyUI does not know it any more and has no file of it: it was restarted, or its queue was cleared"))
    }

    private func sighting(_ entry: ComfyUIHistory, _ ask: Ask, _ web: WebClient) -> Sighting {
        switch entry.ending(prefix: prefix(ask), node: own.slots.output?.id, web.redactor) {
        case .running(let word): .waiting(.init(isRunning: true, word: word))
        case .files(let files): .ready(.init(outputs: files.map(output)))
        case .failed(let error): .ended(error)
        }
    }

    private func output(_ file: ComfyUIHistory.File) -> ServiceOutput { ServiceOutput(.addresses([view(file)])) }

    private func view(_ file: ComfyUIHistory.File) -> URL {
        options.url("view", query: [("filename", file.name), ("subfolder", file.folder), ("type", file.type)])
    }

    private func history(_ ticket: Ticket, _ web: WebClient) async throws -> ComfyUIHistory? {
        let answer = try await web.send(WebRequest("GET", options.url("history", ticket.id)), mostBytes: 64 << 20)
        guard answer.status == 200, let all = answer.json, all.map != nil else { throw unreadable(answer, web) }
        return all[ticket.id].map { ComfyUIHistory($0) }
    }

    private func queue(_ web: WebClient) async throws -> ComfyUIQueue {
        let answer = try await web.send(WebRequest("GET", options.url("queue")), mostBytes: 64 << 20)
        guard answer.status == 200, let queue = ComfyUIQueue(answer.json) else { throw unreadable(answer, web) }
        return queue
    }

    /// Not ComfyUI's answer: of a proxy that is in trouble, or wants a key. A page that is missing here says nothing of the request.
    private func unreadable(_ answer: WebAnswer, _ web: WebClient) -> ServiceError {
        let error = ServiceError.onLook(answer, saying: ServiceWords.error(in: answer, web))
        return error.kind == .gone ? ServiceError(.transient(after: answer.retryAfter), error.reason) : error
    }

    /// Save nodes number their files: `NAME_00001_.mp4`, Video Combine `NAME_00001.mp4`.
    private func fileByName(_ ask: Ask, _ web: WebClient) async throws -> ComfyUIHistory.File? {
        for kind in ["mp4", "webm", "mov", "mkv", "gif"] {
            for end in ["_00001_.", "_00001."] {
                let file = ComfyUIHistory.File(name: ask.name + end + kind, folder: "mv", type: "output")
                if try await isThere(view(file), web) { return file }
            }
        }
        return nil
    }

    /// Asked for its first byte only.
    private func isThere(_ url: URL, _ web: WebClient) async throws -> Bool {
        do {
            let answer = try await web.send(WebRequest("GET", url, headers: [("Range", "bytes=0-0")]))
            switch answer.status {
            case 200, 206: return true
            case 400, 404, 416: return false
            default: throw unreadable(answer, web)
            }
        } catch let error as WebError where error.kind == .tooLarge {
            return true
        }
    }

    public func find(_ request: TakeRequest, _ ask: Ask, known: Set<String>) async throws -> Finding {
        do {
            let web = try await connect()
            // In the order in which a run moves on, so that it cannot slip through between two looks.
            if let id = try await queue(web).id(of: ask.name) { return .found(Ticket(id)) }
            if try await history(Ticket(ask.name), web) != nil { return .found(Ticket(ask.name)) }
            return try await fileByName(ask, web) == nil ? .never : .found(Ticket(ask.name))
        } catch let error as WebError {
            return .unsure("ComfyUI cannot be asked: \(error.reason)")
        } catch let error as ServiceError {
            return .unsure("ComfyUI cannot be asked: \(error)")
        }
    }

    // MARK: stopping, listening

    public func cancel(_ ticket: Ticket, _ request: TakeRequest, _ ask: Ask) async throws -> Cancelling {
        let web = try await connect()
        var queue = try await queue(web)
        if queue.isPending(ticket.id) {
            try await tell("queue", ["delete": [.string(ticket.id)]], web)
            queue = try await self.queue(web)
            // Its turn may have come in between.
            if !queue.isRunning(ticket.id), !queue.isPending(ticket.id), try await history(ticket, web) == nil { return .stopped }
        }
        if queue.isRunning(ticket.id) {
            try await tell("interrupt", ["prompt_id": .string(ticket.id)], web)
            return .asked
        }
        if try await history(ticket, web) != nil { return .impossible("it has ended already at ComfyUI") }
        return .impossible("ComfyUI does not know it any more")
    }

    private func tell(_ place: String, _ body: JSONValue, _ web: WebClient) async throws {
        let answer = try await web.send(WebRequest("POST", options.url(place), body: .json(body)))
        guard (200..<300).contains(answer.status) else { throw unreadable(answer, web) }
    }

    public func listen(_ ticket: Ticket, _ ask: Ask, _ told: @escaping @Sendable (Double, String?) -> Void) async throws {
        let progress = Mutex(ComfyUIProgress(id: ticket.id, kinds: own.workflow.nodes.mapValues(\.kind)))
        try await connect().webSocket(options.url("ws", query: [("clientId", ask.name)])) { text in
            if let (share, word) = progress.withLock({ $0.take(text) }) { told(share, word) }
        }
    }
}
