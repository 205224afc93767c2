package import Editorial

/// The dominant colours of a take: k-means (Lloyd 1982) of the cells of 24 thumbs in Y, Cb, Cr, started from the cells farthest from
/// each other, so that there is no chance in it.
package enum Palette {
    private static let most = 5
    private static let frames = 24
    /// Colours nearer than this are one; smaller shares are not dominant.
    private static let same: Float = 14
    private static let least = 0.03

    /// At most five, the greatest share first.
    package static func of(_ clip: ClipRecord) -> [Swatch] {
        let count = min(frames, clip.count)
        let points = (0..<count).flatMap { cells(clip, (2 * $0 + 1) * clip.count / (2 * count)) }
        guard !points.isEmpty else { return [] }
        var centres = spread(points)
        var shares: [Int] = []
        for _ in 0..<8 {
            var sums = [SIMD4<Float>](repeating: .zero, count: centres.count)
            shares = [Int](repeating: 0, count: centres.count)
            for point in points {
                let nearest = nearest(point, centres).index
                sums[nearest] += point
                shares[nearest] += 1
            }
            for index in centres.indices where shares[index] > 0 { centres[index] = sums[index] / Float(shares[index]) }
        }
        return zip(centres, shares).map { Swatch(colour: colour($0.0), share: Double($0.1) / Double(points.count)) }
            .filter { $0.share >= least }.sorted { ($1.share, $0.colour) < ($0.share, $1.colour) }
    }

    /// 16×9 of Y, Cb, Cr.
    private static func cells(_ clip: ClipRecord, _ frame: Int) -> [SIMD4<Float>] {
        let (luma, chroma) = (Array(clip.luma(frame)), Array(clip.chroma(frame)))
        let (columns, rows) = (Thumb.width / 2, Thumb.height / 2)
        return (0..<columns * rows).map { cell in
            let corner = cell / columns * 2 * Thumb.width + cell % columns * 2
            let y = (luma[corner] + luma[corner + 1] + luma[corner + Thumb.width] + luma[corner + Thumb.width + 1]) / 4
            return SIMD4(y, chroma[cell], chroma[columns * rows + cell], 0)
        }
    }

    private static func spread(_ points: [SIMD4<Float>]) -> [SIMD4<Float>] {
        var centres = [points.reduce(.zero, +) / Float(points.count)]
        var distances = points.map { distance($0, centres[0]) }
        while centres.count < most {
            var (far, at): (Float, Int) = (-1, 0)
            for index in distances.indices where distances[index] > far { (far, at) = (distances[index], index) }
            guard far > same * same else { break }
            centres.append(points[at])
            for index in distances.indices { distances[index] = min(distances[index], distance(points[index], points[at])) }
        }
        return centres
    }

    private static func nearest(_ point: SIMD4<Float>, _ centres: [SIMD4<Float>]) -> (index: Int, distance: Float) {
        var best = (index: 0, distance: Float.infinity)
        for (index, centre) in centres.enumerated() where distance(point, centre) < best.distance {
            best = (index, distance(point, centre))
        }
        return best
    }

    /// Squared; chroma counts double, since the eye sees hue before light.
    private static func distance(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> Float {
        let way = (a - b) * SIMD4(1, 2, 2, 0)
        return (way * way).sum()
    }

    /// BT.709, limited range, to `#rrggbb`.
    private static func colour(_ point: SIMD4<Float>) -> String {
        let (y, cb, cr) = ((point.x - 16) * 255 / 219, (point.y - 128) * 255 / 224, (point.z - 128) * 255 / 224)
        let bytes = [y + 1.5748 * cr, y - 0.1873 * cb - 0.4681 * cr, y + 1.8556 * cb].map { UInt8(min(255, max(0, $0.rounded()))) }
        return "#" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
