/// Lines and columns of a text, with the line breaks that libyaml knows.
enum TextLines {
    static func index(of mark: TextMark, in text: String) -> String.Index? {
        var walk = Walk(text)
        while walk.mark < mark, walk.advance() {}
        return walk.mark == mark ? walk.index : nil
    }

    static func mark(of index: String.Index, in text: String) -> TextMark {
        var walk = Walk(text)
        while walk.index < index, walk.advance() {}
        return walk.mark
    }

    /// The text of a line, without its break; empty when there is none.
    static func line(_ number: Int, in text: String) -> Substring {
        guard let start = index(of: TextMark(line: number, column: 1), in: text) else { return "" }
        return text[start...].prefix { !$0.isNewline }
    }

    private struct Walk {
        let scalars: String.UnicodeScalarView
        var index: String.Index
        var mark = TextMark(line: 1, column: 1)

        init(_ text: String) {
            scalars = text.unicodeScalars
            index = scalars.startIndex
        }

        mutating func advance() -> Bool {
            guard index < scalars.endIndex else { return false }
            let scalar = scalars[index]
            index = scalars.index(after: index)
            let breaks: Bool
            switch scalar {
            case "\r": breaks = !(index < scalars.endIndex && scalars[index] == "\n")
            case "\n", "\u{85}", "\u{2028}", "\u{2029}": breaks = true
            default: breaks = false
            }
            if breaks { mark = TextMark(line: mark.line + 1, column: 1) } else { mark.column += 1 }
            return true
        }
    }
}
