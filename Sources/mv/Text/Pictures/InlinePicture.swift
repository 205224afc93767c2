import Foundation

/// A small picture in a terminal, in the way that the terminal can show.
package struct InlinePicture: Sendable {
    package enum Way: String, CaseIterable, Sendable {
        /// https://sw.kovidgoyal.net/kitty/graphics-protocol/, also of Ghostty, Konsole and WezTerm.
        case kitty
        /// DEC's six-pixel columns: xterm -ti vt340, foot, mlterm, Windows Terminal.
        case sixel
        /// Two pixels for each character by its upper half block and 24-bit colours: nearly every terminal.
        case blocks
    }

    package let width: Int
    package let height: Int
    /// Three bytes a pixel, rows from the top.
    package let rgb: [UInt8]

    package init(width: Int, height: Int, rgb: [UInt8]) { (self.width, self.height, self.rgb) = (width, height, rgb) }

    /// The way for the terminal that the environment tells of.
    package static func way(_ environment: [String: String]) -> Way {
        let (term, program) = (environment["TERM"] ?? "", environment["TERM_PROGRAM"] ?? "")
        if environment["KITTY_WINDOW_ID"] != nil || term.contains("kitty") || term.contains("ghostty") || program == "WezTerm" || program == "ghostty" {
            return .kitty
        }
        if environment["KONSOLE_VERSION"].flatMap(Int.init) ?? 0 >= 220_400 { return .kitty }
        if term.hasPrefix("foot") || term.hasPrefix("mlterm") || environment["WT_SESSION"] != nil { return .sixel }
        return .blocks
    }

    /// What is written for it; it ends at the start of a new line.
    /// - Parameter columns: it takes about so many.
    package func text(_ way: Way, columns: Int) -> String {
        switch way {
        case .kitty: kitty(columns)
        case .sixel: Sixel.text(self)
        case .blocks: blocks(columns)
        }
    }

    /// Base64 in pieces of 4096 characters, as the protocol wants.
    private func kitty(_ columns: Int) -> String {
        let code = Array(Data(rgb).base64EncodedString().utf8)
        var text = ""
        for start in stride(from: 0, to: max(1, code.count), by: 4096) {
            let piece = String(decoding: code[start..<min(code.count, start + 4096)], as: UTF8.self)
            let more = start + 4096 < code.count ? 1 : 0
            let head = start == 0 ? "a=T,f=24,s=\(width),v=\(height),c=\(columns),q=2,m=\(more)" : "m=\(more)"
            text += "\u{1B}_G\(head);\(piece)\u{1B}\\"
        }
        return text + "\n"
    }

    private func blocks(_ columns: Int) -> String {
        // A character is about twice as high as wide, so that its halves are square.
        let columns = max(1, columns)
        let rows = max(1, Int((Double(height) / Double(width) * Double(columns) / 2).rounded()))
        var text = ""
        for row in 0..<rows {
            for column in 0..<columns {
                let (upper, lower) = (mean(column, row * 2, columns, rows * 2), mean(column, row * 2 + 1, columns, rows * 2))
                text += "\u{1B}[38;2;\(upper.0);\(upper.1);\(upper.2);48;2;\(lower.0);\(lower.1);\(lower.2)m▀"
            }
            text += "\u{1B}[0m\n"
        }
        return text
    }

    /// Mean colour of a cell of a grid laid over the picture.
    private func mean(_ column: Int, _ row: Int, _ columns: Int, _ rows: Int) -> (Int, Int, Int) {
        let (left, top) = (column * width / columns, row * height / rows)
        let (right, bottom) = (max(left + 1, (column + 1) * width / columns), max(top + 1, (row + 1) * height / rows))
        var sums = (0, 0, 0)
        for y in top..<bottom {
            for x in left..<right {
                let at = (y * width + x) * 3
                (sums.0, sums.1, sums.2) = (sums.0 + Int(rgb[at]), sums.1 + Int(rgb[at + 1]), sums.2 + Int(rgb[at + 2]))
            }
        }
        let count = (right - left) * (bottom - top)
        return (sums.0 / count, sums.1 / count, sums.2 / count)
    }
}
