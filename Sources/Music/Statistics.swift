import Foundation

extension Float {
    static func cosine(_ x: Float) -> Float { Foundation.cosf(x) }
}

/// Small sums over curves that several stages share.
enum Statistics {
    static func mean(_ values: [Float]) -> Float {
        values.isEmpty ? 0 : Float(values.reduce(0.0) { $0 + Double($1) } / Double(values.count))
    }

    static func deviation(_ values: [Float]) -> Float {
        guard values.count > 1 else { return 0 }
        let mean = Double(mean(values))
        return Float((values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(values.count)).squareRoot())
    }

    /// Mean 0 and deviation 1; all 0 when the curve is flat.
    static func standardised(_ values: [Float]) -> [Float] {
        let mean = mean(values)
        let deviation = deviation(values)
        guard deviation > 1e-9 else { return [Float](repeating: 0, count: values.count) }
        return values.map { ($0 - mean) / deviation }
    }

    static func median(_ values: [Double]) -> Double { quantile(values, 0.5) }

    /// The value below which the share `part` of the values lies; 0 for none.
    static func quantile(_ values: [Double], _ part: Double) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        let place = part * Double(sorted.count - 1)
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
    }

    /// Mean over `2 * reach + 1` neighbours, fewer at the ends.
    static func movingMean(_ values: [Float], reach: Int) -> [Float] {
        let sums = prefixSums(values)
        let count = values.count
        return (0..<count).map { index in
            let first = max(0, index - reach)
            let end = min(count, index + reach + 1)
            return Float((sums[end] - sums[first]) / Double(end - first))
        }
    }

    /// `count + 1` sums: the sum of the first `n` values at place `n`.
    static func prefixSums(_ values: [Float]) -> [Double] {
        var sums = [Double](repeating: 0, count: values.count + 1)
        for index in values.indices { sums[index + 1] = sums[index] + Double(values[index]) }
        return sums
    }
}
