import Editorial

/// Blocks of a starved encode: steps of luma across the lines of an 8-pixel grid against steps elsewhere, on luma of the file's own
/// size, for both directions. Whichever of the eight offsets has the greatest steps is taken for the grid, so that a cropped picture is
/// judged as well.
package struct Compression: Feature {
    package static let names = [
        ScoreName("compression", "1 without a trace of blocks; the raw number is the step across them over that elsewhere")
    ]

    private var across: [Double] = []

    package init() {}

    package mutating func see(_ picture: Picture) {
        guard let native = picture.native, native.width >= 64, native.height >= 64 else { return }
        var (columns, rows) = (SIMD8<Int64>(), SIMD8<Int64>())
        for y in 1..<native.height - 1 {
            let (line, above) = (native.row(y), native.row(y - 1))
            var x = 8
            var sums = SIMD8<UInt32>()
            var vertical: UInt32 = 0
            while x + 8 <= native.width {
                let here = UnsafeRawPointer(line + x).loadUnaligned(as: SIMD8<UInt8>.self)
                let left = UnsafeRawPointer(line + x - 1).loadUnaligned(as: SIMD8<UInt8>.self)
                let up = UnsafeRawPointer(above + x).loadUnaligned(as: SIMD8<UInt8>.self)
                sums &+= SIMD8<UInt32>(truncatingIfNeeded: pointwiseMax(here, left) &- pointwiseMin(here, left))
                vertical &+= UInt32((pointwiseMax(here, up) &- pointwiseMin(here, up)).wide.wrappedSum())
                x += 8
            }
            columns &+= SIMD8<Int64>(truncatingIfNeeded: sums)
            rows[y & 7] += Int64(vertical)
        }
        let pixels = Double((native.height - 2) * (native.width / 8 - 1))
        across.append((Self.excess(columns, pixels) + Self.excess(rows, pixels)) / 2)
    }

    package func judge(_ clip: ClipRecord) -> Findings {
        let raw = Statistics.median(across)
        return Findings(["compression": Part(score: Statistics.ramp(raw, from: 1.5, to: 1.02), raw: raw)])
    }

    /// The greatest of the eight mean steps over the middle of the others. Steps of half a code value, which nobody sees, are added to both.
    private static func excess(_ sums: SIMD8<Int64>, _ pixels: Double) -> Double {
        let sorted = (0..<8).map { Double(sums[$0]) / pixels }.sorted()
        return (sorted[7] + 0.5) / (sorted[3] + 0.5)
    }
}

extension SIMD8<UInt8> {
    fileprivate var wide: SIMD8<UInt16> { SIMD8<UInt16>(truncatingIfNeeded: self) }
}
