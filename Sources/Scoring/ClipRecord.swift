package import Timebase

/// What is kept of every frame, some forty numbers and a thumbnail, for features that judge a take by its course in time.
package struct ClipRecord {
    package struct Row {
        /// Luma, 0–255, of the proxy: the mean and the values that 0.1, 1, 50, 99 and 99.9 % of the pixels do not exceed.
        package var mean = 0.0
        package var p001 = 0.0
        package var p1 = 0.0
        package var p50 = 0.0
        package var p99 = 0.0
        package var p999 = 0.0
        /// Share of pixels that are burnt out (luma at 234 or above, or bright with a colour channel at its end), and at luma 17 or below.
        package var clipped = 0.0
        package var crushed = 0.0
        /// Mean absolute luma difference from the frame before (MAFD); 0 for the first.
        package var change = 0.0
        /// Standard deviation over the picture of the signed luma difference from the frame before; 0 for the first.
        package var changeDeviation = 0.0
        /// Share of pixels that differ from the frame before by 6 code values or more.
        package var moved = 0.0
        /// Sixteenths of luma, and of Cb and Cr within 48 of grey: shares of the pixels.
        package var tones = SIMD16<Float>()
        package var blues = SIMD16<Float>()
        package var reds = SIMD16<Float>()
        package init() {}
    }

    package let rate: FrameRate
    package private(set) var rows: [Row] = []
    private var thumbs: [Float] = []

    package init(rate: FrameRate) { self.rate = rate }

    package var count: Int { rows.count }

    package mutating func append(_ row: Row, thumb: Thumb) {
        rows.append(row)
        thumbs.append(contentsOf: thumb.cells)
    }

    /// Values of one column from the second frame on, where differences begin.
    package func differences(_ column: KeyPath<Row, Double>) -> [Double] { rows.dropFirst().map { $0[keyPath: column] } }

    package func luma(_ frame: Int) -> ArraySlice<Float> { cells(frame, 0..<Thumb.lumaCells) }
    package func chroma(_ frame: Int) -> ArraySlice<Float> { cells(frame, Thumb.lumaCells..<Thumb.cellCount) }

    private func cells(_ frame: Int, _ range: Range<Int>) -> ArraySlice<Float> {
        let start = frame * Thumb.cellCount
        return thumbs[start + range.lowerBound..<start + range.upperBound]
    }

    /// How far two frames are apart by their thumbnails: mean and greatest luma difference of a cell, in code values.
    package func distance(_ a: Int, _ b: Int) -> (mean: Double, greatest: Double) { Self.distance(luma(a), luma(b)) }

    package func chromaDistance(_ a: Int, _ b: Int) -> Double { Self.distance(chroma(a), chroma(b)).mean }

    /// How far two frames are apart by the tones and colours they consist of, wherever these are in the picture: the areas between
    /// the cumulative histograms (earth mover's distance) of luma and, doubled, of Cb and Cr, in code values.
    package func colourDistance(_ a: Int, _ b: Int) -> Double {
        16 * Self.area(rows[a].tones, rows[b].tones) + 12
            * (Self.area(rows[a].blues, rows[b].blues) + Self.area(rows[a].reds, rows[b].reds))
    }

    private static func area(_ a: SIMD16<Float>, _ b: SIMD16<Float>) -> Double {
        var (gap, sum): (Float, Float) = (0, 0)
        for index in 0..<16 {
            gap += a[index] - b[index]
            sum += abs(gap)
        }
        return Double(sum)
    }

    private static func distance(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> (mean: Double, greatest: Double) {
        a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                var sum: Float = 0
                var greatest: Float = 0
                for index in 0..<a.count {
                    let difference = abs(a[index] - b[index])
                    sum += difference
                    greatest = max(greatest, difference)
                }
                return (Double(sum) / Double(max(1, a.count)), Double(greatest))
            }
        }
    }

    /// Pearson's correlation of two thumbnails' luma: 1 for the same picture in another light, near 0 for another picture.
    /// A picture without structure correlates with anything.
    package func correlation(_ a: Int, _ b: Int) -> Double {
        let (x, y) = (luma(a), luma(b))
        let count = Float(x.count)
        let (meanX, meanY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
        var xx: Float = 0
        var yy: Float = 0
        var xy: Float = 0
        for (p, q) in zip(x, y) {
            xx += (p - meanX) * (p - meanX)
            yy += (q - meanY) * (q - meanY)
            xy += (p - meanX) * (q - meanY)
        }
        return xx < count || yy < count ? 1 : Double(xy / (xx * yy).squareRoot())
    }
}
