import Content
import Foundation
import Web

/// A workflow of ComfyUI in its API format: `{id: {class_type, inputs, _meta: {title}}}`, where an input is a value or a link
/// `[id, output]` to another node.
struct ComfyUIWorkflow: Sendable {
    struct Node: Sendable {
        var id: String
        var kind: String
        var title: String?
        var inputs: [String: JSONValue]

        /// `37 UNETLoader "Load Diffusion Model"`.
        var label: String { "\(id) \(kind)" + (title.map { $0 == kind ? "" : " \"\($0)\"" } ?? "") }
        /// Inputs that hold a value of their own, by name.
        var settable: [String] { inputs.filter { $0.value.list == nil }.map(\.key).sorted() }
    }

    /// Why a file is no workflow: one sentence with what to do.
    struct Fault: Error {
        var reason: String
    }

    private(set) var nodes: [String: Node]
    let digest: Digest
    private let text: JSONValue

    /// - Throws: `Fault`.
    init(_ data: Data) throws {
        digest = Digest(of: data)
        do {
            text = try JSONValue(parsing: data)
        } catch {
            throw Fault(reason: "it is no JSON; expected what ComfyUI's menu saves with 'Export (API)', 'Save (API Format)' in older ones")
        }
        guard let map = text.map else { throw Fault(reason: "it is no workflow; expected what ComfyUI's menu saves with 'Export (API)'") }
        if map["nodes"]?.list != nil, map["links"]?.list != nil {
            throw Fault(
                reason: "it is a workflow as ComfyUI draws it, not as ComfyUI runs it; in ComfyUI's menu choose 'Export (API)' "
                    + "('Save (API Format)' in older ones, after switching on the developer options in the settings)")
        }
        nodes = [:]
        for (id, value) in map {
            guard let kind = value["class_type"]?.text, let inputs = value["inputs"]?.map else {
                throw Fault(
                    reason: "it is no workflow in the API format: '\(id)' has no class_type and inputs; "
                        + "save it with 'Export (API)' in ComfyUI's menu")
            }
            nodes[id] = Node(id: id, kind: kind, title: value["_meta"]?["title"]?.text, inputs: inputs)
        }
        guard !nodes.isEmpty else { throw Fault(reason: "it is an empty workflow") }
    }

    /// Every node, those with small numbers first.
    var listed: [Node] { nodes.values.sorted { $0.id.compare($1.id, options: .numeric) == .orderedAscending } }

    /// The nodes a name means: the one of that id, else all of that title.
    func nodes(named name: String) -> [Node] {
        if let node = nodes[name] { return [node] }
        return listed.filter { $0.title == name }
    }

    /// For error messages: what there is to choose from.
    var list: String {
        let most = 40
        return listed.prefix(most).map { $0.label }.joined(separator: ", ") + (nodes.count > most ? ", … (\(nodes.count) in all)" : "")
    }

    /// The graph with values put into it.
    func graph(setting values: [ComfyUITarget: JSONValue]) -> JSONValue {
        guard var map = text.map else { return text }
        for (target, value) in values {
            guard var node = map[target.node]?.map, var inputs = node["inputs"]?.map else { continue }
            inputs[target.input] = value
            node["inputs"] = .object(inputs)
            map[target.node] = .object(node)
        }
        return .object(map)
    }
}

/// One input of one node, by the node's id.
struct ComfyUITarget: Hashable, Sendable {
    var node: String
    var input: String
}
