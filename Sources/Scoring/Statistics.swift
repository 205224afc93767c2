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
        var values = values
        let middle = values.count / 2
        let upper = element(middle, of: &values)
        guard values.count % 2 == 0 else { return upper }
        return ((values[..<middle].max() ?? upper) + upper) / 2
    }

    /// What would stand at `place` if the values were sorted; they are rearranged so that smaller ones stand before it (quickselect,
    /// Hoare, "Algorithm 65: find", 1961).
    package static func element<Value: Comparable>(_ place: Int, of values: inout [Value]) -> Value {
        values.withUnsafeMutableBufferPointer { values in
            var (low, high) = (0, values.count - 1)
            while low < high {
                let pivot = values[(low + high) / 2]
                var (left, right) = (low, high)
                while left <= right {
                    while values[left] < pivot { left += 1 }
                    while pivot < values[right] { right -= 1 }
                    if left <= right {
                        values.swapAt(left, right)
                        left += 1
                        right -= 1
                    }
                }
                if place <= right { high = right } else if place >= left { low = left } else { break }
            }
            return values[place]
        }
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
