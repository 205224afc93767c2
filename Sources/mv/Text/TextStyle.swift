/// Colours, as sparingly as they help. SGR codes of ECMA-48.
package enum TextStyle: String, Sendable {
    case plain = "", bold = "1", dim = "2", red = "31", green = "32", yellow = "33", cyan = "36"

    package func paint(_ text: String, _ enabled: Bool) -> String {
        enabled && self != .plain && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
