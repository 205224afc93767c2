public import Foundation

/// Any JSON. Integers stay exact as far as 64 bits reach; `5` and `5.0` are the same value.
public indirect enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// Reads what services send: of keys that come twice the last counts, `NaN` and `Infinity` are null, a byte order mark is skipped.
    /// - Throws: `JSONError`, which says where the text stops being JSON.
    public init(parsing data: Data) throws {
        var parser = JSONParser(data)
        self = try parser.value()
    }

    /// One spelling for one value: sorted keys, no blanks.
    public func data() -> Data {
        var bytes: [UInt8] = []
        JSONWriter.write(self, to: &bytes)
        return Data(bytes)
    }
}

extension JSONValue: Hashable {
    public static func == (a: JSONValue, b: JSONValue) -> Bool {
        switch (a, b) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        case (.integer(let a), .number(let b)), (.number(let b), .integer(let a)): Int(exactly: b) == a
        case (.string(let a), .string(let b)): a == b
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): a == b
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .number(let value): if let whole = Int(exactly: value) { hasher.combine(whole) } else { hasher.combine(value) }
        case .string(let value): hasher.combine(value)
        case .array(let value): hasher.combine(value)
        case .object(let value): hasher.combine(value)
        }
    }
}

extension JSONValue: CustomStringConvertible {
    public var description: String { String(decoding: data(), as: UTF8.self) }
}
