import Foundation
import Web

/// A graph as it was posted: looked through before it runs, as ComfyUI does.
struct FakeComfyUIGraph: Sendable {
    let json: JSONValue
    let nodes: [String: JSONValue]
    let kinds: [String: FakeComfyUINode]

    init(_ json: JSONValue, _ kinds: [String: FakeComfyUINode]) {
        (self.json, self.kinds) = (json, kinds)
        nodes = json.map ?? [:]
    }

    func kind(_ id: String) -> FakeComfyUINode? { nodes[id]?["class_type"]?.text.flatMap { kinds[$0] } }
    func inputs(_ id: String) -> [String: JSONValue] { nodes[id]?["inputs"]?.map ?? [:] }
    var ids: [String] { nodes.keys.sorted { $0.compare($1, options: .numeric) == .orderedAscending } }
    var savers: [String] { ids.filter { kind($0)?.saves != nil } }

    /// The texts in it, for choosing a scenario by a word of the prompt.
    var words: String {
        ids.flatMap { id in ["text", "value"].compactMap { inputs(id)[$0]?.text } }.joined(separator: "\n")
    }

    static func source(_ value: JSONValue) -> String? { value.list.flatMap { $0.count == 2 ? $0[0].text : nil } }

    /// A node and all it is made from, those first.
    func order(for outputs: [String]) -> [String] {
        var done: [String] = []
        func visit(_ id: String) {
            guard !done.contains(id), nodes[id] != nil else { return }
            for (_, value) in inputs(id).sorted(by: { $0.key < $1.key }) { if let source = Self.source(value) { visit(source) } }
            done.append(id)
        }
        for output in outputs { visit(output) }
        return done
    }

    /// Everything that decides what a node makes.
    func signature(_ id: String) -> String {
        let inputs = inputs(id).sorted { $0.key < $1.key }.map { name, value in
            "\(name)=" + (Self.source(value).map { signature($0) } ?? String(decoding: value.data(), as: UTF8.self))
        }
        return "\(nodes[id]?["class_type"]?.text ?? "")(\(inputs.joined(separator: ",")))"
    }

    // MARK: validation

    /// What is said of a graph that cannot be taken up at all.
    func refusal() -> JSONValue? {
        for id in ids {
            guard let name = nodes[id]?["class_type"]?.text else {
                return Self.error("invalid_prompt", "Cannot execute because a node is missing the class_type property.", "Node ID '#\(id)'")
            }
            guard kinds[name] != nil else {
                return Self.error(
                    "missing_node_type", "Node '\(name)' not found. The custom node may not be installed.", "Node ID '#\(id)'")
            }
        }
        guard savers.isEmpty else { return .none }
        return Self.error("prompt_no_outputs", "Prompt has no outputs", "")
    }

    static func error(_ type: String, _ message: String, _ details: String) -> JSONValue {
        ["type": .string(type), "message": .string(message), "details": .string(details), "extra_info": [:]]
    }

    /// What is wrong with the inputs of each node: `node_errors`, and the outputs that can run all the same.
    func check() -> (errors: JSONValue, good: [String]) {
        var errors: [String: JSONValue] = [:]
        var good: [String] = []
        for output in savers {
            var isGood = true
            for id in order(for: [output]) {
                let found = faults(id)
                guard !found.isEmpty else { continue }
                isGood = false
                var dependent = errors[id]?["dependent_outputs"]?.list ?? []
                dependent.append(.string(output))
                errors[id] = [
                    "errors": .array(found), "dependent_outputs": .array(dependent), "class_type": nodes[id]?["class_type"] ?? .null,
                ]
            }
            if isGood { good.append(output) }
        }
        return (.object(errors), good)
    }

    private func faults(_ id: String) -> [JSONValue] {
        guard let kind = kind(id) else { return [] }
        let inputs = inputs(id)
        var faults: [JSONValue] = []
        for (name, spec) in (kind.input["required"]?.map ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let value = inputs[name] else {
                faults.append(Self.fault("required_input_missing", "Required input is missing", name, name, nil))
                continue
            }
            if let source = Self.source(value) {
                if nodes[source] == nil { faults.append(Self.fault("bad_linked_input", "Bad linked input", name, name, value)) }
                continue
            }
            if let fault = Self.fault(value, spec, name) { faults.append(fault) }
        }
        return faults
    }

    private static func fault(_ value: JSONValue, _ spec: JSONValue, _ name: String) -> JSONValue? {
        if let list = spec[0]?.list {
            guard !list.contains(value) else { return nil }
            if spec[1]?["image_upload"] != nil {
                return fault(
                    "custom_validation_failed", "Custom validation failed for node", "\(name) - Invalid image file: \(value.text ?? "")",
                    name, value)
            }
            return fault(
                "value_not_in_list", "Value not in list", "\(name): '\(value.text ?? "")' not in \(list.map { $0.text ?? "" })", name, value
            )
        }
        guard spec[0]?.text == "INT" || spec[0]?.text == "FLOAT" else { return nil }
        guard let number = value.double else {
            return fault("invalid_input_type", "Failed to convert an input value to a \(spec[0]?.text ?? "") value", name, name, value)
        }
        if let min = spec[1]?["min"]?.double, number < min {
            return fault("value_smaller_than_min", "Value \(number) smaller than min of \(min)", name, name, value)
        }
        if let max = spec[1]?["max"]?.double, number > max {
            return fault("value_bigger_than_max", "Value \(number) bigger than max of \(max)", name, name, value)
        }
        return nil
    }

    private static func fault(_ type: String, _ message: String, _ details: String, _ input: String, _ value: JSONValue?) -> JSONValue {
        [
            "type": .string(type), "message": .string(message), "details": .string(details),
            "extra_info": ["input_name": .string(input), "received_value": value ?? .null],
        ]
    }
}
