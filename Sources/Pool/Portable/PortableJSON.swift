/// JSON of a manifest. Foundation's coders take a millisecond for a take, which is minutes for a large pool; these lines hold
/// nothing but objects of rows.
enum PortableJSON: Hashable {
    case value(PortableValue)
    case list([PortableJSON])
    case object([String: PortableJSON])

    var object: [String: PortableJSON]? { if case .object(let fields) = self { fields } else { nil } }
    var value: PortableValue? { if case .value(let value) = self { value } else { nil } }

    /// A row; nil for what is none.
    var row: PortableRow? {
        guard let object else { return nil }
        var row = PortableRow(minimumCapacity: object.count)
        for (key, field) in object {
            guard let value = field.value else { return nil }
            row[key] = value
        }
        return row
    }

    /// Nil for what is no list of rows.
    var rows: [PortableRow]? {
        guard case .list(let items) = self else { return nil }
        let rows = items.compactMap(\.row)
        return rows.count == items.count ? rows : nil
    }

    init(_ row: PortableRow) { self = .object(row.mapValues(PortableJSON.value)) }
    init(_ rows: [PortableRow]) { self = .list(rows.map(PortableJSON.init)) }
}

// MARK: writing

extension PortableJSON {
    /// On one line, keys sorted, only what must be escaped escaped.
    func write(into bytes: inout [UInt8]) {
        switch self {
        case .value(.null): bytes += "null".utf8
        case .value(.integer(let number)): bytes += "\(number)".utf8
        case .value(.number(let number)): bytes += (number.isFinite ? "\(number)" : "null").utf8
        case .value(.text(let text)): Self.write(text, into: &bytes)
        case .list(let items):
            bytes.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                item.write(into: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let fields):
            bytes.append(UInt8(ascii: "{"))
            for (index, field) in fields.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.write(field.key, into: &bytes)
                bytes.append(UInt8(ascii: ":"))
                field.value.write(into: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ text: String, into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes += "\\n".utf8
            case 0..<0x20: bytes += ((byte < 16 ? "\\u000" : "\\u00") + String(byte, radix: 16)).utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
