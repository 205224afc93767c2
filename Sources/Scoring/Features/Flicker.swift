import Editorial

/// Pumping light: how much the whole picture jumps in brightness and back.
///
/// Means of 16×9 blocks; for every three frames the second difference of each, and of those the median over the blocks,
/// so that things moving through the picture do not count, less half of the median distance from it, so that neither does motion of
/// everything. The mean of the lower nine tenths leaves out cuts and flashes.
package struct Flicker: Feature {
    package static let names = [ScoreName("flicker", "1 for steady light, 0 for a strong flicker")]

    package init() {}

    /// From about 0.5 code values on flicker shows.
    package func judge(_ clip: ClipRecord) -> Findings {
        let raw = Self.amount(clip)
        return Findings(["flicker": Part(score: 1 / (1 + raw * raw), raw: raw)])
    }

    private static func amount(_ clip: ClipRecord) -> Double {
        guard clip.count > 2 else { return 0 }
        let blocks = (0..<clip.count).map { blockMeans(clip.luma($0)) }
        let jumps = (1..<clip.count - 1).map { jump(blocks[$0 - 1], blocks[$0], blocks[$0 + 1]) }.sorted()
        return Statistics.mean(jumps.prefix(max(1, jumps.count * 9 / 10)))
    }

    private static func jump(_ before: [Double], _ now: [Double], _ after: [Double]) -> Double {
        let bends: [Double] = now.indices.map { after[$0] - 2 * now[$0] + before[$0] }
        let middle = Statistics.median(bends)
        return max(0, abs(middle) - 0.5 * Statistics.median(bends.map { abs($0 - middle) }))
    }

    private static func blockMeans(_ thumb: ArraySlice<Float>) -> [Double] {
        let (start, width) = (thumb.startIndex, Thumb.width)
        var means: [Double] = []
        means.reserveCapacity(Thumb.lumaCells / 4)
        for y in stride(from: 0, to: Thumb.height, by: 2) {
            for x in stride(from: 0, to: width, by: 2) {
                let cell = start + y * width + x
                means.append(Double(thumb[cell] + thumb[cell + 1] + thumb[cell + width] + thumb[cell + width + 1]) / 4)
            }
        }
        return means
    }
}
