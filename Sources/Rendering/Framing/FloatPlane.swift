/// A small picture of one quantity, row by row.
package struct FloatPlane {
    package let width: Int
    package let height: Int
    package var values: [Float]

    package init(width: Int, height: Int, values: [Float]) { (self.width, self.height, self.values) = (width, height, values) }

    package init(width: Int, height: Int) { self.init(width: width, height: height, values: [Float](repeating: 0, count: width * height)) }

    var mean: Float { values.reduce(0, +) / Float(max(1, values.count)) }

    func combined(_ other: FloatPlane, _ combine: (Float, Float) -> Float) -> FloatPlane {
        FloatPlane(width: width, height: height, values: zip(values, other.values).map(combine))
    }

    func mapped(_ change: (Float) -> Float) -> FloatPlane { FloatPlane(width: width, height: height, values: values.map(change)) }

    /// Each value the mean of those up to `radius` away in both directions, as far as there are any.
    func mean(within radius: Int) -> FloatPlane {
        var across = FloatPlane(width: width, height: height)
        for y in 0..<height { Self.mean(values, from: y * width, step: 1, count: width, radius, &across.values) }
        var both = FloatPlane(width: width, height: height)
        for x in 0..<width { Self.mean(across.values, from: x, step: width, count: height, radius, &both.values) }
        return both
    }

    /// Twice in a row, which is nearly a bell's shape.
    func blurred(_ radius: Int) -> FloatPlane { mean(within: radius).mean(within: radius) }

    private static func mean(_ source: [Float], from start: Int, step: Int, count: Int, _ radius: Int, _ target: inout [Float]) {
        var sum: Float = 0
        var (low, high) = (0, 0)
        for place in 0..<count {
            while high < min(count, place + radius + 1) {
                sum += source[start + high * step]
                high += 1
            }
            while low < place - radius {
                sum -= source[start + low * step]
                low += 1
            }
            target[start + place * step] = sum / Float(high - low)
        }
    }

    /// From 0 to 1; all 0 where nothing differs.
    var spread: FloatPlane {
        guard let least = values.min(), let most = values.max(), most - least > 1e-4 else { return FloatPlane(width: width, height: height) }
        return mapped { ($0 - least) / (most - least) }
    }
}
