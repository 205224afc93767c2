import Editorial

/// `generators`: each is of a kind, and its options are those of the kind.
struct GeneratorReading {
    let report: Report
    let kinds: [GeneratorKind]

    private var kindNames: [String] { kinds.map(\.kind) }

    /// By name, the default generator always among them. A generator that could not be read is there by name, so
    /// that shots which name it are not blamed.
    func read(_ node: YAMLNode?) -> [String: GeneratorSpec] {
        let standard = ProjectKeys.defaultGenerator
        var generators = [standard: GeneratorSpec(name: standard, kind: standard)]
        guard let node, !node.isNull else { return generators }
        guard let entries = node.entries else {
            let _: Bool? = report.expected("a map from names to generators, such as sketch: {kind: animatic}", node)
            return generators
        }
        for entry in entries {
            if let fault = Names.fault(in: entry.key) {
                report.error(entry.mark, entry.value.path, "'\(entry.key)' is no name for a generator", fault)
            }
            generators[entry.key] = generator(entry)
        }
        return generators
    }

    private func generator(_ entry: YAMLNode.Entry) -> GeneratorSpec {
        let name = entry.key
        let node = entry.value
        var spec = GeneratorSpec(name: name, kind: kindNames.contains(name) ? name : "")
        if case .scalar = node.content, !node.isNull {
            spec.kind = kind(node) ?? ""
        } else if let entries = node.entries {
            let kindNode = node["kind"]
            if let kindNode { spec.kind = kind(kindNode) ?? "" }
            if kindNode == nil, spec.kind.isEmpty {
                report.error(node.mark, node.path(of: "kind"), "missing; expected one of \(kindNames.joined(separator: ", "))")
            }
            if let kind = kinds.first(where: { $0.kind == spec.kind }) {
                spec.options = options(entries.filter { $0.key != "kind" }, of: kind, in: node)
            }
        } else if !(node.isNull && !spec.kind.isEmpty) {
            let _: Bool? = report.expected(Shape.generator.expected, node)
        }
        if name == ProjectKeys.defaultGenerator, !spec.kind.isEmpty, spec.kind != name {
            report.error(entry.mark, node.path, "the name '\(name)' always means the built-in generator", "choose another name")
        }
        return spec
    }

    private func kind(_ node: YAMLNode) -> String? {
        guard let kind = report.text(node) else { return nil }
        if kindNames.contains(kind) { return kind }
        report.error(node, "unknown kind of generator '\(kind)'", Spelling.suggestion(kind, in: kindNames, calling: "kinds"))
        return nil
    }

    private func options(_ entries: [YAMLNode.Entry], of kind: GeneratorKind, in node: YAMLNode) -> [String: OptionValue] {
        let names = kind.options.map(\.name)
        var values: [String: OptionValue] = [:]
        for entry in entries {
            guard let option = kind.options.first(where: { $0.name == entry.key }) else {
                let none = names.isEmpty ? "it has none" : nil
                report.error(
                    entry.mark, entry.value.path, "unknown option '\(entry.key)' of a generator of kind '\(kind.kind)'",
                    none ?? Spelling.suggestion(entry.key, in: names, calling: "options"))
                continue
            }
            values[option.name] = value(entry.value, of: option)
        }
        for option in kind.options where option.required && node[option.name] == nil {
            let isMisspelt = entries.contains { entry in
                !names.contains(entry.key) && Spelling.nearest(to: entry.key, in: names) == option.name
            }
            if !isMisspelt {
                report.error(node.mark, node.path(of: option.name), "missing; expected \(option.expected)", option.doc)
            }
        }
        return values
    }

    private func value(_ node: YAMLNode, of option: GeneratorKind.Option) -> OptionValue? {
        switch option.shape {
        case .text:
            if !option.words.isEmpty { return report.word(node, option.words).map(OptionValue.text) }
            return report.text(node).map(OptionValue.text)
        case .integer:
            let range = option.range ?? -1e15...1e15
            return report.integer(node, Int(range.lowerBound)...Int(range.upperBound)).map(OptionValue.integer)
        case .number: return report.number(node, option.range ?? -1e15...1e15).map(OptionValue.number)
        case .boolean: return report.boolean(node).map(OptionValue.boolean)
        case .textList:
            guard let elements = node.elements else { return report.expected("a list of texts", node, "put it in [ ]") }
            return .list(elements.compactMap { report.text($0) }.map(OptionValue.text))
        case .textOrList:
            guard let texts = report.texts(node) else { return nil }
            return node.elements == nil ? .text(texts[0]) : .list(texts.map(OptionValue.text))
        case .map:
            guard node.entries != nil else { return report.expected("a map", node) }
            return free(node)
        }
    }

    /// A value of any shape, its type told from how it is written.
    private func free(_ node: YAMLNode) -> OptionValue? {
        switch node.content {
        case .list(let elements): return .list(elements.compactMap(free))
        case .map(let entries):
            var map: [String: OptionValue] = [:]
            for entry in entries { map[entry.key] = free(entry.value) }
            return .map(map)
        case .scalar(let text, let plain):
            if node.isNull { return report.expected("a value", node) }
            guard plain else { return .text(text) }
            if Numerals.isInteger(text), let value = Int(text) { return .integer(value) }
            if Numerals.isNumber(text), let value = Double(text) { return .number(value) }
            if let value = Bool(text.lowercased()) { return .boolean(value) }
            return .text(text)
        }
    }
}

extension GeneratorKind.Option {
    /// For "expected …".
    var expected: String {
        switch shape {
        case .text: words.isEmpty ? Shape.text.expected : Shape.word(words).expected
        case .integer: range.map { Shape.integer(Int($0.lowerBound)...Int($0.upperBound)).expected } ?? "a whole number"
        case .number: range.map { Shape.number($0).expected } ?? "a number"
        case .boolean: Shape.boolean.expected
        case .textList: "a list of texts"
        case .textOrList: Shape.texts.expected
        case .map: "a map"
        }
    }
}
