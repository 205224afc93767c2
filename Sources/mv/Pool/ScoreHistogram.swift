import Editorial

/// How one score is spread over takes: ten bins from 0 to 1.
struct ScoreHistogram: Equatable {
    static let bins = 10

    private(set) var counts = [Int](repeating: 0, count: bins)
    private var values: [Double] = []

    init(_ scores: some Sequence<Double>) {
        for score in scores where score.isFinite {
            counts[min(Self.bins - 1, max(0, Int(score * Double(Self.bins))))] += 1
            values.append(score)
        }
        values.sort()
    }

    var count: Int { values.count }
    var least: Double? { values.first }
    var greatest: Double? { values.last }
    /// Of an even count the mean of the two in the middle.
    var median: Double? {
        values.isEmpty ? nil : (values[(values.count - 1) / 2] + values[values.count / 2]) / 2
    }

    /// One mark for each bin, its height the share of the fullest; a bin that is not empty shows.
    func drawn(blocks: Bool) -> String {
        let marks: [Character] = blocks ? Array(" ▁▂▃▄▅▆▇█") : Array(" .:-=+*#%")
        let most = counts.max() ?? 0
        guard most > 0 else { return String(repeating: " ", count: Self.bins) }
        return String(counts.map { $0 == 0 ? marks[0] : marks[max(1, Int((Double($0) / Double(most) * 8).rounded()))] })
    }
}
