import Foundation
import Web

/// How far a run is, from what its server tells as it happens.
/// https://docs.comfy.org/development/comfyui-server/comms_messages
struct ComfyUIProgress: Sendable {
    private let id: String
    private let kinds: [String: String]
    private let weights: [String: Double]
    private let whole: Double
    private var shares: [String: Double] = [:]
    private var current: String?
    private var told = 0.0

    /// - Parameter kinds: of the nodes of the workflow, by id.
    init(id: String, kinds: [String: String]) {
        self.id = id
        self.kinds = kinds
        // Nearly all of the time goes into the sampling.
        weights = kinds.mapValues { $0.contains("Sampler") ? 10 : 1 }
        whole = max(1, weights.values.reduce(0, +))
    }

    /// - Returns: the share so far with a word, when the message tells of this run; it never falls.
    mutating func take(_ text: String) -> (share: Double, word: String?)? {
        guard let message = try? JSONValue(parsing: Data(text.utf8)), let type = message["type"]?.text, let data = message["data"],
            data["prompt_id"]?.text == id
        else { return nil }
        var word: String?
        switch type {
        case "execution_cached":
            for node in data["nodes"]?.list ?? [] { if let node = node.text { shares[node] = 1 } }
        case "executing":
            // No node means that the run is over, well or not.
            guard let node = data["node"]?.text else { return nil }
            if let current { shares[current] = 1 }
            current = node
            word = kinds[node]
        case "progress":
            guard let node = data["node"]?.text ?? current else { return nil }
            word = step(node, data)
        case "progress_state":
            for (node, state) in data["nodes"]?.map ?? [:] {
                switch state["state"]?.text {
                case "finished": shares[node] = 1
                case "running": word = step(node, state) ?? word
                default: break
                }
            }
        case "execution_success":
            for node in weights.keys { shares[node] = 1 }
        default: return nil
        }
        let share = shares.reduce(0) { $0 + $1.value * (weights[$1.key] ?? 0) } / whole
        told = min(1, max(told, share))
        return (told, word)
    }

    private mutating func step(_ node: String, _ data: JSONValue) -> String? {
        guard let value = data["value"]?.double, let most = data["max"]?.double, most > 0 else { return kinds[node] }
        shares[node] = max(shares[node] ?? 0, min(1, value / most))
        guard let kind = kinds[node] else { return nil }
        return most > 1 ? "\(kind) \(Int(value))/\(Int(most))" : kind
    }
}
