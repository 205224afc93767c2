/// Reads one line of JSON. Nil anywhere means that it is none.
struct PortableParser {
    private static let deepest = 8
    private var rest: ArraySlice<UInt8>
    private let keys: Set<String>?

    /// - Parameter keys: of the outermost object; others are passed over. All when nil.
    static func parse(_ line: ArraySlice<UInt8>, keys: Set<String>? = nil) -> PortableJSON? {
        var parser = PortableParser(rest: line, keys: keys)
        guard let json = parser.any(depth: 0) else { return nil }
        parser.blanks()
        return parser.rest.isEmpty ? json : nil
    }

    private mutating func any(depth: Int) -> PortableJSON? {
        blanks()
        switch rest.first {
        case UInt8(ascii: "{"): return depth < Self.deepest ? object(depth) : nil
        case UInt8(ascii: "["): return depth < Self.deepest ? list(depth) : nil
        case UInt8(ascii: "\""): return text().map { .value(.text($0)) }
        case UInt8(ascii: "n"): return word("null") ? .value(.null) : nil
        default: return number().map { .value($0) }
        }
    }

    private mutating func object(_ depth: Int) -> PortableJSON? {
        rest.removeFirst()
        var fields: [String: PortableJSON] = [:]
        blanks()
        if taken(UInt8(ascii: "}")) { return .object(fields) }
        repeat {
            blanks()
            guard let key = text() else { return nil }
            blanks()
            guard taken(UInt8(ascii: ":")) else { return nil }
            if depth == 0, let keys, !keys.contains(key) {
                guard skip() else { return nil }
            } else {
                guard let value = any(depth: depth + 1), fields.updateValue(value, forKey: key) == nil else { return nil }
            }
            blanks()
        } while taken(UInt8(ascii: ","))
        return taken(UInt8(ascii: "}")) ? .object(fields) : nil
    }

    private mutating func list(_ depth: Int) -> PortableJSON? {
        rest.removeFirst()
        var items: [PortableJSON] = []
        blanks()
        if taken(UInt8(ascii: "]")) { return .list(items) }
        repeat {
            guard let item = any(depth: depth + 1) else { return nil }
            items.append(item)
            blanks()
        } while taken(UInt8(ascii: ","))
        return taken(UInt8(ascii: "]")) ? .list(items) : nil
    }

    /// Passes over a value by its brackets and quotes alone.
    private mutating func skip() -> Bool {
        var (depth, inText, index) = (0, false, rest.startIndex)
        let end = rest.endIndex
        while index < end {
            let byte = rest[index]
            if inText {
                if byte == UInt8(ascii: "\\") { index += 1 } else if byte == UInt8(ascii: "\"") { inText = false }
            } else {
                switch byte {
                case UInt8(ascii: "\""): inText = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    if depth == 0 {
                        rest = rest[index...]
                        return true
                    }
                    depth -= 1
                case UInt8(ascii: ",") where depth == 0:
                    rest = rest[index...]
                    return true
                default: break
                }
            }
            index += 1
        }
        return false
    }

    private mutating func text() -> String? {
        guard taken(UInt8(ascii: "\"")) else { return nil }
        guard let end = rest.firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") || $0 < 0x20 }) else { return nil }
        if rest[end] == UInt8(ascii: "\"") {
            let text = String(validating: rest[..<end], as: UTF8.self)
            rest = rest[(end + 1)...]
            return text
        }
        var bytes = Array(rest[..<end])
        rest = rest[end...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(validating: bytes, as: UTF8.self)
            case UInt8(ascii: "\\"): guard escape(into: &bytes) else { return nil }
            case 0..<0x20: return nil
            default: bytes.append(byte)
            }
        }
        return nil
    }

    private mutating func escape(into bytes: inout [UInt8]) -> Bool {
        guard let byte = rest.popFirst() else { return false }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(byte)
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "t"): bytes.append(0x09)
        case UInt8(ascii: "r"): bytes.append(0x0D)
        case UInt8(ascii: "b"): bytes.append(0x08)
        case UInt8(ascii: "f"): bytes.append(0x0C)
        case UInt8(ascii: "u"):
            guard var code = unit() else { return false }
            if (0xD800..<0xDC00).contains(code) {
                guard taken(UInt8(ascii: "\\")), taken(UInt8(ascii: "u")), let low = unit(), (0xDC00..<0xE000).contains(low) else {
                    return false
                }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { return false }
            bytes += String(scalar).utf8
        default: return false
        }
        return true
    }

    private mutating func unit() -> UInt32? {
        let digits = rest.prefix(4)
        rest = rest.dropFirst(4)
        guard digits.count == 4, digits.allSatisfy({ (48...57).contains($0) || (65...70).contains($0) || (97...102).contains($0) }) else {
            return nil
        }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private mutating func number() -> PortableValue? {
        let signs = "+-.eE".utf8
        let end = rest.firstIndex { !(48...57).contains($0) && !signs.contains($0) } ?? rest.endIndex
        let text = String(decoding: rest[..<end], as: UTF8.self)
        rest = rest[end...]
        if let value = Int64(text) { return .integer(value) }
        return Double(text).flatMap { $0.isFinite ? .number($0) : nil }
    }

    private mutating func word(_ word: String) -> Bool {
        guard rest.starts(with: word.utf8) else { return false }
        rest = rest.dropFirst(word.utf8.count)
        return true
    }

    private mutating func taken(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func blanks() {
        while let byte = rest.first, byte == 0x20 || byte == 0x09 || byte == 0x0D { rest.removeFirst() }
    }
}
