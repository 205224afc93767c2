/// Shares drawn as little bars.
package enum BarText {
    /// `██████░░░░`, or `######----` without the block characters. A share that is above 0 shows at least one mark and one below 1
    /// is never full, so that a bar does not claim more than is true.
    package static func draw(_ share: Double, columns: Int, blocks: Bool = true) -> String {
        let columns = max(0, columns)
        var filled = share.isFinite ? Int((min(1, max(0, share)) * Double(columns)).rounded()) : 0
        if columns > 1, share > 0, share < 1 { filled = min(columns - 1, max(1, filled)) }
        return String(repeating: blocks ? "█" : "#", count: filled) + String(repeating: blocks ? "░" : "-", count: columns - filled)
    }

    /// `▁▃▇█`: a mark for each value, or digits without the block characters, from the least to the greatest of them; those that differ
    /// little look alike. Where there are more values than columns, each mark is the best of its share of them. A blank stands for a
    /// value that is not known.
    /// - Parameter span: the least difference that is drawn from the lowest mark to the highest.
    package static func spark(_ values: [Double?], columns: Int, span: Double = 0.2, blocks: Bool = true) -> String {
        let known = values.compactMap { $0 }.filter(\.isFinite)
        let (least, most) = (known.min() ?? 0, known.max() ?? 1)
        let (low, range) = (min(least, most - span), max(most - least, span))
        let marks = Array(blocks ? "▁▂▃▄▅▆▇█" : "0123456789")
        let count = min(values.count, max(0, columns))
        return String(
            (0..<count).map { column -> Character in
                let part = values[(column * values.count / count)..<max(column * values.count / count + 1, (column + 1) * values.count / count)]
                guard let best = part.compactMap({ $0 }).filter(\.isFinite).max() else { return " " }
                return marks[min(marks.count - 1, max(0, Int((best - low) / range * Double(marks.count))))]
            })
    }

    /// `★★★☆☆`, or `***` without the characters.
    package static func stars(_ count: Int, blocks: Bool = true) -> String {
        String(repeating: blocks ? "★" : "*", count: min(5, max(0, count)))
    }
}
