import Foundation
import Synchronization
import Web

/// A ComfyUI server without a graphics card: queue, history, files, cache and websocket as the real one has them, and its quirks.
///
/// What it forgets and keeps at a restart is as with the real one: queue, history and cache are in memory, files are not.
public final class FakeComfyUI: FakeService {
    public struct Settings: Sendable {
        /// Newer servers take only a canonical lower-case UUID as a prompt's id; older ones any text.
        public var wantsUUIDs = true
        /// Older servers interrupt whatever runs, whichever prompt was meant.
        public var interruptsAnything = false
        /// Some servers give ids of their own.
        public var givesOwnIDs = false
        /// What a proxy in front of the server asks for.
        public var header: (name: String, value: String)?
        /// A proxy that lets no websocket through.
        public var blocksWebSockets = false
        /// Runs wait in the middle of their sampling until this is false again.
        public var holdsRuns = false
        /// How long each step of a run takes.
        public var pace: Duration = .zero
        public var models = ["wan2.2.safetensors", "umt5.safetensors", "vae.safetensors"]
        public var mostUploadBytes = 100 << 20
        /// Answers `/object_info` with nothing but 404, as a proxy may that lets only a few pages through.
        public var hidesNodes = false
    }

    public let book: ScenarioBook
    let state = Mutex(FakeComfyUIState())
    let events = FakeComfyUIEvents()
    private let kept: Mutex<Settings>

    public init(book: ScenarioBook = ScenarioBook()) {
        self.book = book
        kept = Mutex(Settings())
    }

    public var settings: Settings { kept.withLock { $0 } }
    public func configure(_ change: (inout Settings) -> Void) { kept.withLock { change(&$0) } }

    /// A server of this fake, with its websocket on the same port.
    public func serve(port: Int = 0) async throws -> FakeServer {
        try await FakeServer.start(port: port, answer: { await self.answer($0) }) { FakeComfyUIDoor(fake: self, responder: $0) }
    }

    /// How many prompts were taken up, in this life and earlier ones.
    public var accepted: Int { state.withLock { $0.accepted } }
    /// How many runs began.
    public var begun: Int { state.withLock { $0.begun } }
    /// Ids of all prompts that were taken up, in order.
    public var prompts: [String] { state.withLock { $0.prompts } }
    /// Names of all files in the output folder, with their folders.
    public var files: [String] { state.withLock { state in state.files.keys.filter { $0.type == "output" }.map(\.path).sorted() } }
    public var pictures: [String] { state.withLock { state in state.files.keys.filter { $0.type == "input" }.map(\.path).sorted() } }
    public var isIdle: Bool { state.withLock { $0.running == nil && $0.pending.isEmpty } }
    /// How many websockets are open.
    public var listeners: Int { events.count }
    /// How many pings of a websocket were answered.
    public var pongs: Int { events.pongs }

    /// As if the process was ended and begun again.
    public func restart() {
        state.withLock { $0.forget() }
        events.closeAll()
    }

    public func isAllowed(_ header: (String) -> String?) -> Bool {
        guard let wanted = settings.header else { return true }
        return header(wanted.name) == wanted.value
    }

    var kinds: [String: FakeComfyUINode] {
        FakeComfyUINode.all(models: settings.models, pictures: pictures)
    }

    public func answer(_ seen: Seen) async -> FakeAnswer {
        guard isAllowed(seen.header) else { return .text("<html>who are you?</html>", status: 401, type: "text/html") }
        // Every page is under /api too.
        var seen = seen
        if seen.path.hasPrefix("/api/") { seen.path.removeFirst(4) }
        switch (seen.method, seen.parts.first) {
        case ("POST", "prompt"): return await prompt(seen)
        case ("GET", "prompt"): return .json(["exec_info": ["queue_remaining": .integer(state.withLock { $0.remaining })]])
        case ("GET", "queue"): return .json(state.withLock { $0.queue })
        case ("POST", "queue"): return changeQueue(seen)
        case ("POST", "interrupt"): return interrupt(seen)
        case ("GET", "history"): return history(seen)
        case ("POST", "history"): return changeHistory(seen)
        case ("GET", "view"), ("HEAD", "view"): return view(seen)
        case ("POST", "upload"): return upload(seen)
        case ("GET", "object_info"): return nodes(seen)
        case ("GET", "system_stats"):
            return .json(["system": ["comfyui_version": "0.3.64", "os": "posix"], "devices": [["name": "cpu", "type": "cpu"]]])
        case ("GET", "features"): return .json(["supports_preview_metadata": true, "max_upload_size": .integer(settings.mostUploadBytes)])
        case ("GET", "ws"): return .page(status: settings.blocksWebSockets ? 502 : 400)
        default: return .text("404: Not Found", status: 404)
        }
    }

    private func nodes(_ seen: Seen) -> FakeAnswer {
        if settings.hidesNodes { return .page(status: 404) }
        let kinds = kinds
        guard seen.parts.count > 1 else {
            return .json(.object(kinds.values.reduce(into: [:]) { all, node in all.merge(node.info.map ?? [:]) { $1 } }))
        }
        return .json(kinds[seen.parts[1]]?.info ?? [:])
    }
}
