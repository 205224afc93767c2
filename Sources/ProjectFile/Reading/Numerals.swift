import Timebase

/// Which texts are numbers, and what was probably meant by those that nearly are. YAML has many ways to write a number that
/// few people expect (`010` is 8, `1_000` is 1000, `1:30` is 90): a project file knows the plain decimal one.
extension Numerals {
    /// A day: no song is longer.
    static let longestTime = 86_400.0

    static func isInteger(_ text: String) -> Bool {
        let digits = text.hasPrefix("-") ? text.dropFirst() : Substring(text)
        return !digits.isEmpty && digits.allSatisfy(isDigit) && (digits.count == 1 || digits.first != "0")
    }

    static func isNumber(_ text: String) -> Bool {
        let unsigned = text.hasPrefix("-") ? text.dropFirst() : Substring(text)
        let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ $0.allSatisfy(isDigit) }), !parts[0].isEmpty || parts.count == 2 else {
            return false
        }
        if parts.count == 2, parts[1].isEmpty { return false }
        return parts[0].count <= 1 || parts[0].first != "0"
    }

    /// `12.0`, `1_000`, `4s`, `4,5`, `$25`, `1:30`, `010` as the plain number that was meant, or nil.
    static func repair(_ text: String, whole: Bool) -> String? {
        var text = text.trimmingBlanks.replacing("_", with: "")
        if text.hasPrefix("$") { text.removeFirst() }
        if text.hasPrefix("+") { text.removeFirst() }
        if text.contains(":") { return ClockTime.seconds(text).map { self.text(whole ? $0.rounded() : $0) } }
        text = text.replacing(",", with: ".")
        for unit in ["seconds", "second", "secs", "sec", "fps", "bpm", "dollars", "usd", "USD", "px", "s"] where text.hasSuffix(unit) {
            text = String(text.dropLast(unit.count)).trimmingBlanks
            break
        }
        guard text.count <= 18, text.allSatisfy({ isDigit($0) || $0 == "." || $0 == "-" }), let value = Double(text) else { return nil }
        if whole, value != value.rounded() { return nil }
        return self.text(value)
    }

    static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}

/// Names that become parts of file names.
enum Names {
    static let longest = 64

    /// What is wrong with a name; nil when nothing is.
    static func fault(in name: String) -> String? {
        if name.isEmpty { return "write at least one letter" }
        if name.count > longest { return "it has \(name.count) characters, at most \(longest) are allowed" }
        let isAllowed: (Character) -> Bool = { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        if name.allSatisfy(isAllowed) {
            return name.hasPrefix(".") || name.hasPrefix("-") ? "begin it with a letter or a digit" : nil
        }
        let repaired = String(name.map { isAllowed($0) ? $0 : "-" }).lowercased()
        let letters = repaired.drop { "-_.".contains($0) }
        return letters.isEmpty ? "write it with the letters a to z" : "write \(letters)"
    }
}
