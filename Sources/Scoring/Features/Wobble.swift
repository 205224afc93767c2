import Editorial

/// Boiling and jelly: pictures that bend to and fro from frame to frame, as video models make of walls and faces.
///
/// Thumbs of three frames in a row: what changes and changes back, Σ|T₊ − 2T₀ + T₋| with the light's own flicker (its median) taken
/// out, over what goes on changing, Σ|T₊ − T₋| + 0.6, both as means over the cells; the median over the take. Steady motion gives little
/// of the first; warping back and forth gives more of the first than of the second. Motion so fast that three frames have
/// nothing in common does so too: where the first is as much as the steps from cell to cell, e = Σ|T₊ − 2T₀ + T₋| ÷ (Σ|∇T₀| + 0.3),
/// the quotient is divided by 1 + e⁴.
package struct Wobble: Feature {
    package static let names = [ScoreName("wobble", "1 when motion goes on as it began, 0 when the picture bends to and fro")]

    package init() {}

    /// Sound clips have a raw value of 0.2 to 0.7, warps of a pixel and more one above 0.8.
    package func judge(_ clip: ClipRecord) -> Findings {
        guard clip.count > 2 else { return Findings(["wobble": Part(score: 1, raw: 0)]) }
        let shares = (1..<clip.count - 1).compactMap { Self.share(clip.luma($0 - 1), clip.luma($0), clip.luma($0 + 1)) }
        let raw = Statistics.median(shares)
        return Findings(["wobble": Part(score: Statistics.ramp(raw, from: 1.15, to: 0.55), raw: raw)])
    }

    private static func share(_ before: ArraySlice<Float>, _ now: ArraySlice<Float>, _ after: ArraySlice<Float>) -> Double? {
        let bends = zip(zip(before, now), after).map { pair, after in Double(after - 2 * pair.1 + pair.0) }
        let middle = Statistics.median(bends)
        let back = bends.reduce(0) { $0 + abs($1 - middle) } / Double(bends.count)
        let on = zip(before, after).reduce(0.0) { $0 + Double(abs($1.1 - $1.0)) } / Double(bends.count)
        // A repeated frame says nothing of how things move.
        guard on >= 0.02 else { return nil }
        let cells = back / (step(now) + 0.3)
        return back / (on + 0.6) / (1 + cells * cells * cells * cells)
    }

    /// Mean difference of neighbouring cells.
    private static func step(_ thumb: ArraySlice<Float>) -> Double {
        let (start, width) = (thumb.startIndex, Thumb.width)
        var sum: Float = 0
        for y in 0..<Thumb.height - 1 {
            for x in 0..<width - 1 {
                let cell = start + y * width + x
                sum += abs(thumb[cell + 1] - thumb[cell]) + abs(thumb[cell + width] - thumb[cell])
            }
        }
        return Double(sum) / Double(2 * (Thumb.height - 1) * (width - 1))
    }
}
