/// A generator as the project configures it: its name there, its kind, and options only that kind understands.
public struct GeneratorSpec: Hashable, Sendable, Codable {
    public var name: String
    /// `animatic`, `import`, `command`, …
    public var kind: String
    public var options: [String: OptionValue]

    public init(name: String, kind: String, options: [String: OptionValue] = [:]) {
        self.name = name
        self.kind = kind
        self.options = options
    }
}

/// An option's value as it stood in the project file.
public indirect enum OptionValue: Hashable, Sendable, Codable {
    case text(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case list([OptionValue])
    case map([String: OptionValue])

    public var text: String? { if case .text(let value) = self { value } else { nil } }
    public var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }
    public var integer: Int? { if case .integer(let value) = self { value } else { nil } }
    public var number: Double? {
        switch self {
        case .number(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }
    public var list: [OptionValue]? { if case .list(let value) = self { value } else { nil } }
    public var map: [String: OptionValue]? { if case .map(let value) = self { value } else { nil } }
    /// A single text or a list of texts.
    public var texts: [String]? {
        if let text { return [text] }
        guard let list else { return nil }
        let texts = list.compactMap(\.text)
        return texts.count == list.count ? texts : nil
    }
}

/// Which options a kind of generator understands: told to the reader of project files, to the JSON schema and to the docs.
public struct GeneratorKind: Hashable, Sendable {
    public enum Shape: String, Hashable, Sendable { case text, integer, number, boolean, textList, textOrList, map }

    public struct Option: Hashable, Sendable {
        public var name: String
        public var shape: Shape
        public var required: Bool
        /// Allowed range for integers and numbers.
        public var range: ClosedRange<Double>?
        /// Allowed words for texts; empty means any.
        public var words: [String]
        /// False for options that change how a take is got and not what it shows (deadlines, keys, prices): takes stay the answer to
        /// the same question when such an option changes.
        public var shapes: Bool
        public var doc: String

        public init(
            _ name: String, _ shape: Shape, required: Bool = false, range: ClosedRange<Double>? = nil, words: [String] = [],
            shapes: Bool = true, doc: String
        ) {
            self.name = name
            self.shape = shape
            self.required = required
            self.range = range
            self.words = words
            self.shapes = shapes
            self.doc = doc
        }
    }

    public var kind: String
    public var doc: String
    /// True for kinds that take in what there is: how many takes come is then not the project's to say.
    public var findsTakes: Bool
    public var options: [Option]

    public init(_ kind: String, doc: String, findsTakes: Bool = false, options: [Option]) {
        self.kind = kind
        self.findsTakes = findsTakes
        self.doc = doc
        self.options = options
    }
}

extension GeneratorSpec {
    /// Only the options that decide what a take shows: what names a request. Keys, prices and deadlines are left out, and so are
    /// never recorded with a take.
    public func shaping(_ kind: GeneratorKind) -> GeneratorSpec {
        let silent = Set(kind.options.filter { !$0.shapes }.map(\.name))
        return GeneratorSpec(name: name, kind: self.kind, options: options.filter { !silent.contains($0.key) })
    }
}
