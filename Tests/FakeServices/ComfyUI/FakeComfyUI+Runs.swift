import Foundation
import Synchronization
import Web

/// Running the queue, one after the other.
extension FakeComfyUI {
    /// Takes the next of the queue, unless one runs.
    func begin() {
        let next = state.withLock { state -> (FakeComfyUIState.Run, Int)? in
            guard state.running == nil, !state.pending.isEmpty else { return nil }
            let run = state.pending.removeFirst()
            (state.running, state.isInterrupted) = (run, false)
            state.begun += 1
            return (run, state.life)
        }
        guard let (run, life) = next else { return }
        Task {
            await self.run(FakeComfyUIRun(fake: self, run: run, life: life))
            self.begin()
        }
    }

    private func run(_ run: FakeComfyUIRun) async {
        let ending = await run.go()
        let isOver = state.withLock { state in
            guard state.life == run.life else { return false }
            state.remember(run.run.id, run.entry(ending))
            state.running = nil
            return true
        }
        guard isOver else { return }
        run.tellEnd(ending)
        events.tellAll("status", ["status": ["exec_info": ["queue_remaining": .integer(state.withLock { $0.remaining })]]])
    }
}

/// One run of one graph.
struct FakeComfyUIRun: Sendable {
    let fake: FakeComfyUI
    let run: FakeComfyUIState.Run
    let life: Int

    enum Ending: Sendable {
        case success(outputs: [String: JSONValue], cached: [String])
        case error(node: String, type: String, message: String)
        case interrupted(node: String)
    }

    private func tell(_ event: String, _ data: [String: JSONValue]) {
        fake.events.tell(run.client, event, .object(data.merging(["prompt_id": .string(run.id)]) { $1 }))
    }

    private var isStopped: Bool { fake.state.withLock { $0.life != life || $0.isInterrupted } }

    func go() async -> Ending {
        tell("execution_start", [:])
        let order = run.graph.order(for: run.outputs)
        let cached = order.filter { id in fake.state.withLock { $0.cache[run.graph.signature(id)] != nil } }
        tell("execution_cached", ["nodes": .array(cached.map { .string($0) })])
        var outputs: [String: JSONValue] = [:]
        var last = order.last ?? ""
        for id in order {
            let signature = run.graph.signature(id)
            if let told = fake.state.withLock({ $0.cache[signature] }) {
                if told != .null { outputs[id] = told }
                continue
            }
            last = id
            tell("executing", ["node": .string(id)])
            if let ending = await work(id) { return ending }
            guard !isStopped else { return .interrupted(node: id) }
            let told = saved(id)
            fake.state.withLock { $0.cache[signature] = told }
            if told != .null {
                outputs[id] = told
                tell("executed", ["node": .string(id), "output": told])
            }
        }
        if run.scenario.ending == .cancelled { return .interrupted(node: last) }
        return .success(outputs: run.scenario.ending == .empty ? [:] : outputs, cached: cached)
    }

    /// Nil when the node did its work.
    private func work(_ id: String) async -> Ending? {
        let kind = run.graph.nodes[id]?["class_type"]?.text ?? ""
        guard kind == "KSampler" else { return nil }
        let steps = run.graph.inputs(id)["steps"]?.int ?? 1
        for step in 1...max(1, steps) {
            while !isStopped, step == steps / 2 + 1, fake.settings.holdsRuns || run.scenario.ending == .never {
                try? await Task.sleep(for: .milliseconds(2))
            }
            guard !isStopped else { return .interrupted(node: id) }
            tell("progress", ["value": .integer(step), "max": .integer(steps), "node": .string(id)])
            tell(
                "progress_state",
                [
                    "nodes": [
                        id: ["value": .integer(step), "max": .integer(steps), "state": .string(step == steps ? "finished" : "running")]
                    ]
                ])
            fake.events.preview(run.client)
            let pace = fake.settings.pace
            if pace > .zero { try? await Task.sleep(for: pace) }
        }
        switch run.scenario.ending {
        case .failed(.withCode(let type, let message)): return .error(node: id, type: type, message: message)
        case .failed(.withoutCode(let message)), .failed(.asText(let message)):
            return .error(node: id, type: "RuntimeError", message: message)
        case .failed(.null): return .error(node: id, type: "", message: "")
        case .refused: return .error(node: id, type: "Exception", message: "The prompt was flagged by content moderation")
        default: return nil
        }
    }

    // MARK: files

