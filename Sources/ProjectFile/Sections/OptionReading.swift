import Editorial

/// The options of a generator or a scorer, by the table of its kind.
struct OptionReading {
    let report: Report
    /// For messages: "a generator of kind 'import'".
    let owner: String
    let options: [GeneratorKind.Option]

    func read(_ entries: [YAMLNode.Entry], in node: YAMLNode) -> [String: OptionValue] {
        let names = options.map(\.name)
        var values: [String: OptionValue] = [:]
        for entry in entries {
            guard let option = options.first(where: { $0.name == entry.key }) else {
                var none = names.isEmpty ? "it has none" : nil
                // A key in the project would end up wherever the project goes.
                if names.contains("key_env"), ["key", "apikey", "token", "secret", "password"].contains(entry.key.lowercased().filter(\.isLetter)) {
                    none = "a key is not written into a project: name the variable that holds it, key_env: NAME, or a file, key_file: PATH"
                }
                report.error(
                    entry.mark, entry.value.path, "unknown option '\(entry.key)' of \(owner)",
                    none ?? Spelling.suggestion(entry.key, in: names, calling: "options"))
                continue
            }
            values[option.name] = value(entry.value, of: option)
        }
        for option in options where option.required && node[option.name] == nil {
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
