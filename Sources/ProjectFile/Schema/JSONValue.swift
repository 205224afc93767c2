/// JSON with its keys in a chosen order, so that a generated file never changes by itself.
package indirect enum JSONValue: Sendable {
    case text(String)
    case number(Double)
    case boolean(Bool)
    case list([JSONValue])
    case object([(String, JSONValue)])

    /// Indented by two spaces; lists of single values stay on one line.
    package func pretty(_ indent: String = "") -> String {
        let inner = indent + "  "
        switch self {
        case .text(let text): return Self.quoted(text)
        case .number(let value): return Numerals.text(value)
        case .boolean(let value): return value ? "true" : "false"
        case .list(let values):
            if values.allSatisfy(\.isSingle) { return "[" + values.map { $0.pretty() }.joined(separator: ", ") + "]" }
            return "[\n" + values.map { inner + $0.pretty(inner) }.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let members):
            if members.isEmpty { return "{}" }
            let lines = members.map { "\(inner)\(Self.quoted($0.0)): \($0.1.pretty(inner))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        }
    }

    private var isSingle: Bool {
        switch self {
        case .list, .object: false
        default: true
        }
    }

    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
