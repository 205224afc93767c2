/// One pass over a JSON text; see `JSONTree.parse`.
struct JSONReading {
    private static let deepest = 200
    private static let largest = 64 << 20

    private let bytes: [UInt8]
    private var next = 0

    init(_ text: String) {
        // One more than there may be is enough to refuse it.
        bytes = Array(text.utf8.prefix(Self.largest + 1))
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { next = 3 }
    }

    mutating func document() throws(EditFileError) -> JSONTree {
        if bytes.count > Self.largest { throw EditFileError("the file is larger than \(Self.largest >> 20) MiB") }
        let root = try value(depth: 1)
        skipSpace()
        guard next == bytes.count else { throw fault("something stands after the end") }
        return root
    }

    private mutating func value(depth: Int) throws(EditFileError) -> JSONTree {
        guard depth <= Self.deepest else { throw fault("values lie more than \(Self.deepest) deep") }
        skipSpace()
        guard next < bytes.count else { throw fault("a value was expected", suggestion: Self.cutOff) }
        switch bytes[next] {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .string(try string())
        default: return try word()
        }
    }

    private mutating func object(_ depth: Int) throws(EditFileError) -> JSONTree {
        let start = next
        var members: [(key: String, value: JSONTree)] = []
        next += 1
        skipSpace()
        if take("}") { return .object([]) }
        while true {
            skipSpace()
            guard next < bytes.count, bytes[next] == UInt8(ascii: "\"") else { throw fault("a key in quotes was expected") }
            let key = try string()
            skipSpace()
            guard take(":") else { throw fault("the key '\(key.prefix(40))' has no value") }
            members.append((key, try value(depth: depth + 1)))
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw open("an object", from: start) }
        }
    }

    private mutating func array(_ depth: Int) throws(EditFileError) -> JSONTree {
        let start = next
        var items: [JSONTree] = []
        next += 1
        skipSpace()
        if take("]") { return .array([]) }
        while true {
            items.append(try value(depth: depth + 1))
            skipSpace()
            if take("]") { return .array(items) }
            guard take(",") else { throw open("a list", from: start) }
        }
    }

    private mutating func string() throws(EditFileError) -> String {
        let start = next
        next += 1
        var text: [UInt8] = []
        while next < bytes.count {
            let byte = bytes[next]
            next += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            guard next < bytes.count else { break }
            let escaped = bytes[next]
            next += 1
            switch escaped {
            case UInt8(ascii: "u"): text += Array(String(Character(try scalar())).utf8)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escaped)
            default: throw fault("'\\\(Character(Unicode.Scalar(escaped)))' is no escape of JSON", at: next - 2)
            }
        }
        throw fault("a text has no end", at: start, suggestion: Self.cutOff)
    }

    /// What follows `\u`; half of a pair alone is the replacement character.
    private mutating func scalar() throws(EditFileError) -> Unicode.Scalar {
        let high = try unit()
        if (0xD800..<0xDC00).contains(high), bytes[next...].starts(with: "\\u".utf8) {
            let start = next
            next += 2
            let low = try unit()
            if (0xDC00..<0xE000).contains(low) {
                return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
            }
            next = start
        }
        return Unicode.Scalar(high) ?? "\u{FFFD}"
    }

    private mutating func unit() throws(EditFileError) -> UInt32 {
        let digits = bytes[next...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw fault("four hexadecimal digits were expected after '\\u'") }
        next += 4
        return value
    }

    /// A number, true, false or null, and `NaN` and `Infinity`, which OpenTimelineIO also writes.
    private mutating func word() throws(EditFileError) -> JSONTree {
        let start = next
        while next < bytes.count, !Self.ends(bytes[next]) { next += 1 }
        let word = String(decoding: bytes[start..<next], as: UTF8.self)
        switch word {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        case "NaN": return .real(.nan)
        case "Infinity", "Inf": return .real(.infinity)
        case "-Infinity", "-Inf": return .real(-.infinity)
        default:
            if let first = word.utf8.first, first == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first),
                word.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) })
            {
                if let value = Int(word) { return .integer(value) }
                if let value = Double(word) { return .real(value) }
            }
            throw fault(word.isEmpty ? "a value was expected" : "'\(word.prefix(40))' is no value of JSON", at: start)
        }
    }
}

extension JSONTree {
    /// - Throws: for what is no JSON, with the place; for more than 64 MiB; for values more than 200 deep.
    static func parse(_ text: String) throws(EditFileError) -> JSONTree {
        var reading = JSONReading(text)
        return try reading.document()
    }
}

extension JSONReading {
    private static let cutOff = "export it again, it may have been cut off"

    private static func ends(_ byte: UInt8) -> Bool { byte <= 0x20 || ",]}:[{\"".utf8.contains(byte) }

    private mutating func skipSpace() {
        while next < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[next]) { next += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next < bytes.count, UInt32(bytes[next]) == character.value else { return false }
        next += 1
        return true
    }

    private func open(_ what: String, from start: Int) -> EditFileError {
        next == bytes.count ? fault("\(what) has no end", at: start, suggestion: Self.cutOff) : fault("a comma was expected")
    }

    private func fault(_ message: String, at offset: Int? = nil, suggestion: String? = nil) -> EditFileError {
        let before = bytes[..<(offset ?? next)]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? min(3, before.count) : 0)
        let column = String(decoding: before[lineStart...], as: UTF8.self).count + 1
        return EditFileError(message, line: before.count { $0 == 0x0A } + 1, column: column, suggestion: suggestion)
    }
}
