/// Labelled paragraphs: the label at the left, the text beside it, wrapped.
struct Sheet {
    let columns: Int
    let colour: Bool
    private(set) var text = ""

    private static let indent = 12

    init(columns: Int, colour: Bool) {
        self.columns = columns
        self.colour = colour
    }

    mutating func title(_ line: String) { text += TextStyle.bold.paint(line, colour) + "\n" }

    mutating func gap() { text += "\n" }

    /// Each of `paragraphs` begins on a line of its own; nothing is written for none.
    mutating func field(_ label: String, _ paragraphs: [String]) {
        var label = DisplayText.pad(label, to: Self.indent - 1)
        for paragraph in paragraphs {
            for line in DisplayText.wrap(DisplayText.line(paragraph), to: max(20, columns - Self.indent)) {
                text += (TextStyle.cyan.paint(label, colour) + " " + line).trimmingEnd + "\n"
                label = String(repeating: " ", count: Self.indent - 1)
            }
        }
    }

    mutating func field(_ label: String, _ paragraph: String?) { field(label, paragraph.map { [$0] } ?? []) }

    /// A line as it is, for what lines up.
    mutating func line(_ line: String) { text += (String(repeating: " ", count: 2) + line).trimmingEnd + "\n" }
}

extension String {
    fileprivate var trimmingEnd: String {
        var text = Substring(self)
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
