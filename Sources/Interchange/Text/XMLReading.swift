/// One pass over a text; see `XMLTree.parse`.
struct XMLReading {
    private static let deepest = 200
    private static let largest = 64 << 20

    private let bytes: [UInt8]
    private var next = 0
    /// Up to where lines and columns were counted: a file may be one long line.
    private var counted = (offset: 0, line: 1, column: 1)

    init(_ text: String) {
        // One more than there may be is enough to refuse it.
        bytes = Array(text.utf8.prefix(Self.largest + 1))
        if take([0xEF, 0xBB, 0xBF]) { counted.offset = next }
    }

    mutating func document() throws(EditFileError) -> XMLTree {
        if bytes.count > Self.largest { throw EditFileError("the file is larger than \(Self.largest >> 20) MiB") }
        try skipProlog()
        guard next < bytes.count else { throw fault("the file holds no element", suggestion: Self.cutOff) }
        let root = try element(depth: 1)
        try skipProlog()
        guard next == bytes.count else { throw fault("something stands after the end of '\(root.name)'") }
        return root
    }

    private mutating func element(depth: Int) throws(EditFileError) -> XMLTree {
        let start = next
        let (line, column) = place(of: start)
        guard depth <= Self.deepest else { throw fault("elements lie more than \(Self.deepest) deep") }
        guard take("<") else { throw fault("an element was expected") }
        let name = try name()
        let attributes = try attributes(of: name)
        var (text, children) = (XMLCharacters(), [XMLTree]())
        if !take("/>") {
            guard take(">") else { throw fault("'<\(name)' is not closed by '>'") }
            while !take("</") {
                if next == bytes.count { throw fault("'\(name)' is not closed", at: start, suggestion: Self.cutOff) }
                if try skipAside() { continue }
                if take("<![CDATA[") {
                    text.append(exactly: try upTo("]]>", "a CDATA section"))
                } else if bytes[next] == UInt8(ascii: "<") {
                    children.append(try element(depth: depth + 1))
                } else {
                    try characters(before: UInt8(ascii: "<"), into: &text)
                }
            }
            let end = try self.name()
            skipSpace()
            guard end == name, take(">") else { throw fault("'\(end)' closes what '\(name)' in line \(line) opened", at: next) }
        }
        return XMLTree(name: name, attributes: attributes, text: text.trimmed, children: children, line: line, column: column)
    }

    private mutating func attributes(of element: String) throws(EditFileError) -> [String: String] {
        var attributes: [String: String] = [:]
        while true {
            skipSpace()
            guard next < bytes.count, bytes[next] != UInt8(ascii: ">"), bytes[next] != UInt8(ascii: "/") else { return attributes }
            let name = try name()
            skipSpace()
            guard take("=") else { throw fault("'\(name)' of '\(element)' has no value") }
            skipSpace()
            guard next < bytes.count, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[next]) else {
                throw fault("the value of '\(name)' stands in no quotes")
            }
            let quote = bytes[next]
            next += 1
            var value = XMLCharacters(isAttribute: true)
            try characters(before: quote, into: &value)
            guard take([quote]) else { throw fault("the value of '\(name)' has no end", suggestion: Self.cutOff) }
            guard attributes.updateValue(value.all, forKey: name) == nil else { throw fault("'\(element)' has '\(name)' twice") }
        }
    }

    private mutating func characters(before stop: UInt8, into text: inout XMLCharacters) throws(EditFileError) {
        while next < bytes.count, bytes[next] != stop {
            if bytes[next] == UInt8(ascii: "&") {
                text.append(exactly: Array(String(try reference()).utf8))
            } else if take("\r\n") {
                text.append(UInt8(ascii: "\n"))
            } else {
                text.append(bytes[next] == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : bytes[next])
                next += 1
            }
        }
    }

    private mutating func reference() throws(EditFileError) -> Character {
        let start = next
        let body = bytes[(next + 1)...].prefix(12)
        guard let length = body.firstIndex(of: UInt8(ascii: ";")).map({ $0 - next - 1 }) else {
            throw fault("'&' begins no entity", suggestion: "in XML it is written '&amp;'")
        }
        let name = String(decoding: body.prefix(length), as: UTF8.self)
        next += length + 2
        let predefined: [String: Character] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
        if let character = predefined[name] { return character }
        let number = name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
        guard let scalar = number.flatMap(Unicode.Scalar.init), XMLText.holds(scalar) else {
            throw fault("'&\(name);' is no entity of XML", at: start)
        }
        return Character(scalar)
    }

    private mutating func name() throws(EditFileError) -> String {
        let start = next
        while next < bytes.count, !Self.isSpace(bytes[next]), !"<>/=\"'&".utf8.contains(bytes[next]) { next += 1 }
        if next == start { throw fault("a name was expected") }
        return String(decoding: bytes[start..<next], as: UTF8.self)
    }
}

