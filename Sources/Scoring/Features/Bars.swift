import Editorial

/// Letterbox and pillarbox bars: rows and columns from the rim that stay black through the whole take, with a step behind them.
package struct Bars: Feature {
    package static let names = [ScoreName("bars", "1 when the picture fills the frame; the raw number is the share of it that bars cover")]

    /// Over all sampled frames: the brightest value of each row and column, and sums for mean values.
    private var rows: [Line] = []
    private var columns: [Line] = []

    private struct Line {
        var greatest: UInt8 = 0
        var least: UInt8 = 255
        var sum = 0
    }

    package init() {}

    package mutating func see(_ picture: Picture) {
        guard picture.isSampled else { return }
        let luma = picture.luma
        if rows.count != luma.height || columns.count != luma.width {
            rows = Array(repeating: Line(), count: luma.height)
            columns = Array(repeating: Line(), count: luma.width)
        }
        columns.withUnsafeMutableBufferPointer { columns in
            for y in 0..<luma.height {
                let line = luma.row(y)
                var row = rows[y]
                for x in 0..<luma.width {
                    let value = line[x]
                    row.greatest = max(row.greatest, value)
                    row.least = min(row.least, value)
                    row.sum += Int(value)
                    columns[x].greatest = max(columns[x].greatest, value)
                    columns[x].least = min(columns[x].least, value)
                    columns[x].sum += Int(value)
                }
                rows[y] = row
            }
        }
    }

    package func judge(_ clip: ClipRecord) -> Findings {
        let samples = (clip.count + Picture.nativeInterval - 1) / Picture.nativeInterval
        let high = Self.covered(rows, pixels: columns.count * samples) + Self.covered(rows.reversed(), pixels: columns.count * samples)
        let wide = Self.covered(columns, pixels: rows.count * samples) + Self.covered(columns.reversed(), pixels: rows.count * samples)
        let raw = 1 - (1 - Double(high) / Double(max(1, rows.count))) * (1 - Double(wide) / Double(max(1, columns.count)))
        return Findings(["bars": Part(score: Statistics.ramp(raw, from: 0.2, to: 0.01), raw: raw)])
    }

    /// How many lines from the rim are a bar. A frame that is black all over has none.
    private static func covered(_ lines: [Line], pixels: Int) -> Int {
        guard let end = lines.firstIndex(where: { $0.greatest >= 30 || $0.greatest - $0.least > 12 }), end > 0, pixels > 0 else { return 0 }
        let (bar, behind) = (lines[end - 1], lines[min(end + 1, lines.count - 1)])
        return Double(behind.sum - bar.sum) / Double(pixels) > 6 ? end : 0
    }
}
