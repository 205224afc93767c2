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
                let reading = OptionReading(report: report, owner: "a generator of kind '\(kind.kind)'", options: kind.options)
                spec.options = reading.read(entries.filter { $0.key != "kind" }, in: node)
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
}
