/// One thing wrong (or doubtful) in a file the user wrote, with its place.
public struct Diagnostic: Hashable, Sendable, Codable, CustomStringConvertible {
    public enum Severity: String, Sendable, Codable { case error, warning, note }

    public var severity: Severity
    public var file: String
    /// 1-based; 0 when the whole file is meant.
    public var line: Int
    public var column: Int
    /// The key's path in the file, such as `shots[3].takes`; empty for the whole file.
    public var path: String
    /// What is wrong and what was expected.
    public var message: String
    /// The next step, when there is one: "did you mean 'takes'?".
    public var suggestion: String?

    public init(
        _ severity: Severity = .error, file: String, line: Int = 0, column: Int = 0, path: String = "", _ message: String,
        suggestion: String? = nil
    ) {
        self.severity = severity
        self.file = file
        self.line = line
        self.column = column
        self.path = path
        self.message = message
        self.suggestion = suggestion
    }

    public var description: String {
        let place = line > 0 ? "\(file):\(line):\(column)" : file
        let subject = path.isEmpty ? "" : "\(path): "
        return "\(place): \(severity.rawValue): \(subject)\(message)" + (suggestion.map { "; \($0)" } ?? "")
    }
}

/// Everything wrong in the user's files, reported at once.
public struct Diagnostics: Error, Sendable, CustomStringConvertible {
    public var all: [Diagnostic]
    public init(_ all: [Diagnostic]) { self.all = all }
    public var description: String { all.map(\.description).joined(separator: "\n") }
}
