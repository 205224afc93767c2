/// Reads one map of the file by the table of its keys: refuses unknown keys, misses needed ones, and gives each value in
/// the shape that the table says. A value that is wrong is reported and read as missing.
struct SectionReader {
    let node: YAMLNode
    let section: Section
    let report: Report

    /// Nil when the node is no map, which is reported.
    init?(_ node: YAMLNode, _ section: Section, _ report: Report, expecting: String? = nil) {
        self.node = node
        self.section = section
        self.report = report
        guard let entries = node.entries else {
            let _: Bool? = report.expected(expecting ?? Shape.section(section).expected, node)
            return nil
        }
        for entry in entries where section[entry.key] == nil { reportUnknown(entry) }
        for key in section.keys where key.required && node[key.name] == nil {
            // A misspelt key is reported once, as misspelt.
            if entries.contains(where: { section[$0.key] == nil && nearest(to: $0.key) == key.name }) { continue }
            report.error(node.mark, node.path(of: key.name), "missing; expected \(key.shape.expected)", key.doc.lowercasedFirst)
        }
    }

    private func nearest(to written: String) -> String? {
        if let key = section.keys.first(where: { $0.misnomers.contains(written.lowercased()) }) { return key.name }
        return Spelling.nearest(to: written, in: section.names)
    }

    private func reportUnknown(_ entry: YAMLNode.Entry) {
        let homes = ProjectKeys.homes(of: entry.key, except: section)
        let suggestion: String
        if entry.value.isNull, Numerals.isInteger(entry.key) {
            suggestion = "numbers are written with a point, as in 0.5"
        } else if let near = nearest(to: entry.key) {
            suggestion = "did you mean '\(near)'?"
        } else if !homes.isEmpty {
            suggestion = "it belongs in \(homes.map { $0 == "project" ? "the top level" : "'\($0)'" }.joined(separator: " or "))"
        } else {
            suggestion = "known keys: \(section.names.joined(separator: ", "))"
        }
        report.error(entry.mark, entry.value.path, "unknown key '\(entry.key)'", suggestion)
    }

    /// The value of a key of the table.
    func value(_ name: String) -> YAMLNode? {
        precondition(section[name] != nil, "'\(section.name)' has no key '\(name)'")
        return node[name]
    }

    private func shape(_ name: String) -> Shape {
        guard let key = section[name] else { preconditionFailure("'\(section.name)' has no key '\(name)'") }
        return key.shape
    }

    func text(_ name: String) -> String? { value(name).flatMap { report.text($0) } }
    func texts(_ name: String) -> [String]? { value(name).flatMap(report.texts) }
    func name(_ name: String) -> String? { value(name).flatMap(report.name) }
    func boolean(_ name: String) -> Bool? { value(name).flatMap(report.boolean) }
    func time(_ name: String) -> Double? { value(name).flatMap(report.time) }
    func span(_ name: String) -> ClosedRange<Int>? { value(name).flatMap(report.span) }
    func timeSpan(_ name: String) -> ClosedRange<Double>? { value(name).flatMap(report.timeSpan) }

    func integer(_ name: String) -> Int? {
        guard case .integer(let range) = shape(name) else { preconditionFailure("'\(name)' is no whole number") }
        return value(name).flatMap { report.integer($0, range) }
    }

    func number(_ name: String) -> Double? {
        guard case .number(let range) = shape(name) else { preconditionFailure("'\(name)' is no number") }
        return value(name).flatMap { report.number($0, range) }
    }

    func word<Word: RawRepresentable>(_ name: String, as: Word.Type) -> Word? where Word.RawValue == String {
        word(name).flatMap(Word.init(rawValue:))
    }

    func word(_ name: String) -> String? {
        guard case .word(let words) = shape(name) else { preconditionFailure("'\(name)' is no word of a list") }
        return value(name).flatMap { report.word($0, words) }
    }

    /// The map of a key; nil when it is missing, empty (as when all its keys are commented out) or no map.
    func section(_ name: String) -> SectionReader? {
        guard let inner = shape(name).inner else { preconditionFailure("'\(name)' is no section") }
        guard let node = value(name), !node.isNull else { return nil }
        return SectionReader(node, inner, report)
    }

    /// The elements of a list; an empty list when it is missing or none.
    func list(_ name: String) -> [YAMLNode] {
        guard let node = value(name) else { return [] }
        if let elements = node.elements { return elements }
        let dash = node.entries != nil || node.isNull ? "begin each element with '- '" : "put it in [ ]"
        return report.expected("a list", node, dash) ?? []
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst().prefix { $0 != "." } }
}
