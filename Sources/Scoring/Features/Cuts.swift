import Editorial
import Foundation
import Timebase

/// Hard cuts inside a take, where a generator or an editor joined two pictures.
///
/// The thumbnail's jump at a frame, less the greatest jump of its six neighbours on either side, over the usual jump of the
/// take: a cut stands alone, fast motion and flashes do not. A jump counts as a cut only when the picture after it is another
/// one, not the same in another light, and stays so.
package struct Cuts: Feature {
    package static let names = [
        ScoreName("cuts", "1 when nothing cuts inside the take; the raw number is the strongest jump over the usual one")
    ]

    private static let neighbours = 6

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
                blemishes.append(Blemish(place, "hard cut at \(Statistics.tenths(clip.rate.seconds(at: frame))) s"))
            }
        }
        return Findings(["cuts": Part(score: 1 / (1 + pow(strongest / 1.5, 2)), raw: strongest)], blemishes: blemishes)
    }

    /// Two frames before and two after, as far as there are any, all differ in composition across the cut.
    private static func isAnotherPicture(_ clip: ClipRecord, _ frame: Int) -> Bool {
        let before = max(0, frame - 2)..<frame
        let after = frame..<min(clip.count, frame + 2)
        return before.allSatisfy { a in after.allSatisfy { b in clip.correlation(a, b) < 0.8 || clip.chromaDistance(a, b) > 12 } }
    }
}
