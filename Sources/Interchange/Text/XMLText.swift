/// An element to be written.
public struct XMLNode: Hashable, Sendable {
    public var name: String
    /// In the order they are written; each name once.
    public var attributes: [(String, String)]
    /// Before the children. Nil writes `<name/>` where there are no children either, an empty one `<name></name>`.
    public var text: String?
    public var children: [XMLNode]

    public init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String? = nil, _ children: [XMLNode] = []) {
        (self.name, self.attributes) = (name, attributes.map { ($0.key, $0.value) })
        (self.text, self.children) = (text, children)
    }

    public init(_ name: String, _ children: [XMLNode]) { self.init(name, [:], text: nil, children) }

    public static func == (a: XMLNode, b: XMLNode) -> Bool {
        a.name == b.name && a.text == b.text && a.children == b.children && a.attributes.elementsEqual(b.attributes, by: ==)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(text)
        hasher.combine(children)
        for (name, value) in attributes {
            hasher.combine(name)
            hasher.combine(value)
        }
    }

    /// A whole file, encoded as UTF-8: `doctype` is what stands after `<!DOCTYPE`.
    public static func document(_ root: XMLNode, doctype: String?) -> String {
        // In double quotes: Premiere was seen to refuse the others.
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + (doctype.map { "<!DOCTYPE \($0)>\n" } ?? "") + root.written() + "\n"
    }

    /// The element on lines of its own, two spaces deeper for each level; no line end after it.
    public func written(indent: Int = 0) -> String {
        var text = ""
        write(into: &text, indent)
        return text
    }

    private func write(into out: inout String, _ indent: Int) {
        let margin = String(repeating: " ", count: indent * 2)
        out += margin + "<" + name
        for (name, value) in attributes { out += " \(name)=\"\(XMLText.attribute(value))\"" }
        if text == nil, children.isEmpty {
            out += "/>"
            return
        }
        out += ">" + XMLText.content(text ?? "")
        for child in children {
            out += "\n"
            child.write(into: &out, indent + 1)
        }
        out += (children.isEmpty ? "" : "\n" + margin) + "</\(name)>"
    }
}

/// Text as XML 1.0 holds it. Characters it cannot hold at all are dropped, https://www.w3.org/TR/xml/#charsets
public enum XMLText {
    /// Between tags. White space at either end is written as numbers: readers take the rest for indentation.
    public static func content(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.firstIndex(where: { !isSpace($0) }), let last = scalars.lastIndex(where: { !isSpace($0) }) else {
            return scalars.map { "&#\($0.value);" }.joined()
        }
        var out = ""
        for (index, scalar) in scalars.enumerated() {
            let isEdge = index < first || index > last
            add(scalar, to: &out, asNumber: isEdge || scalar == "\r")
        }
        return out
    }

    /// Between double quotes. A parser makes a space of line ends and tabs that stand there as they are.
    public static func attribute(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars { add(scalar, to: &out, asNumber: isSpace(scalar) && scalar != " ") }
        return out
    }

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" }

    static func holds(_ scalar: Unicode.Scalar) -> Bool {
        isSpace(scalar) || (scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF)
    }

    private static func add(_ scalar: Unicode.Scalar, to out: inout String, asNumber: Bool) {
        switch scalar {
        case _ where !holds(scalar): break
        case _ where asNumber: out += "&#\(scalar.value);"
        case "&": out += "&amp;"
        case "<": out += "&lt;"
        case ">": out += "&gt;"
        case "\"": out += "&quot;"
        default: out.unicodeScalars.append(scalar)
        }
    }
}
