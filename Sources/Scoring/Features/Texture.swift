import Editorial

/// How much of the finest detail is left beside coarser detail: an encoder short of bits drops the finest first, block by block.
///
/// Of every other 8×8 block of luma at the file's own size that is not flat (standard deviation above 1): the mean step between the pixels of a
/// pair, over the mean step between neighbouring means of four (the two finest bands of a Haar transform). The raw number is what a quarter of
/// the blocks exceed, the median of the sampled frames. Blur lowers it as well.
package struct Texture: Feature {
    package static let names = [ScoreName("texture", "1 with all the fine detail, 0 where an encoder or a blur has taken it")]

    private var values: [Double] = []

    package init() {}

    package mutating func see(_ picture: Picture) {
        guard let native = picture.native, native.width >= 16, native.height >= 16 else { return }
        var shares: [Float] = []
        shares.reserveCapacity(native.width * native.height / 128)
        for y in stride(from: 0, to: native.height - 7, by: 8) {
            // Every other block, like the white fields of a chessboard, says as much.
            for x in stride(from: y & 8, to: native.width - 7, by: 16) {
                if let share = Self.share(native, x, y) { shares.append(share) }
            }
        }
        guard !shares.isEmpty else { return }
        values.append(Double(Statistics.element(shares.count * 3 / 4, of: &shares)))
    }

    package func judge(_ clip: ClipRecord) -> Findings {
        let raw = values.isEmpty ? 1 : Statistics.median(values)
        return Findings(["texture": Part(score: Statistics.ramp(raw, from: 0.5, to: 0.75), raw: raw)])
    }

    /// Nil for a flat block. Steps of a tenth and three tenths of a code value are added, so that rounding is no detail.
    private static func share(_ plane: Plane, _ x: Int, _ y: Int) -> Float? {
        var (sum, squares): (UInt32, UInt32) = (0, 0)
        var (fine, coarse): (UInt32, UInt32) = (0, 0)
        var above = SIMD4<Int16>()
        for pair in 0..<4 {
            let (top, bottom) = (row(plane, x, y + 2 * pair), row(plane, x, y + 2 * pair + 1))
            sum &+= UInt32(truncatingIfNeeded: (top &+ bottom).wrappedSum())
            squares &+= Self.squares(top) &+ Self.squares(bottom)
            fine &+= UInt32(truncatingIfNeeded: magnitude(top.evenHalf &- top.oddHalf).wrappedSum())
            fine &+= UInt32(truncatingIfNeeded: magnitude(bottom.evenHalf &- bottom.oddHalf).wrappedSum())
            fine &+= UInt32(truncatingIfNeeded: magnitude(top &- bottom).wrappedSum())
            let fours = top.evenHalf &+ top.oddHalf &+ bottom.evenHalf &+ bottom.oddHalf
            coarse &+= UInt32(truncatingIfNeeded: magnitude(fours.evenHalf &- fours.oddHalf).wrappedSum())
            if pair % 2 == 1 { coarse &+= UInt32(truncatingIfNeeded: magnitude(fours &- above).wrappedSum()) }
            above = fours
        }
        guard 64 * squares > sum * sum + 64 * 64 else { return nil }
        // 32 pairs across and 32 down; 8 pairs of fours across and 8 down, each a sum of four pixels.
        return (Float(fine) / 64 + 0.1) / (Float(coarse) / 64 + 0.3)
    }

    private static func row(_ plane: Plane, _ x: Int, _ y: Int) -> SIMD8<Int16> {
        SIMD8<Int16>(truncatingIfNeeded: UnsafeRawPointer(plane.row(y) + x).loadUnaligned(as: SIMD8<UInt8>.self))
    }

    private static func squares(_ row: SIMD8<Int16>) -> UInt32 {
        let wide = SIMD8<UInt32>(truncatingIfNeeded: row)
        return (wide &* wide).wrappedSum()
    }

    private static func magnitude(_ steps: SIMD8<Int16>) -> SIMD8<Int16> { pointwiseMax(steps, 0 &- steps) }
    private static func magnitude(_ steps: SIMD4<Int16>) -> SIMD4<Int16> { pointwiseMax(steps, 0 &- steps) }
    private static func magnitude(_ steps: SIMD2<Int16>) -> SIMD2<Int16> { pointwiseMax(steps, 0 &- steps) }
}
