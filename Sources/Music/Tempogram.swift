/// How strongly the onsets repeat at each beat period, twice a second.
struct Tempogram {
    /// Beat periods in onset frames (10 ms): 54 to 214 beats a minute.
    static let periods = 28...111
    static let rowsPerSecond = 2
    private static let windowSeconds = 8

    let rows: Int
    /// One row of `periods.count` values, 0 to 1, per half second.
    let values: [Float]
    /// The mean over the rows.
    let mean: [Float]

    init(_ onsets: [Float]) {
        let rate = OnsetBands.framesPerSecond
        let step = rate / Self.rowsPerSecond
        rows = onsets.count / step + 1
        let lags = Self.periods.upperBound * 4 + 2
        let count = Self.periods.count
        var values = [Float](repeating: 0, count: rows * count)
        var correlation = [Float](repeating: 0, count: lags + 1)
        for row in 0..<rows {
            let half = Self.windowSeconds * rate / 2
            let first = max(0, row * step - half)
            let end = min(onsets.count, row * step + half)
            guard end - first > Self.periods.upperBound else { continue }
            Self.correlate(onsets, first, end, into: &correlation)
            guard correlation[0] > 1e-6 else { continue }
            for (index, period) in Self.periods.enumerated() {
                let support =
                    Self.peak(correlation, period) + 0.7 * Self.peak(correlation, 2 * period)
                    + 0.5 * Self.peak(correlation, 4 * period)
                values[row * count + index] = max(0, support / (2.2 * correlation[0]))
            }
        }
        self.values = values
        var mean = [Float](repeating: 0, count: count)
        for row in 0..<rows {
            for index in 0..<count { mean[index] += values[row * count + index] / Float(rows) }
        }
        self.mean = mean
    }

    /// A beat's multiple may lie a frame beside the lag, since periods are whole frames.
    private static func peak(_ correlation: [Float], _ lag: Int) -> Float {
        lag >= 100 ? max(correlation[lag - 1], correlation[lag], correlation[lag + 1]) : correlation[lag]
    }

    private static func correlate(_ onsets: [Float], _ first: Int, _ end: Int, into correlation: inout [Float]) {
        let length = end - first
        var mean: Float = 0
        for index in first..<end { mean += onsets[index] }
        mean /= Float(length)
        let centred = (first..<end).map { onsets[$0] - mean }
        centred.withUnsafeBufferPointer { centred in
            for lag in correlation.indices {
                guard lag < length - 50 else {
                    correlation[lag] = 0
                    continue
                }
                // Four sums at once, so that the compiler may use vectors in a fixed order of addition.
                var sums = SIMD8<Float>.zero
                let count = length - lag
                var index = 0
                while index + 8 <= count {
                    let here = UnsafeRawPointer(centred.baseAddress! + index).loadUnaligned(as: SIMD8<Float>.self)
                    let there = UnsafeRawPointer(centred.baseAddress! + index + lag).loadUnaligned(as: SIMD8<Float>.self)
                    sums += here * there
                    index += 8
                }
                correlation[lag] = sums.sum() / Float(index)
            }
        }
    }

    /// The highest mean within a frame of a period in seconds; 0 outside of the periods.
    func height(atPeriod period: Double) -> Double {
        let index = Int((period * Double(OnsetBands.framesPerSecond)).rounded()) - Self.periods.lowerBound
        guard mean.indices.contains(index) else { return 0 }
        return Double(mean[max(0, index - 1)...min(mean.count - 1, index + 1)].max() ?? 0)
    }

    func row(atFrame frame: Int) -> Int { min(frame * Self.rowsPerSecond / OnsetBands.framesPerSecond, rows - 1) }

    /// Up to `count` periods where the mean has its highest peaks, best first.
    func peaks(_ count: Int) -> [Int] {
        let lower = Self.periods.lowerBound
        let found = mean.indices.filter { index in
            mean[index] > 0.01
                && (index == 0 || mean[index] > mean[index - 1])
                && (index == mean.count - 1 || mean[index] >= mean[index + 1])
        }
        return found.sorted { (mean[$0], $1) > (mean[$1], $0) }.prefix(count).map { $0 + lower }
    }
}