    /// Writes what a node saves and gives what it tells of it; null for nodes that save nothing.
    private func saved(_ id: String) -> JSONValue {
        guard let kind = run.graph.kind(id), let saving = kind.saves else { return .null }
        let inputs = run.graph.inputs(id)
        let prefix = inputs["filename_prefix"]?.text ?? "preview"
        let isTemporary = inputs["filename_prefix"] == nil || inputs["save_output"]?.bool == false
        let type = isTemporary ? "temp" : "output"
        let folder = (prefix as NSString).deletingLastPathComponent
        let name = (prefix as NSString).lastPathComponent
        let content = run.graph.order(for: [id]).filter { $0 != id }.map { run.graph.signature($0) }.joined()
        var told: [JSONValue] = []
        for index in 0..<max(1, run.scenario.outputs) {
            let item = fake.state.withLock { state -> JSONValue in
                let counter = state.counter(folder, name, type: type)
                let number = String(repeating: "0", count: max(0, 5 - "\(counter)".count)) + "\(counter)"
                let end = Self.end(saving, number)
                let file = FakeComfyUIState.FileName(type: type, folder: folder, name: name + end)
                state.files[file] = Self.bytes("\(content) \(index)", saving)
                state.fileFaults[file] = run.scenario.fileFaults
                return ["filename": .string(file.name), "subfolder": .string(folder), "type": .string(type)]
            }
            told.append(item)
        }
        switch saving {
        case .film: return ["images": .array(told), "animated": [true]]
        case .combine:
            return [
                "gifs": .array(
                    told.map { item in
                        .object(
                            (item.map ?? [:]).merging(
                                [
                                    "format": "video/h264-mp4", "frame_rate": inputs["frame_rate"] ?? 16,
                                    "workflow": .string(name + "_00001.png"),
                                    "fullpath": .string("/srv/comfy/\(type)/\(prefix)_00001.mp4"),
                                ]) { $1 })
                    })
            ]
        case .other(let key): return .object([key: .array(told), "text": ["saved"]])
        case .picture: return ["images": .array(told)]
        }
    }

    private static func end(_ saving: FakeComfyUINode.Saving, _ number: String) -> String {
        switch saving {
        case .film(let kind): "_\(number)_.\(kind)"
        case .combine: "_\(number).mp4"
        case .other: "_\(number)_.mp4"
        case .picture: "_\(number)_.png"
        }
    }

    private static func bytes(_ content: String, _ saving: FakeComfyUINode.Saving) -> Data {
        if case .picture = saving { return Data([0x89, 0x50, 0x4e, 0x47]) + Data(content.utf8) }
        do {
            return try FakeClip.bytes(id: content, frames: 12)
        } catch {
            preconditionFailure("a clip cannot be made: \(error)")
        }
    }

    // MARK: ending

    func tellEnd(_ ending: Ending) {
        switch ending {
        case .success: tell("execution_success", [:])
        case .error(let node, let type, let message): tell("execution_error", Self.error(node, run, type, message))
        case .interrupted(let node): tell("execution_interrupted", ["node_id": .string(node)])
        }
        tell("executing", ["node": .null])
    }

    /// What the history holds of it.
    func entry(_ ending: Ending) -> JSONValue {
        var messages: [JSONValue] = [["execution_start", ["prompt_id": .string(run.id), "timestamp": 1]]]
        var outputs: [String: JSONValue] = [:]
        switch ending {
        case .success(let made, let cached):
            outputs = made
            messages.append(["execution_cached", ["nodes": .array(cached.map { .string($0) }), "prompt_id": .string(run.id)]])
            messages.append(["execution_success", ["prompt_id": .string(run.id), "timestamp": 2]])
        case .error(let node, let type, let message):
            // A server that died of it has nothing more to say.
            if !type.isEmpty { messages.append(["execution_error", .object(Self.error(node, run, type, message))]) }
        case .interrupted(let node):
            messages.append([
                "execution_interrupted",
                ["node_id": .string(node), "node_type": run.graph.nodes[node]?["class_type"] ?? .null, "prompt_id": .string(run.id)],
            ])
        }
        let isSuccess = if case .success = ending { true } else { false }
        return [
            "prompt": run.item, "outputs": .object(outputs),
            "status": [
                "status_str": .string(isSuccess ? "success" : "error"), "completed": .bool(isSuccess), "messages": .array(messages),
            ],
            "meta": .object(
                Dictionary(uniqueKeysWithValues: outputs.keys.map { ($0, ["node_id": .string($0), "display_node": .string($0)]) })),
        ]
    }

    private static func error(_ node: String, _ run: FakeComfyUIState.Run, _ type: String, _ message: String) -> [String: JSONValue] {
        [
            "node_id": .string(node), "node_type": run.graph.nodes[node]?["class_type"] ?? .null, "exception_type": .string(type),
            "exception_message": .string(message), "traceback": ["  File \"/srv/comfy/execution.py\", line 496\n"], "executed": [],
        ]
    }
}
