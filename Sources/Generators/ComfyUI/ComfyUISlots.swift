import Editorial
import Web

/// Where in a workflow each part of a request goes.
struct ComfyUISlots: Sendable {
    typealias Fault = ComfyUIWorkflow.Fault

    private(set) var targets: [ComfyUISlot: [ComfyUITarget]] = [:]
    /// The node whose file is the take; nil when the workflow has no node that names its files.
    private(set) var output: ComfyUIWorkflow.Node?
    private let workflow: ComfyUIWorkflow

    subscript(slot: ComfyUISlot) -> [ComfyUITarget] { targets[slot] ?? [] }

    /// - Parameters:
    ///   - given: the project's `slots`: name -> `node.input`, `{node, input}`, a list of those, or `false` for none.
    ///   - output: the project's `output`: id or title of a node.
    /// - Throws: `Fault`, naming the slot and the nodes there are.
    init(_ workflow: ComfyUIWorkflow, given: [String: OptionValue], output: String?) throws {
        self.workflow = workflow
        for name in given.keys.sorted() where ComfyUISlot(rawValue: name) == nil {
            throw Fault(reason: "there is no slot '\(name)'; the slots are \(ComfyUISlot.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        for slot in ComfyUISlot.allCases {
            switch given[slot.rawValue] {
            case .boolean(false)?: break
            case let value?: targets[slot] = try places(value, slot)
            case nil: targets[slot] = try standard(slot).map { [$0] }
            }
            if slot.isNeeded, given[slot.rawValue] == nil, self[slot].isEmpty {
                throw Fault(
                    reason: "it has no node titled \(slot.titles[0]) to put the \(slot.words) in; give the node that title in ComfyUI "
                        + "and export again, or say slots: {\(slot.rawValue): NODE.INPUT}"
                        + (slot == .seed ? " (seed: false when there is no seed in it)" : "") + ". Its nodes are \(workflow.list)")
            }
            for target in self[slot] { try check(target, slot) }
        }
        try chooseOutput(output, isPrefixGiven: given["prefix"] != nil)
    }

    // MARK: finding

    private func places(_ value: OptionValue, _ slot: ComfyUISlot) throws -> [ComfyUITarget] {
        switch value {
        case .list(let list): return try list.flatMap { try places($0, slot) }
        case .map(let map):
            guard let node = map["node"].flatMap({ $0.text ?? $0.integer.map(String.init) }), let input = map["input"]?.text, map.count == 2
            else { throw Fault(reason: "slot '\(slot.rawValue)' needs both of {node: id or title, input: name}") }
            return [try place(node, input, slot)]
        case .text(let text):
            guard let dot = text.lastIndex(of: "."), dot > text.startIndex, text.index(after: dot) < text.endIndex else {
                throw Fault(reason: "slot '\(slot.rawValue)' is '\(text)'; \(slot.expected)")
            }
            return [try place(String(text[..<dot]), String(text[text.index(after: dot)...]), slot)]
        default: throw Fault(reason: "slot '\(slot.rawValue)' is no text; \(slot.expected)")
        }
    }

    private func place(_ name: String, _ input: String, _ slot: ComfyUISlot) throws -> ComfyUITarget {
        ComfyUITarget(node: try node(name, "slot '\(slot.rawValue)'").id, input: input)
    }

    private func node(_ name: String, _ who: String) throws -> ComfyUIWorkflow.Node {
        let found = workflow.nodes(named: name)
        guard let node = found.first else {
            throw Fault(reason: "it has no node '\(name)', which \(who) names; its nodes are \(workflow.list)")
        }
        guard found.count == 1 else {
            throw Fault(
                reason: "it has several nodes titled '\(name)', which \(who) names: \(found.map(\.label).joined(separator: ", ")); "
                    + "name one by its id, or give them different titles")
        }
        return node
    }

    private func standard(_ slot: ComfyUISlot) throws -> ComfyUITarget? {
        for title in slot.titles where !workflow.nodes(named: title).isEmpty {
            let node = try node(title, "slot '\(slot.rawValue)'")
            if let input = slot.inputs.first(where: { node.inputs[$0] != nil }) { return ComfyUITarget(node: node.id, input: input) }
            // A size node need not hold the length too.
            if title == slot.titles[0], slot != .prefix {
                throw Fault(
                    reason: "node \(node.label) has none of the inputs \(slot.inputs.joined(separator: ", ")); it has "
                        + "\(node.settable.joined(separator: ", ")); say which in slots: {\(slot.rawValue): \(title).INPUT}")
            }
        }
        return nil
    }

    // MARK: checking

    private func check(_ target: ComfyUITarget, _ slot: ComfyUISlot) throws {
        guard let node = workflow.nodes[target.node] else { return }
        guard let value = node.inputs[target.input] else {
            throw Fault(
                reason: "slot '\(slot.rawValue)': node \(node.label) has no input '\(target.input)'; "
                    + "it has \(node.settable.joined(separator: ", "))")
        }
        if let link = value.list, let source = link.first?.text {
            throw Fault(
                reason: "slot '\(slot.rawValue)': input '\(target.input)' of node \(node.label) comes from another node, "
                    + "\(workflow.nodes[source]?.label ?? source); name the input of that node which holds the value")
        }
        let fits: Bool
        switch value {
        case .string: fits = slot.isText
        case .integer, .number: fits = !slot.isText
        default: fits = false
        }
        guard fits else {
            throw Fault(
                reason: "slot '\(slot.rawValue)': input '\(target.input)' of node \(node.label) holds \(Self.kind(value)), "
                    + "and the \(slot.words) is \(slot.isText ? "a text" : "a number")")
        }
    }

    private static func kind(_ value: JSONValue) -> String {
        switch value {
        case .string: "a text"
        case .integer, .number: "a number"
        case .bool: "a yes or no"
        default: "something else"
        }
    }

    // MARK: output

    /// The node whose file is the take is named by the project, or titled MV_OUTPUT, or the only one that names files.
    private mutating func chooseOutput(_ given: String?, isPrefixGiven: Bool) throws {
        if let given {
            output = try node(given, "output")
        } else if let target = self[.prefix].first {
            output = workflow.nodes[target.node]
        } else {
            let all = workflow.listed.filter(\.namesFiles)
            let films = all.filter(\.isFilm)
            let candidates = films.isEmpty ? all : films
            guard candidates.count < 2 else {
                throw Fault(
                    reason: "it has several nodes that write files: \(candidates.map(\.label).joined(separator: ", ")); "
                        + "title the one whose video is the take MV_OUTPUT, or name it with output:")
            }
            output = candidates.first
        }
        guard !isPrefixGiven, let output else { return }
        targets[.prefix] = output.namesFiles ? [ComfyUITarget(node: output.id, input: "filename_prefix")] : []
    }

    /// What the files of other nodes are called, so that they are not taken for the take's: every node gets a name of its own.
    func otherPrefixes(_ prefix: String) -> [ComfyUITarget: String] {
        let mine = Set(self[.prefix].map(\.node))
        guard !mine.isEmpty else { return [:] }
        var others: [ComfyUITarget: String] = [:]
        for node in workflow.listed where node.namesFiles && !mine.contains(node.id) {
            others[ComfyUITarget(node: node.id, input: "filename_prefix")] = "\(prefix)-\(node.id.replacing(":", with: "-"))"
        }
        return others
    }
}

extension ComfyUIWorkflow.Node {
    /// True for nodes that name the files they write.
    fileprivate var namesFiles: Bool {
        if case .string? = inputs["filename_prefix"] { true } else { false }
    }

    fileprivate var isFilm: Bool {
        let kind = kind.lowercased()
        return kind.contains("video") || kind.contains("webm") || kind.contains("vhs")
    }
}
