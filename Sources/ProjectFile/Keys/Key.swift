/// One key of the project file. The reader, the JSON schema and the tables of docs/project-file.md are made from it.
package struct Key: Sendable {
    package var name: String
    package var shape: Shape
    package var required: Bool
    /// What stands in for a missing key, as one would write it.
    package var fallback: String?
    /// The same in words, where it is no value.
    package var otherwise: String
    package var doc: String
    /// Other words that people try for it.
    package var misnomers: [String]

    init(
        _ name: String, _ shape: Shape, required: Bool = false, fallback: String? = nil, otherwise: String = "", misnomers: [String] = [],
        _ doc: String
    ) {
        self.name = name
        self.shape = shape
        self.required = required
        self.fallback = fallback
        self.otherwise = otherwise
        self.doc = doc
        self.misnomers = misnomers
    }
}

extension Key {
    /// The same key where something else stands in for it.
    func other(fallback: String?, otherwise: String) -> Key {
        var key = self
        (key.fallback, key.otherwise) = (fallback, otherwise)
        return key
    }
}

/// A map of the file with a fixed set of keys.
package struct Section: Sendable {
    package var name: String
    package var doc: String
    package var keys: [Key]

    var names: [String] { keys.map(\.name) }
    /// Of its heading in the documentation.
    var anchor: String { name.replacing(".", with: "") }
    subscript(name: String) -> Key? { keys.first { $0.name == name } }

    /// The table of the section in Markdown, as docs/project-file.md shows it.
    package var table: String {
        let rows = keys.map { key in
            let standIn = key.required ? "needed" : key.fallback.map { "`\($0)`" } ?? key.otherwise
            return "| `\(key.name)` | \(key.doc) | \(key.shape.inTable) | \(standIn) |"
        }
        return (["| key | what | write | default |", "|---|---|---|---|"] + rows).joined(separator: "\n")
    }
}
