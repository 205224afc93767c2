/// JSON whose keys stand in the order they were given: for output that other programs and people read.
package indirect enum JSONText: Sendable, Equatable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case list([JSONText])
    case object([(key: String, value: JSONText)])

    package static func integer(_ value: Int) -> JSONText { .integer(Int64(value)) }
    package static func text(orNull value: String?) -> JSONText { value.map(JSONText.text) ?? .null }
    package static func integer(orNull value: Int?) -> JSONText { value.map { .integer(Int64($0)) } ?? .null }
    package static func number(orNull value: Double?) -> JSONText { value.map(JSONText.number) ?? .null }
    /// Sorted by key.
    package static func texts(_ map: [String: String]) -> JSONText {
        .object(map.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })
    }

    package static func == (a: JSONText, b: JSONText) -> Bool { a.written == b.written }

    /// On one line. A number that JSON has no spelling for is `null`.
    package var written: String {
        var result = ""
        write(into: &result)
        return result
    }

    private func write(into result: inout String) {
        switch self {
        case .null: result += "null"
        case .boolean(let value): result += value ? "true" : "false"
        case .integer(let value): result += String(value)
        case .number(let value):
            let isWhole = value == value.rounded() && abs(value) < 1e15
            result += !value.isFinite ? "null" : isWhole ? String(Int64(value)) : "\(value)"
        case .text(let text): Self.write(text, into: &result)
        case .list(let values):
            result += "["
            for (index, value) in values.enumerated() {
                if index > 0 { result += "," }
                value.write(into: &result)
            }
            result += "]"
        case .object(let entries):
            result += "{"
            for (index, entry) in entries.enumerated() {
                if index > 0 { result += "," }
                Self.write(entry.key, into: &result)
                result += ":"
                entry.value.write(into: &result)
            }
            result += "}"
        }
    }

    private static func write(_ text: String, into result: inout String) {
        result += "\""
        defer { result += "\"" }
        guard text.utf8.contains(where: mayNeedEscaping) else { return result += text }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                // Control characters must be escaped; these two line ends end a line for readers that split by Unicode's rules.
                if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029 {
                    let hex = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
    }

    /// Of UTF-8: control characters, what JSON escapes, and the first bytes of U+0080 to U+00BF and of U+2000 to U+2FFF.
    private static func mayNeedEscaping(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || byte == 0xC2 || byte == 0xE2 }
}
