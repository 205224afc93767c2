import Editorial

/// Boiling and jelly: pictures that bend to and fro from frame to frame, as video models make of walls and faces.
///
/// For each cell of the thumbs of three frames in a row: what changes and changes back, b = |T₊ − 2T₀ + T₋| with the light's own flicker (the
/// picture's median) taken out, over what goes on changing, |T₊ − T₋| + 0.3; all are means over 3×3 cells. Steady motion gives little of the first;
/// warping back and forth gives more of the first than of the second. Motion so fast that three frames have nothing in common does so too, but
/// as much as the picture steps from cell to cell, so the quotient is divided by 1 + e⁴ with e = b ÷ 1.7 (½|∇T₀| + 0.5). The raw number is the
/// median over all frames and those half of the cells that have most |∇T|: a plain wall bends unseen, and what moves is seldom half of
/// the picture.
package struct Wobble: Feature {
    package static let names = [ScoreName("wobble", "1 when motion goes on as it began, 0 when the picture bends to and fro")]

    package init() {}

    package func judge(_ clip: ClipRecord) -> Findings {
        guard clip.count > 2 else { return Findings(["wobble": Part(score: 1, raw: 0)]) }
        var cells: [(step: Float, share: Float)] = []
        cells.reserveCapacity((clip.count - 2) * (Thumb.width - 2) * (Thumb.height - 2))
        for frame in 1..<clip.count - 1 {
            Self.compare(Array(clip.luma(frame - 1)), Array(clip.luma(frame)), Array(clip.luma(frame + 1)), into: &cells)
        }
        guard !cells.isEmpty else { return Findings(["wobble": Part(score: 1, raw: 0)]) }
        let usual = Self.middle(cells.map(\.step))
        let raw = Double(Self.middle(cells.filter { $0.step > usual }.map(\.share)))
        return Findings(["wobble": Part(score: Statistics.ramp(raw, from: 0.8, to: 0.25), raw: raw)])
    }

    /// A repeated frame says nothing of how things move, and adds nothing.
    private static func compare(_ before: [Float], _ now: [Float], _ after: [Float], into cells: inout [(step: Float, share: Float)]) {
        let (width, height) = (Thumb.width, Thumb.height)
        var bends = now.indices.map { after[$0] - 2 * now[$0] + before[$0] }
        let light = middle(bends)
        for index in bends.indices { bends[index] = abs(bends[index] - light) }
        let on = now.indices.map { abs(after[$0] - before[$0]) }
        guard on.reduce(0, +) > 0.02 * Float(on.count) else { return }
        let steps = now.indices.map { index -> Float in
            let (x, y) = (index % width, index / width)
            let (left, right) = (max(0, x - 1), min(width - 1, x + 1))
            let (up, down) = (max(0, y - 1), min(height - 1, y + 1))
            return abs(now[y * width + right] - now[y * width + left]) / Float(right - left)
                + abs(now[down * width + x] - now[up * width + x]) / Float(down - up)
        }
        for y in 1..<height - 1 {
            for x in 1..<width - 1 {
                var (bend, way, step): (Float, Float, Float) = (0, 0, 0)
                for row in y - 1...y + 1 {
                    for index in row * width + x - 1...row * width + x + 1 {
                        bend += bends[index]
                        way += on[index]
                        step += steps[index]
                    }
                }
                let far = (bend / 9) / (step / 18 + 0.5) / 1.7
                cells.append((step / 9, (bend / 9) / (way / 9 + 0.3) / (1 + far * far * far * far)))
            }
        }
    }

    private static func middle(_ values: [Float]) -> Float {
        var values = values
        return values.isEmpty ? 0 : Statistics.element(values.count / 2, of: &values)
    }
}
