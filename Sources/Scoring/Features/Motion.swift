import Editorial
package import Timebase

/// How much moves: the mean length of block motion vectors in per cent of the picture's width per second, the median over
/// the take. Neither much nor little is good; the cut matches it to the music.
package struct Motion: Feature {
    package static let names = [ScoreName("motion", "0 for a still picture, 1 for fast motion; neither is good or bad")]

    private var lengths: [Double] = []

    package init() {}

    package mutating func see(_ picture: Picture) {
        if let flow = picture.flow { lengths.append(flow.meanLength) }
    }

    package func judge(_ clip: ClipRecord) -> Findings {
        let raw = Statistics.median(lengths) * clip.rate.doubleValue
        return Findings(["motion": Part(score: raw / (raw + 15), raw: raw)])
    }

    /// The frame at which most changes, over a fifth of a second; frames on which a blemish starts or ends have no say.
    package static func peak(_ clip: ClipRecord, within usable: FrameRange) -> Int {
        let reach = max(1, clip.rate.frames(lasting: 0.1))
        var (best, most) = (usable.start, -1.0)
        for frame in usable.indices.dropFirst() {
            let near = max(usable.start + 1, frame - reach)...min(usable.end - 1, frame + reach)
            let change = Statistics.mean(clip.rows[near].map(\.change))
            if change > most { (best, most) = (frame, change) }
        }
        return best
    }
}
