import Foundation

/// Perceptual hashes of frames spread over a take, for finding near-duplicates.
///
/// Each is a DCT hash (Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions", 2010): the cosine
/// transform of the 32×18 thumbnail, its 8×8 lowest frequencies without the constant one, a bit for each that is above
/// their median. Re-encoding and scaling change a few bits of 64, another picture about half of them.
package enum Fingerprint {
    package static let frames = 8

    /// Hashes of the frames in the middles of eight equal stretches; fewer when the take has fewer frames.
    package static func of(_ clip: ClipRecord) -> [UInt64] {
        let count = min(frames, clip.count)
        return (0..<count).map { hash(clip.luma((2 * $0 + 1) * clip.count / (2 * count))) }
    }

    /// Mean number of bits that differ, frame by frame; 64 for takes without a hash.
    package static func distance(_ a: [UInt64], _ b: [UInt64]) -> Double {
        guard !a.isEmpty, a.count == b.count else { return 64 }
        return Double(zip(a, b).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }) / Double(a.count)
    }

    package static func hash(_ thumb: ArraySlice<Float>) -> UInt64 {
        let cells = Array(thumb)
        var rows = [Double](repeating: 0, count: Thumb.height * 8)
        for y in 0..<Thumb.height {
            for u in 0..<8 {
                var sum = 0.0
                for x in 0..<Thumb.width { sum += Double(cells[y * Thumb.width + x]) * horizontal[u * Thumb.width + x] }
                rows[y * 8 + u] = sum
            }
        }
        var waves = [Double](repeating: 0, count: 64)
        for v in 0..<8 {
            for u in 0..<8 {
                var sum = 0.0
                for y in 0..<Thumb.height { sum += rows[y * 8 + u] * vertical[v * Thumb.height + y] }
                waves[v * 8 + u] = sum
            }
        }
        waves[0] = -.infinity
        let middle = Statistics.median(Array(waves.dropFirst()))
        return waves.enumerated().reduce(0) { $1.element > middle ? $0 | 1 << UInt64($1.offset) : $0 }
    }

    private static let horizontal = cosines(Thumb.width)
    private static let vertical = cosines(Thumb.height)

    private static func cosines(_ length: Int) -> [Double] {
        (0..<8).flatMap { wave in (0..<length).map { cos(Double.pi * Double(wave) * (Double($0) + 0.5) / Double(length)) } }
    }
}
