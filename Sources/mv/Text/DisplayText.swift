/// Text as a terminal shows it: columns instead of characters, and nothing in it that would steer the terminal.
package enum DisplayText {
    /// One line that is safe to show: line breaks and tabs become blanks, other control characters their pictures
    /// (U+2400 and on), and characters that turn the direction of the text (https://trojansource.codes) the replacement character.
    package static func line(_ text: String) -> String { neutral(text, keepingLines: false) }

    /// The same with line breaks kept, for logs.
    package static func lines(_ text: String) -> [String] {
        neutral(text, keepingLines: true).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private static func neutral(_ text: String, keepingLines: Bool) -> String {
        guard text.unicodeScalars.contains(where: { !isPlain($0) }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.replacingLineEnds.unicodeScalars {
            switch scalar.value {
            case 0x0A where keepingLines: result.append(scalar)
            case 0x09, 0x0A: result.append(" ")
            case 0..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
            case 0x7F: result.append("\u{2421}")
            default: result.append(isPlain(scalar) ? scalar : "\u{FFFD}")
            }
        }
        return String(result)
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFFF9...0xFFFB, 0xE0000...0xE007F: false
        default: true
        }
    }

    /// How many columns of a terminal the text takes.
    package static func width(_ text: String) -> Int {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
        return text.reduce(0) { $0 + width($1) }
    }

    private static func width(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        if first.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}") { return 2 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return isWide(first.value) ? 2 : 1
        }
    }

    /// The blocks whose East Asian width is wide or full (https://www.unicode.org/reports/tr11/).
    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
            0x20000...0x3FFFD:
            true
        default: false
        }
    }

    /// The text in at most `columns` columns, with an ellipsis where something was cut off.
    package static func cut(_ text: String, to columns: Int) -> String {
        guard width(text) > columns else { return text }
        guard columns > 0 else { return "" }
        var (result, used) = ("", 0)
        for character in text {
            let next = width(character)
            if used + next > columns - 1 { break }
            result.append(character)
            used += next
        }
        return result + "…"
    }

    package enum Side: Sendable { case left, right }

    /// The text with blanks to `columns` columns; longer text is left as it is.
    package static func pad(_ text: String, to columns: Int, _ side: Side = .left) -> String {
        let blanks = String(repeating: " ", count: max(0, columns - width(text)))
        return side == .left ? text + blanks : blanks + text
    }

    /// The words in lines of at most `columns` columns; a longer word has a line of its own.
    package static func wrap(_ text: String, to columns: Int) -> [String] {
        var (lines, line, used) = ([String](), "", 0)
        for word in text.split(separator: " ", omittingEmptySubsequences: true).map(String.init) {
            let next = width(word)
            if !line.isEmpty, used + 1 + next > columns {
                lines.append(line)
                (line, used) = ("", 0)
            }
            line += line.isEmpty ? word : " " + word
            used += (used == 0 ? 0 : 1) + next
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }
}

extension String {
    fileprivate var replacingLineEnds: String {
        var result = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in unicodeScalars {
            if scalar == "\r" {
                result.append("\n")
            } else if scalar != "\n" || !afterReturn {
                result.append(scalar)
            }
            afterReturn = scalar == "\r"
        }
        return String(result)
    }
}
