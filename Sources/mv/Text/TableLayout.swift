/// Which columns of a table are shown and how wide, for a given width of the terminal.
package struct TableLayout: Sendable {
    package struct Column: Sendable, Equatable {
        package var title: String
        package var side: DisplayText.Side
        /// Lower goes first when the room is short.
        package var priority: Int
        /// The narrowest it may be cut to; nil when cutting would make it useless, as of a number.
        package var narrowest: Int?

        package init(_ title: String, _ side: DisplayText.Side = .left, priority: Int, narrowest: Int? = nil) {
            self.title = title
            self.side = side
            self.priority = priority
            self.narrowest = narrowest
        }
    }

    /// Indices of the columns that are shown, in the order of the table, with their widths.
    package let shown: [(index: Int, width: Int)]
    private let columns: [Column]
    private let cuts: Bool

    package static let gap = 2

    /// - Parameters:
    ///   - natural: for each column the width of its widest cell; nil leaves the column out.
    ///   - available: columns of the terminal; nil where there is no limit: then nothing is dropped or cut.
    package init(_ columns: [Column], natural: [Int?], available: Int?) {
        self.columns = columns
        cuts = available != nil
        let titles = columns.map { DisplayText.width($0.title) }
        let wanted = zip(titles, natural).map { title, width in width.map { max(title, $0) } ?? 0 }
        let candidates = columns.indices.filter { natural[$0] != nil }
        guard let available else {
            shown = candidates.map { ($0, wanted[$0]) }
            return
        }
        let order = candidates.sorted { (columns[$1].priority, $0) < (columns[$0].priority, $1) }
        var widths: [Int: Int] = [:]
        var left = available + Self.gap
        for index in order {
            let least = columns[index].narrowest.map { min(wanted[index], max($0, titles[index])) } ?? wanted[index]
            guard least + Self.gap <= left else { continue }
            widths[index] = least
            left -= least + Self.gap
        }
        for index in order {
            guard let width = widths[index] else { continue }
            let more = min(left, wanted[index] - width)
            widths[index] = width + more
            left -= more
        }
        shown = widths.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    package var header: String { row(columns.map { ($0.title, .plain) }, colour: false) }

    /// One line without blanks at its end. `cells` has one for each column, shown or not.
    package func row(_ cells: [(text: String, style: TextStyle)], colour: Bool) -> String {
        var line = ""
        for (place, column) in shown.enumerated() {
            let cell = cells[column.index]
            let text = cuts ? DisplayText.cut(cell.text, to: column.width) : cell.text
            let blanks = String(repeating: " ", count: max(0, column.width - DisplayText.width(text)))
            let painted = cell.style.paint(text, colour)
            let isLast = place == shown.count - 1
            line += columns[column.index].side == .right ? blanks + painted : painted + (isLast ? "" : blanks)
            if !isLast { line += String(repeating: " ", count: Self.gap) }
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}
