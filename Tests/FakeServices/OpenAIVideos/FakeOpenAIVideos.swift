import Foundation
import Synchronization
import Web

/// A server of the `/v1/videos` protocol, as strict and as odd as the real ones of each dialect: which bodies it takes, which codes and
/// envelopes it answers with, where the file is, what a deletion does. The table it follows is in docs/generators.md.
public final class FakeOpenAIVideos: FakeService {
    public enum Dialect: String, CaseIterable, Sendable {
        case openai, sglang
        case vllmOmni = "vllm-omni"
        case litellm, azure, dynamo, gateway
    }

    /// Where a finished file is to be had.
    public enum Files: Sendable, Hashable {
        /// At `/content`.
        case content
        /// Somewhere else, told in this field of the job (`url`, `video_url`, `output.url`); `/content` says 400. The address is
        /// `/files/ID.mp4` of this server, or of the given one.
        case told(field: String, host: String? = nil)
    }

    public struct Settings: Sendable {
        /// Asked for when it is not nil. SGLang has no keys of its own and asks for none.
        public var key: String?
        public var model = "wan2.2"
        public var files = Files.content
        /// Dynamo: the file in the answer instead of an address.
        public var isInline = false
        /// SGLang of late 2025: a multipart form without a file is refused.
        public var refusesFormsWithoutFile = false
        /// DELETE is answered with 409: the job is being cancelled or its file saved.
        public var isBusyDeleting = false
        /// Whether `GET /models` and the like tell who this is.
        public var showsItself = true
        /// How far its clock is ahead of ours, in seconds.
        public var clock = 0
    }

    public let dialect: Dialect
    public let book: ScenarioBook

    struct State {
        var settings = Settings()
        var jobs: [FakeVideoJob] = []
        var accepted = 0
    }
    let state = Mutex(State())

    public init(_ dialect: Dialect, book: ScenarioBook = ScenarioBook()) {
        self.dialect = dialect
        self.book = book
        state.withLock { state in
            switch dialect {
            case .dynamo, .gateway: state.settings.files = .told(field: "url")
            default: break
            }
        }
    }

    public func configure(_ change: (inout Settings) -> Void) { state.withLock { change(&$0.settings) } }
    public var settings: Settings { state.withLock { $0.settings } }
    /// How many creates were accepted, whether or not the client heard of it.
    public var accepted: Int { state.withLock { $0.accepted } }
    /// Every job there was, in order, with what was sent for it.
    public var jobs: [FakeVideoJob] { state.withLock { $0.jobs } }
    /// Forgets all jobs, as a server without a database does when it starts again.
    public func restart() { state.withLock { $0.jobs = [] } }

    public func answer(_ seen: Seen) async -> FakeAnswer {
        if let refusal = refusal(seen) { return refusal }
        if seen.method == "GET", let answer = aboutItself(seen) { return answer }
        guard let path = videosPath(seen.parts) else { return fault(404, "Not Found") }
        switch (seen.method, path.count) {
        case ("POST", 0): return create(seen)
        case ("GET", 0): return list(seen)
        case ("GET", 1): return look(path[0], seen)
        case ("DELETE", 1): return delete(path[0])
        case ("GET", 2) where path[1] == "content": return content(path[0], seen)
        case ("GET", 2) where path[0] == "": return file(path[1], seen)
        default: return fault(405, "Method Not Allowed")
        }
    }

    /// What follows `/v1/videos`; an empty id before the name of a file under `/files`.
    private func videosPath(_ parts: [String]) -> [String]? {
        if parts.count == 2, parts[0] == "files" { return ["", parts[1]] }
        let prefixes: [[String]] =
            switch dialect {
            case .azure: [["openai", "v1", "videos"]]
            case .litellm: [["v1", "videos"], ["videos"]]
            default: [["v1", "videos"]]
            }
        return prefixes.first { parts.starts(with: $0) }.map { Array(parts.dropFirst($0.count)) }
    }

    /// The answer to a request without the right key.
    private func refusal(_ seen: Seen) -> FakeAnswer? {
        guard let key = settings.key, dialect != .sglang, seen.parts.first != "files" else { return nil }
        // vLLM asks for it under /v1 only, and LiteLLM not for being alive.
        if [.vllmOmni, .dynamo].contains(dialect), seen.parts.first != "v1" { return nil }
        if dialect == .litellm, seen.parts.first == "health" { return nil }
        if seen.header("Authorization") == "Bearer \(key)" { return nil }
        if dialect == .azure, seen.header("api-key") == key { return nil }
        return unauthorised
    }

    var unauthorised: FakeAnswer {
        if dialect == .vllmOmni { return .json(["error": "Unauthorized"], status: 401) }
        return fault(401, "Incorrect API key provided.", type: "invalid_request_error", code: "invalid_api_key")
    }

    /// The pages by which a server can be told from others.
    private func aboutItself(_ seen: Seen) -> FakeAnswer? {
        let path = seen.parts.joined(separator: "/")
        let (shows, model) = (settings.showsItself, settings.model)
        func models(_ owner: String) -> FakeAnswer {
            .json(["object": "list", "data": [["id": .string(model), "object": "model", "created": 1, "owned_by": .string(owner)]]])
        }
        switch (dialect, path) {
        case (.openai, "v1/models"), (.azure, "openai/v1/models"): return models("system")
        case (.sglang, "v1/models") where shows: return models("sglang")
        case (.sglang, "health"): return .json(["status": "ok"])
        case (.sglang, "server_info") where shows: return .json(["model_path": .string(model), "num_gpus": 1])
        case (.vllmOmni, "v1/models") where shows: return models("vllm")
        case (.vllmOmni, "health"): return FakeAnswer()
        case (.litellm, "v1/models"): return models("openai")
        case (.litellm, "health/liveliness") where shows: return .json("I'm alive!")
        case (.dynamo, "v1/models") where shows: return models("nvidia")
        case (.dynamo, "health"): return .json(["status": "healthy"])
        default: return nil
        }
    }
}
