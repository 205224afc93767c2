/// Texts in the language of Advanced SubStation Alpha, as libass reads it: `{\i1}` for italics, `\N` for a new line.
/// https://github.com/libass/libass/wiki/ASS-File-Format-Guide
public enum ScriptText {
    /// A run of letters that look alike.
    public struct Run: Hashable, Sendable, Codable {
        public var text: String
        public var isItalic: Bool
        public var isBold: Bool

        public init(_ text: String, isItalic: Bool = false, isBold: Bool = false) {
            (self.text, self.isItalic, self.isBold) = (text, isItalic, isBold)
        }
    }

    /// A sign without width that no line is broken at: after a backslash it keeps the next letter from being read as a command.
    private static let joiner: Unicode.Scalar = "\u{2060}"

    /// Words that are to be seen as they are written. Blanks at the start of a line stay; signs that control something else are left out.
    /// - Parameter startsLine: whether no other words stand before it on its line.
    public static func plain(_ text: String, startsLine: Bool = true) -> String {
        var made = ""
        var isAtStart = startsLine
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar {
            case "\n", "\r", "\u{2028}", "\u{2029}": made += "\\N"
            case " ", "\t": made += isAtStart ? "\\h" : " "
            case "{", "}": made += "\\\(scalar)"
            case "\\": made += "\\\(joiner)"
            case _ where scalar.properties.generalCategory == .control: continue
            default: made.unicodeScalars.append(scalar)
            }
            isAtStart = made.hasSuffix("\\N") || (isAtStart && scalar.properties.isWhitespace)
        }
        return made
    }

    /// What of a text is words, with nothing of its looks but italics and bold. Drawings are no words.
    public static func runs(_ text: String) -> [Run] {
        var runs: [Run] = []
        var now = Run("")
        var isDrawing = false
        var rest = text.unicodeScalars[...]
        func end() {
            if !now.text.isEmpty { runs.append(now) }
            now.text = ""
        }
        while let scalar = rest.popFirst() {
            if scalar == "{", let close = rest.firstIndex(of: "}") {
                end()
                for tag in String(rest[..<close]).split(separator: "\\") { apply(String(tag), to: &now, &isDrawing) }
                rest = rest[rest.index(after: close)...]
                continue
            }
            var letter = scalar
            if scalar == "\\", let next = rest.first, let meant = meant(next) {
                rest.removeFirst()
                letter = meant
            }
            if !isDrawing, letter != joiner { now.text.unicodeScalars.append(letter) }
        }
        end()
        return runs
    }

    private static func meant(_ letter: Unicode.Scalar) -> Unicode.Scalar? {
        switch letter {
        case "N", "n": "\n"
        case "h": "\u{A0}"
        case "{", "}": letter
        default: nil
        }
    }

    private static func apply(_ tag: String, to run: inout Run, _ isDrawing: inout Bool) {
        let number = Int(tag.dropFirst())
        switch tag.first {
        case "i": if let number { run.isItalic = number != 0 }
        case "b": if let number { run.isBold = number != 0 }
        case "p": if let number { isDrawing = number != 0 }
        case "r": (run.isItalic, run.isBold) = (false, false)
        default: break
        }
    }
}
