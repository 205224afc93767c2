import Foundation
import Synchronization
import Web

/// An OpenAI-compatible chat endpoint whose model sees: it checks what a strict server would and answers as it is told.
public final class FakeChat: FakeService {
    public enum Turn: Sendable {
        /// What the model says, as the message's content.
        case says(String)
        case answers(FakeAnswer)
    }

    private struct State {
        var turns: [Turn] = []
        var calls = 0
        var faults: [String] = []
    }
    private let state = Mutex(State())
    private let key: String?

    /// - Parameter key: the key that is asked for; none when nil.
    public init(key: String? = nil) { self.key = key }

    public static let good = """
        {"adherence":"most","artefacts":"few","aesthetics":"good","description":"A window at night, rain on the glass."}
        """

    /// How the next calls fare, one after the other; then all go well.
    public func next(_ turns: Turn...) { state.withLock { $0.turns += turns } }

    /// Calls whose work was done, and that a service would bill.
    public var calls: Int { state.withLock { $0.calls } }
    /// What was wrong with what arrived.
    public var faults: [String] { state.withLock { $0.faults } }

    public func answer(_ seen: Seen) async -> FakeAnswer {
        guard seen.matches("POST", "v1/chat/completions") != nil else { return .page(status: 404) }
        if let key, seen.header("Authorization") != "Bearer \(key)" {
            return .json(["error": ["message": "Incorrect API key provided"]], status: 401)
        }
        let turn = state.withLock { state in
            state.faults += Self.faults(seen.json)
            return state.turns.isEmpty ? .says(Self.good) : state.turns.removeFirst()
        }
        switch turn {
        case .says(let text):
            state.withLock { $0.calls += 1 }
            return .json([
                "id": "chatcmpl-1", "object": "chat.completion",
                "choices": [["index": 0, "finish_reason": "stop", "message": ["role": "assistant", "content": .string(text)]]],
                "usage": ["prompt_tokens": 5000, "completion_tokens": 100],
            ])
        case .answers(let answer):
            // A connection that breaks after the work was done.
            if case .nothing = answer.ending { state.withLock { $0.calls += 1 } }
            return answer
        }
    }

    private static func faults(_ body: JSONValue?) -> [String] {
        guard let body else { return ["no JSON"] }
        var faults: [String] = []
        if body["model"]?.text == nil { faults.append("no model") }
        let schema = body["response_format"]?["json_schema"]
        if body["response_format"]?["type"]?.text != "json_schema" || schema?["strict"]?.bool != true { faults.append("no strict schema") }
        if schema?["schema"]?["additionalProperties"]?.bool != false { faults.append("a strict schema forbids other keys") }
        let required = Set(schema?["schema"]?["required"]?.list?.compactMap(\.text) ?? [])
        if required != Set(schema?["schema"]?["properties"]?.map?.keys.map { $0 } ?? []) {
            faults.append("a strict schema requires all keys")
        }
        let pictures = body["messages"]?[0]?["content"]?.list?.filter { $0["type"]?.text == "image_url" } ?? []
        if pictures.isEmpty { faults.append("no pictures") }
        for picture in pictures {
            let url = picture["image_url"]?["url"]?.text ?? ""
            let data = url.split(separator: ",").last.flatMap { Data(base64Encoded: String($0)) } ?? Data()
            if !url.hasPrefix("data:image/jpeg;base64,") || !data.starts(with: [0xFF, 0xD8]) { faults.append("a picture is no JPEG") }
        }
        return faults
    }
}
