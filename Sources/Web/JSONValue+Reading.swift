import Foundation

/// Services send numbers as texts and texts as numbers. Asking for the wrong thing gives nil, never a failure.
extension JSONValue {
    /// Nil when there is no such key, when it is null, and when this is no object.
    public subscript(key: String) -> JSONValue? {
        guard case .object(let object) = self, let value = object[key], value != .null else { return nil }
        return value
    }

    /// Nil when there is no such place, when it is null, and when this is no array.
    public subscript(index: Int) -> JSONValue? {
        guard case .array(let array) = self, array.indices.contains(index), array[index] != .null else { return nil }
        return array[index]
    }

    /// A string, or a number or truth value as text.
    public var text: String? {
        switch self {
        case .string(let value): value
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .bool(let value): "\(value)"
        case .null, .array, .object: nil
        }
    }

    /// A whole number in any spelling: `5`, `5.0`, `"5"`, `"5.0"`, `"5%"`.
    public var int: Int? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int(exactly: value)
        case .string(let value): Int(Self.trimmed(value)) ?? Self.number(in: value).flatMap { Int(exactly: $0) }
        case .null, .bool, .array, .object: nil
        }
    }

    /// A number in any spelling; `"30%"` is 30.
    public var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .string(let value): Self.number(in: value)
        case .null, .bool, .array, .object: nil
        }
    }

    /// True and false, also as `"true"`, `"false"`, 1 and 0.
    public var bool: Bool? {
        switch self {
        case .bool(let value): value
        case .string(let value): ["true": true, "false": false][Self.trimmed(value).lowercased()]
        case .integer(1): true
        case .integer(0): false
        case .null, .integer, .number, .array, .object: nil
        }
    }

    public var list: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    public var map: [String: JSONValue]? {
        if case .object(let value) = self { value } else { nil }
    }

    private static func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespaces) }

    private static func number(in text: String) -> Double? {
        var text = trimmed(text)
        if text.hasSuffix("%") { text = trimmed(String(text.dropLast())) }
        // Double reads more than numbers: `nan`, `infinity`, `0x10`.
        guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }), let value = Double(text), value.isFinite else { return nil }
        return value
    }
}
