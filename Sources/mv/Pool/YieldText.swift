import Pool

/// The table and the JSON of `mv pool yield`.
enum YieldText {
    static func write(_ lines: [YieldLine], total: YieldLine?, by axis: String, to output: BufferedOutput) throws {
        let terminal = Terminal.standardOutput
        let columns = columns(by: axis)
        var rows = lines.map { cells($0, name: $0.name ?? "–") }
        if let total { rows.append(cells(total, name: "all")) }
        guard !rows.isEmpty else { return }
        let natural = columns.indices.map { index -> Int? in
            let width = rows.reduce(0) { max($0, DisplayText.width($1[index].text)) }
            return width == 0 ? nil : width
        }
        let layout = TableLayout(columns, natural: natural, available: terminal.columns)
        try output.write(TextStyle.bold.paint(layout.header, terminal.colour) + "\n")
        for row in rows { try output.write(layout.row(row, colour: terminal.colour) + "\n") }
    }

    private static func columns(by axis: String) -> [TableLayout.Column] {
        [
            .init(DisplayText.line(axis), priority: 100, narrowest: 16), .init("takes", .right, priority: 90),
            .init("kept", .right, priority: 89), .init("rate", .right, priority: 88), .init("picked", .right, priority: 60),
            .init("rejected", .right, priority: 70), .init("refused", .right, priority: 65), .init("failed", .right, priority: 64),
            .init("cost", .right, priority: 80), .init("a kept second", .right, priority: 81), .init("why", priority: 75, narrowest: 12),
        ]
    }

    private static func cells(_ line: YieldLine, name: String) -> [(text: String, style: TextStyle)] {
        func number(_ value: Int) -> String { value == 0 ? "" : "\(value)" }
        let second = line.costPerKeptSecond.map { NumberText.dollars(millionths: Int($0.rounded())) } ?? "nothing kept"
        return [
            (DisplayText.line(name), .plain), ("\(line.takes)", .plain), ("\(line.kept)", line.kept > 0 ? .green : .plain),
            (line.keepRate.map { NumberText.fixed($0 * 100, 0) + " %" } ?? "", .plain), (number(line.picked), .plain),
            (number(line.rejected), .plain), (number(line.refused), line.refused > 0 ? .red : .plain),
            (number(line.failed), line.failed > 0 ? .red : .plain),
            (line.cost == 0 ? "" : NumberText.dollars(millionths: line.cost), .plain), (line.cost == 0 ? "" : second, .plain),
            (reasons(line), .dim),
        ]
    }

    /// `4 hands, 2 drift, 1 in other words`.
    static func reasons(_ line: YieldLine) -> String {
        let counted = RejectReason.Category.allCases.compactMap { category in line.reasons[category].map { ($0, category.rawValue) } }
        let named = counted.sorted { ($1.0, $0.1) < ($0.0, $1.1) }
        let others = [(line.otherWords, "in other words"), (line.withoutReason, "without a reason")].filter { $0.0 > 0 }
        return (named + others).map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }

    static func json(_ line: YieldLine) -> JSONText {
        let reasons = RejectReason.Category.allCases.compactMap { category in
            line.reasons[category].map { (key: category.rawValue, value: JSONText.integer($0)) }
        }
        return .object([
            ("name", .text(orNull: line.name)), ("takes", .integer(line.takes)), ("kept", .integer(line.kept)),
            ("keepRate", .number(orNull: line.keepRate)), ("picked", .integer(line.picked)), ("rejected", .integer(line.rejected)),
            ("refused", .integer(line.refused)), ("failed", .integer(line.failed)), ("costMicrodollars", .integer(line.cost)),
            ("keptSeconds", .number(line.keptSeconds)), ("microdollarsPerKeptSecond", .number(orNull: line.costPerKeptSecond)),
            ("reasons", .object(reasons)), ("otherReasons", .integer(line.otherWords)), ("withoutReason", .integer(line.withoutReason)),
        ])
    }
}
