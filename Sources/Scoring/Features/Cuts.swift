import Editorial
import Foundation
import Timebase

/// Cuts and dissolves inside a take, where a generator or an editor joined two pictures.
///
/// A cut is a jump of the thumbnail that stands alone: less the greatest jump of its six neighbours on either side, over the usual jump of
/// the take. Fast motion and flashes do not stand alone. For dissolves, and cuts in fast motion, the pictures k before and k after a
/// moment are compared, k from an eighth of a second to nearly half of one: by their thumbs, and by the tones and colours they
/// consist of, which motion leaves alone; each less what nine tenths of the moments away from this one reach, over the usual. A join
/// counts as one to trim at only when the picture after it is another one, not the same in another light, and stays so.
package struct Cuts: Feature {
    package static let names = [
        ScoreName("cuts", "1 when nothing is joined inside the take; the raw number is the strongest jump over the usual one")
    ]

    private static let neighbours = 6
    private static let reaches = [0.125, 0.22, 0.4]

    package init() {}

    package func judge(_ clip: ClipRecord) -> Findings {
        guard clip.count > 2 else { return Findings(["cuts": Part(score: 1, raw: 0)]) }
        let jumps = (1..<clip.count).map { clip.distance($0 - 1, $0).mean + clip.chromaDistance($0 - 1, $0) }
        let usual = Statistics.median(jumps)
        var strongest = 0.0
        var blemishes: [Blemish] = []
        for (index, jump) in jumps.enumerated() {
            let near = max(0, index - Self.neighbours)..<min(jumps.count, index + Self.neighbours + 1)
            let neighbour = near.filter { $0 != index }.map { jumps[$0] }.max() ?? 0
            let excess = (jump - neighbour) / (2 + usual)
            strongest = max(strongest, excess)
            let frame = index + 1
            if excess > 2, jump > 8, Self.isAnotherPicture(clip, frame) {
                let place = FrameRange(start: frame, count: 0)
                blemishes.append(Blemish(place, .hardcut, "hard cut at \(Statistics.tenths(clip.rate.seconds(at: frame))) s"))
            }
        }
        for reach in Self.reaches {
            let frames = max(1, clip.rate.frames(lasting: reach))
            strongest = max(strongest, Self.join(clip, frames))
        }
        return Findings(["cuts": Part(score: 1 / (1 + pow(strongest / 1.5, 2)), raw: strongest)], blemishes: blemishes)
    }

    /// Two frames before and two after, as far as there are any, all differ in composition across the cut.
    private static func isAnotherPicture(_ clip: ClipRecord, _ frame: Int) -> Bool {
        let before = max(0, frame - 2)..<frame
        let after = frame..<min(clip.count, frame + 2)
        return before.allSatisfy { a in after.allSatisfy { b in clip.correlation(a, b) < 0.8 || clip.chromaDistance(a, b) > 12 } }
    }

    /// How much more the pictures `reach` before and after some moment differ than they do at others.
    private static func join(_ clip: ClipRecord, _ reach: Int) -> Double {
        let middles = Array(reach..<max(reach, clip.count - reach))
        guard middles.count > 4 * reach, middles.count >= 6 else { return 0 }
        let pictures = middles.map { clip.distance($0 - reach, $0 + reach).mean + clip.chromaDistance($0 - reach, $0 + reach) }
        let colours = middles.map { clip.colourDistance($0 - reach, $0 + reach) }
        let (usualPicture, usualColour) = (Statistics.median(pictures), Statistics.median(colours))
        let (highPicture, highColour) = (high(pictures), high(colours))
        var best = 0.0
        // A join is among the greatest of both, so the others need no closer look.
        for index in middles.indices where pictures[index] > highPicture && colours[index] > highColour {
            let others = middles.indices.filter { abs($0 - index) > 2 * reach }
            guard others.count >= 3 else { continue }
            let picture = (pictures[index] - high(others.map { pictures[$0] })) / (3 + usualPicture)
            let colour = (colours[index] - high(others.map { colours[$0] })) / (1.5 + usualColour)
            guard picture > 0, colour > 0 else { continue }
            let (far, near) = (max(0, middles[index] - 2 * reach), min(clip.count - 1, middles[index] + 2 * reach))
            // What passes through the picture is gone again.
            let stays = min(1, clip.distance(far, near).mean / max(1, clip.distance(middles[index] - reach, middles[index] + reach).mean))
            best = max(best, (picture * colour).squareRoot() * stays * stays)
        }
        return best
    }

    /// What nine tenths do not exceed.
    private static func high(_ values: [Double]) -> Double {
        var values = values
        return Statistics.element(values.count * 9 / 10, of: &values)
    }
}