// MARK: - What is no element

extension XMLReading {
    private static let cutOff = "export it again, it may have been cut off"

    private mutating func skipProlog() throws(EditFileError) {
        skipSpace()
        while true {
            let (aside, documentType) = (try skipAside(), try skipDocumentType())
            if !aside, !documentType { return }
            skipSpace()
        }
    }

    /// A comment or a processing instruction.
    private mutating func skipAside() throws(EditFileError) -> Bool {
        if take("<!--") {
            _ = try upTo("-->", "a comment")
        } else if take("<?") {
            _ = try upTo("?>", "a processing instruction")
        } else {
            return false
        }
        return true
    }

    private mutating func skipDocumentType() throws(EditFileError) -> Bool {
        let start = next
        guard take("<!DOCTYPE") else { return false }
        var (depth, quote) = (1, UInt8(0))
        while depth > 0 {
            guard next < bytes.count else { throw fault("the document type has no end", at: start, suggestion: Self.cutOff) }
            switch bytes[next] {
            case quote where quote != 0: quote = 0
            case UInt8(ascii: "\"") where quote == 0, UInt8(ascii: "'") where quote == 0: quote = bytes[next]
            case UInt8(ascii: "<") where quote == 0: depth += 1
            case UInt8(ascii: ">") where quote == 0: depth -= 1
            default: break
            }
            next += 1
        }
        return true
    }

    private mutating func upTo(_ end: StaticString, _ what: String) throws(EditFileError) -> [UInt8] {
        let start = next
        while next < bytes.count {
            let stop = next
            if take(end) { return Array(bytes[start..<stop]) }
            next += 1
        }
        throw fault("\(what) has no end", at: start, suggestion: Self.cutOff)
    }

    private mutating func skipSpace() {
        while next < bytes.count, Self.isSpace(bytes[next]) { next += 1 }
    }

    private mutating func take(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { expected in
            guard bytes[next...].starts(with: expected) else { return false }
            next += expected.count
            return true
        }
    }

    private mutating func take(_ expected: [UInt8]) -> Bool {
        guard bytes[next...].starts(with: expected) else { return false }
        next += expected.count
        return true
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x9...0xA).contains(byte) || byte == 0xD }

    /// Offsets come in order but for faults, of which there is one.
    private mutating func place(of offset: Int) -> (line: Int, column: Int) {
        if offset < counted.offset { counted = (0, 1, 1) }
        for index in counted.offset..<offset {
            if bytes[index] == UInt8(ascii: "\n") {
                (counted.line, counted.column) = (counted.line + 1, 1)
            } else if bytes[index] & 0xC0 != 0x80 {
                counted.column += 1
            }
        }
        counted.offset = offset
        return (counted.line, counted.column)
    }

    private mutating func fault(_ message: String, at offset: Int? = nil, suggestion: String? = nil) -> EditFileError {
        let (line, column) = place(of: offset ?? next)
        return EditFileError(message, line: line, column: column, suggestion: suggestion)
    }
}

/// Characters of an element or of an attribute.
private struct XMLCharacters {
    private var bytes: [UInt8] = []
    /// Up to where they are no white space that only stands there for the eye.
    private var kept = 0
    private let isAttribute: Bool

    init(isAttribute: Bool = false) { self.isAttribute = isAttribute }

    mutating func append(_ byte: UInt8) {
        let isSpace = XMLReading.isSpace(byte)
        if isSpace, !isAttribute, bytes.isEmpty { return }
        bytes.append(isSpace && isAttribute ? UInt8(ascii: " ") : byte)
        if !isSpace { kept = bytes.count }
    }

    /// From a number or a CDATA section: white space there is meant.
    mutating func append(exactly more: [UInt8]) {
        bytes += more
        kept = bytes.count
    }

    var all: String { String(decoding: bytes, as: UTF8.self) }
    var trimmed: String { String(decoding: bytes.prefix(kept), as: UTF8.self) }
}
