import Pool
import Recipes

/// What came of the takes, as bars: kept, neither, rejected, and what services refused or failed.
struct YieldPlot {
    private static let (margin, name, bar, row) = (24.0, 220.0, 560.0, 26.0)
    private static let (light, grey): (UInt32, UInt32) = (0xE8EAF0, 0x8F9BB3)

    let title: String
    let lines: [YieldLine]

    var drawing: Drawing {
        let most = max(1, lines.map { $0.takes + $0.refused + $0.failed }.max() ?? 1)
        let kinds: [(words: String, colour: UInt32, count: (YieldLine) -> Int)] = [
            ("kept", 0x4BB07A, \.kept), ("neither", 0x4A5263, { max(0, $0.takes - $0.kept - $0.rejected) }), ("rejected", 0xB4505F, \.rejected),
            ("refused or failed", 0xD9B63C, { $0.refused + $0.failed }),
        ]
        var marks: [Drawing.Mark] = [.text(x: Self.margin, y: 32, size: 17, anchor: .start, colour: Self.light, words: title)]
        for (index, kind) in kinds.enumerated() {
            let x = Self.margin + Self.name + Double(index) * 140
            marks += [
                .rectangle(x: x, y: 46, width: 11, height: 11, colour: kind.colour, opacity: 1),
                .text(x: x + 16, y: 56, size: 12, anchor: .start, colour: Self.grey, words: kind.words),
            ]
        }
        for (index, line) in lines.enumerated() {
            let y = 72 + Double(index) * Self.row
            marks.append(.text(x: Self.margin, y: y + 14, size: 13, anchor: .start, colour: Self.light, words: DisplayText.cut(line.name ?? "–", to: 30)))
            var x = Self.margin + Self.name
            for kind in kinds {
                let width = Double(kind.count(line)) / Double(most) * Self.bar
                if width > 0 { marks.append(.rectangle(x: x, y: y + 2, width: max(1, width - 1), height: 16, colour: kind.colour, opacity: 1)) }
                x += width
            }
            let rate = line.keepRate.map { "\(line.kept) of \(line.takes), \(NumberText.fixed($0 * 100, 0)) %" } ?? "no takes"
            let cost = line.costPerKeptSecond.flatMap { $0 > 0 ? ", \(NumberText.dollars(millionths: Int($0.rounded()))) a kept second" : nil } ?? ""
            marks.append(.text(x: x + 8, y: y + 14, size: 12, anchor: .start, colour: Self.grey, words: rate + cost))
        }
        return Drawing(
            width: 2 * Self.margin + Self.name + Self.bar + 260, height: 84 + Double(lines.count) * Self.row, background: 0x15171C, marks: marks)
    }
}
