/// A place in the file: 1-based, columns counted in Unicode scalars as libyaml does.
package struct TextMark: Hashable, Comparable, Sendable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (a: TextMark, b: TextMark) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// A value of the file with its place and its path. Aliases are already followed, keys are texts and unique.
struct YAMLNode {
    enum Content {
        /// `plain` is false for quoted texts and block texts: those are never numbers.
        case scalar(String, plain: Bool)
        case list([YAMLNode])
        case map([Entry])
    }

    struct Entry {
        var key: String
        var mark: TextMark
        var value: YAMLNode
    }

    var content: Content
    var mark: TextMark
    /// `shots[3].takes`; empty for the whole file.
    var path: String

    /// Nothing after the colon, `~` or `null`.
    var isNull: Bool {
        guard case .scalar(let text, plain: true) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    var entries: [Entry]? { if case .map(let entries) = content { entries } else { nil } }
    var elements: [YAMLNode]? { if case .list(let elements) = content { elements } else { nil } }

    subscript(key: String) -> YAMLNode? { entries?.first { $0.key == key }?.value }

    /// The value in a few words, for "found …".
    var inWords: String {
        switch content {
        case .list(let elements): return elements.isEmpty ? "an empty list" : "a list"
        case .map(let entries): return entries.isEmpty ? "an empty map" : "a map of keys"
        case .scalar(let text, let plain):
            if isNull { return "nothing" }
            if text.isEmpty { return "an empty text" }
            let short = text.count > 40 ? text.prefix(37) + "…" : Substring(text)
            let line = String(short.map { $0.isNewline ? " " : $0 })
            return plain ? "'\(line)'" : "the text \"\(line)\""
        }
    }

    /// The path of a key of this map.
    func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}
