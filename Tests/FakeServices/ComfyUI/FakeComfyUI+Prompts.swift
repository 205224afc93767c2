import Foundation
import Synchronization
public import Web

/// The queue: what comes in, what waits, what ended.
extension FakeComfyUI {
    func prompt(_ seen: Seen) async -> FakeAnswer {
        guard let body = seen.json, body.map != nil else {
            return .text("<html><body><h1>500 Internal Server Error</h1></body></html>", status: 500, type: "text/html")
        }
        guard let prompt = body["prompt"], prompt.map != nil else {
            return refused(FakeComfyUIGraph.error("no_prompt", "No prompt provided", "No prompt provided"))
        }
        let graph = FakeComfyUIGraph(prompt, kinds)
        let scenario = book.next(prompt: graph.words)
        var id = body["prompt_id"]?.text ?? UUID().uuidString.lowercased()
        if settings.wantsUUIDs, UUID(uuidString: id)?.uuidString.lowercased() != id {
            return refused(FakeComfyUIGraph.error("invalid_prompt_id", "The prompt_id must be a lower-case UUID", id))
        }
        if settings.givesOwnIDs { id = UUID().uuidString.lowercased() }
        if let answer = instead(scenario) { return answer.delayed(scenario.delay) }
        if let refusal = graph.refusal() { return refused(refusal) }
        let (errors, good) = graph.check()
        guard !good.isEmpty else {
            return refused(
                FakeComfyUIGraph.error("prompt_outputs_failed_validation", "Prompt outputs failed validation", ""), errors: errors)
        }
        let client = body["client_id"]?.text ?? ""
        let number = state.withLock { state in
            let number = state.number
            state.number += 1
            state.accepted += 1
            state.prompts.append(id)
            state.faults[id] = scenario.lookFaults
            state.pending.append(
                .init(number: number, id: id, client: client, graph: graph, outputs: good, scenario: scenario))
            return number
        }
        events.tellAll("status", ["status": ["exec_info": ["queue_remaining": .integer(state.withLock { $0.remaining })]]])
        begin()
        let answer = FakeAnswer.json(["prompt_id": .string(id), "number": .integer(number), "node_errors": errors])
        return after(scenario, answer).delayed(scenario.delay)
    }

    private func refused(_ error: JSONValue, errors: JSONValue = [:]) -> FakeAnswer {
        .json(["error": error, "node_errors": errors], status: 400)
    }

    /// What a create gets that is not taken up.
    private func instead(_ scenario: Scenario) -> FakeAnswer? {
        switch scenario.submit {
        case .accepted, .acceptedThenReset, .acceptedThenStatus, .acceptedThenGarbage: nil
        case .lost: .dropped
        case .rateLimited(let after): .json(["error": "slow down"], status: 429, headers: after.headers)
        case .noCredit: .json(["error": "no credit left"], status: 402)
        case .unauthorised: .page(status: 401)
        case .refused: .json(["error": ["type": "refused", "message": "refused for content policy"]], status: 400)
        case .rejected(let status, let text): .json(["error": ["type": "rejected", "message": .string(text)]], status: status)
        }
    }

    /// What a create gets that was taken up.
    private func after(_ scenario: Scenario, _ answer: FakeAnswer) -> FakeAnswer {
        switch scenario.submit {
        case .acceptedThenReset: .dropped
        case .acceptedThenStatus(let status): .page(status: status)
        case .acceptedThenGarbage: .text("<html>thank you</html>", type: "text/html")
        default: answer
        }
    }

    /// Unknown ids are not told from known ones.
    func changeQueue(_ seen: Seen) -> FakeAnswer {
        let ids = Set(seen.json?["delete"]?.list?.compactMap(\.text) ?? [])
        let isAll = seen.json?["clear"]?.bool == true
        state.withLock { state in state.pending.removeAll { isAll || ids.contains($0.id) } }
        return FakeAnswer()
    }

    func interrupt(_ seen: Seen) -> FakeAnswer {
        let id = settings.interruptsAnything ? nil : seen.json?["prompt_id"]?.text
        state.withLock { state in
            if let running = state.running, id == nil || running.id == id { state.isInterrupted = true }
        }
        return FakeAnswer()
    }

    /// Nothing for what waits, runs or was never heard of.
    func history(_ seen: Seen) -> FakeAnswer {
        if seen.parts.count > 1 {
            let id = seen.parts[1]
            let fault = state.withLock { state in
                state.faults[id]?.isEmpty == false ? state.faults[id]?.removeFirst() : nil
            }
            if let fault { return fault.answer }
            let entry = state.withLock { state in state.history.first { $0.id == id }?.entry }
            return .json(entry.map { .object([id: $0]) } ?? [:])
        }
        let all = state.withLock { $0.history }
        let most = seen.query["max_items"].flatMap { Int($0) } ?? all.count
        let first = max(0, seen.query["offset"].flatMap { Int($0) } ?? all.count - most)
        return .json(.object(Dictionary(all.dropFirst(first).prefix(most).map { ($0.id, $0.entry) }, uniquingKeysWith: { $1 })))
    }

    func changeHistory(_ seen: Seen) -> FakeAnswer {
        let ids = Set(seen.json?["delete"]?.list?.compactMap(\.text) ?? [])
        let isAll = seen.json?["clear"]?.bool == true
        state.withLock { state in state.history.removeAll { isAll || ids.contains($0.id) } }
        return FakeAnswer()
    }

    /// Changes what is remembered of a run, for the shapes that only some servers give.
    public func rewrite(_ id: String, _ change: (JSONValue) -> JSONValue) {
        state.withLock { state in
            for index in state.history.indices where state.history[index].id == id {
                state.history[index].entry = change(state.history[index].entry)
            }
        }
    }
}
