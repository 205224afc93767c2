package import Timebase

/// The small mathematics that features share.
package enum Statistics {
    /// 0 at `from`, 1 at `to`, straight between, and held outside. `from` may be the greater.
    package static func ramp(_ value: Double, from: Double, to: Double) -> Double {
        min(1, max(0, (value - from) / (to - from)))
    }

    /// The middle value; of an even count the mean of the two in the middle. 0 for none.
    package static func median(_ values: [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    package static func mean(_ values: some Collection<Double>) -> Double {
        values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }

    /// Runs of true, in order.
    package static func runs(of flags: [Bool]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for (index, flag) in flags.enumerated() {
            if flag, start == nil { start = index }
            if !flag, let first = start {
                runs.append(first..<index)
                start = nil
            }
        }
        if let first = start { runs.append(first..<flags.count) }
        return runs
    }

    /// One digit after the point.
    package static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }

    /// "1.2 s at 0.0 s".
    package static func span(_ range: Range<Int>, _ rate: FrameRate) -> String {
        "\(tenths(rate.seconds(at: range.count))) s at \(tenths(rate.seconds(at: range.lowerBound))) s"
    }
}
