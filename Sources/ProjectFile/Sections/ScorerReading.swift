import Editorial

/// `scorers`: each is of a kind, and its options are those of the kind.
struct ScorerReading {
    let report: Report
    let kinds: [ScorerKind]

    private var kindNames: [String] { kinds.map(\.kind) }

    /// By name. A scorer that could not be read is there by name, so that weights that name it are not blamed.
    func read(_ node: YAMLNode?) -> [String: ScorerSpec] {
        guard let node, !node.isNull else { return [:] }
        guard let entries = node.entries else {
            let _: Bool? = report.expected("a map from names to scorers, such as eyes: {kind: vlm, model: qwen2.5-vl}", node)
            return [:]
        }
        var scorers: [String: ScorerSpec] = [:]
        for entry in entries {
            let fault = Names.fault(in: entry.key) ?? (entry.key.contains(".") ? "a point stands between a scorer and its scores" : nil)
            if let fault { report.error(entry.mark, entry.value.path, "'\(entry.key)' is no name for a scorer", fault) }
            scorers[entry.key] = scorer(entry)
        }
        return scorers
    }

    private func scorer(_ entry: YAMLNode.Entry) -> ScorerSpec {
        let node = entry.value
        var spec = ScorerSpec(name: entry.key, kind: "")
        guard let entries = node.entries else {
            let _: Bool? = report.expected(Shape.scorer.expected, node)
            return spec
        }
        guard let kindNode = node["kind"] else {
            report.error(node.mark, node.path(of: "kind"), "missing; expected one of \(kindNames.joined(separator: ", "))")
            return spec
        }
        guard let name = report.text(kindNode) else { return spec }
        guard let kind = kinds.first(where: { $0.kind == name }) else {
            report.error(
                kindNode, "unknown kind of scorer '\(name)'", Spelling.suggestion(name, in: kindNames, calling: "kinds"))
            return spec
        }
        spec.kind = kind.kind
        let reading = OptionReading(report: report, owner: "a scorer of kind '\(kind.kind)'", options: kind.options)
        spec.options = reading.read(entries.filter { $0.key != "kind" }, in: node)
        return spec
    }
}

/// Which names `select.weights` may hold besides those of measured scores: `eyes.adherence`.
struct ScorerNames {
    var known: [String] = []
    /// Scorers that only say themselves what they score; any name after theirs is taken.
    var open: Set<String> = []

    init(_ scorers: [String: ScorerSpec], kinds: [ScorerKind]) {
        for spec in scorers.values.sorted(by: { $0.name < $1.name }) {
            guard let kind = kinds.first(where: { $0.kind == spec.kind }), let scores = kind.scores else {
                open.insert(spec.name)
                continue
            }
            known += scores.map { Opinion.name($0, of: spec.name) }
        }
    }

    func holds(_ name: String) -> Bool {
        known.contains(name) || (name.firstIndex(of: ".").map { open.contains(String(name[..<$0])) && !name.hasSuffix(".") } ?? false)
    }
}
