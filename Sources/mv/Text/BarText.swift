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

    /// `★★★☆☆`, or `***` without the characters.
    package static func stars(_ count: Int, blocks: Bool = true) -> String {
        String(repeating: blocks ? "★" : "*", count: min(5, max(0, count)))
    }
}
