import Events

/// Everything found wrong while a file is read.
final class Report {
    let file: String
    private(set) var diagnostics: [Diagnostic] = []
    private var seen: Set<Diagnostic> = []

    /// The project names the sections of its song itself, by any words.
    var namesSections = false

    init(file: String) { self.file = file }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// In the order of the file.
    var sorted: [Diagnostic] {
        let order = diagnostics.enumerated().sorted { a, b in
            (a.element.line, a.element.column, a.offset) < (b.element.line, b.element.column, b.offset)
        }
        return order.map(\.element)
    }

    func error(_ mark: TextMark, _ path: String, _ message: String, _ suggestion: String? = nil) {
        add(.error, mark, path, message, suggestion)
    }

    func error(_ node: YAMLNode, _ message: String, _ suggestion: String? = nil) { error(node.mark, node.path, message, suggestion) }

    func warning(_ node: YAMLNode, _ message: String, _ suggestion: String? = nil) {
        add(.warning, node.mark, node.path, message, suggestion)
    }

    /// Always nil, so that a reader can end with it.
    func expected<Value>(_ what: String, _ node: YAMLNode, _ suggestion: String? = nil) -> Value? {
        let hint = suggestion ?? (node.isNull ? "give it a value or remove the key" : nil)
        error(node, "expected \(what), found \(node.inWords)", hint)
        return nil
    }

    private func add(_ severity: Diagnostic.Severity, _ mark: TextMark, _ path: String, _ message: String, _ suggestion: String?) {
        let diagnostic = Diagnostic(
            severity, file: file, line: mark.line, column: mark.column, path: path, message, suggestion: suggestion)
        if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }
}
