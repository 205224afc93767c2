/// A file from an editor that cannot be read as a cut.
public struct EditFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// 1-based; nil where the fault has no line.
    public var line: Int?
    public var column: Int?
    /// What was expected and what was found.
    public var message: String
    /// The next step.
    public var suggestion: String?

    public init(_ message: String, line: Int? = nil, column: Int? = nil, suggestion: String? = nil) {
        (self.message, self.line, self.column, self.suggestion) = (message, line, column, suggestion)
    }

    public var description: String {
        let place = [line, column].compactMap { $0.map(String.init) }.joined(separator: ":")
        return (place.isEmpty ? "" : place + ": ") + message + (suggestion.map { "; " + $0 } ?? "")
    }
}
