/// Reads one line of JSON. Nil anywhere means that it is none.
struct PortableParser {
    private static let deepest = 8
    private var bytes: JSONBytes
    private let keys: Set<String>?

    /// - Parameter keys: of the outermost object; others are passed over. All when nil.
    static func parse(_ line: ArraySlice<UInt8>, keys: Set<String>? = nil) -> PortableJSON? {
        line.withUnsafeBufferPointer { line in
            var parser = PortableParser(bytes: JSONBytes(line), keys: keys)
            guard let json = parser.any(depth: 0) else { return nil }
            parser.bytes.blanks()
            return parser.bytes.isAtEnd ? json : nil
        }
    }

    private mutating func any(depth: Int) -> PortableJSON? {
        bytes.blanks()
        switch bytes.next {
        case UInt8(ascii: "{"): return depth < Self.deepest ? object(depth) : nil
        case UInt8(ascii: "["): return depth < Self.deepest ? list(depth) : nil
        case UInt8(ascii: "\""): return bytes.text().map { .value(.text($0)) }
        case UInt8(ascii: "n"): return bytes.taken("null") ? .value(.null) : nil
        default: return number().map { .value($0) }
        }
    }

    private mutating func object(_ depth: Int) -> PortableJSON? {
        guard bytes.taken(UInt8(ascii: "{")) else { return nil }
        var fields: [String: PortableJSON] = [:]
        bytes.blanks()
        if bytes.taken(UInt8(ascii: "}")) { return .object(fields) }
        // A row of the widest table has that many.
        fields.reserveCapacity(depth == 0 ? 8 : 28)
        repeat {
            bytes.blanks()
            guard let key = bytes.text() else { return nil }
            bytes.blanks()
            guard bytes.taken(UInt8(ascii: ":")) else { return nil }
            if depth == 0, let keys, !keys.contains(key) {
                guard bytes.skip() else { return nil }
            } else {
                guard let value = any(depth: depth + 1), fields.updateValue(value, forKey: key) == nil else { return nil }
            }
            bytes.blanks()
        } while bytes.taken(UInt8(ascii: ","))
        return bytes.taken(UInt8(ascii: "}")) ? .object(fields) : nil
    }

    private mutating func list(_ depth: Int) -> PortableJSON? {
        guard bytes.taken(UInt8(ascii: "[")) else { return nil }
        var items: [PortableJSON] = []
        bytes.blanks()
        if bytes.taken(UInt8(ascii: "]")) { return .list(items) }
        repeat {
            guard let item = any(depth: depth + 1) else { return nil }
            items.append(item)
            bytes.blanks()
        } while bytes.taken(UInt8(ascii: ","))
        return bytes.taken(UInt8(ascii: "]")) ? .list(items) : nil
    }

    private mutating func number() -> PortableValue? {
        guard let digits = bytes.number() else { return nil }
        let text = String(decoding: digits, as: UTF8.self)
        if let value = Int64(text) { return .integer(value) }
        return Double(text).flatMap { $0.isFinite ? .number($0) : nil }
    }
}
