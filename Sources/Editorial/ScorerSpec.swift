/// A scorer as the project configures it: eyes from outside that look at takes after they were measured.
public struct ScorerSpec: Hashable, Sendable, Codable {
    public var name: String
    /// `command`, `vlm`.
    public var kind: String
    public var options: [String: OptionValue]

    public init(name: String, kind: String, options: [String: OptionValue] = [:]) {
        self.name = name
        self.kind = kind
        self.options = options
    }
}

/// Which options a kind of scorer understands: told to the reader of project files, to the JSON schema and to the docs.
public struct ScorerKind: Hashable, Sendable {
    public var kind: String
    public var doc: String
    public var options: [GeneratorKind.Option]
    /// The names of its scores; nil where only the scorer itself knows them.
    public var scores: [String]?

    public init(_ kind: String, doc: String, scores: [String]?, options: [GeneratorKind.Option]) {
        self.kind = kind
        self.doc = doc
        self.scores = scores
        self.options = options
    }
}
