import Editorial
import Timebase

/// First and last frames that do not belong to the take yet, or no longer: models often begin with a flash, a blank or a jump into motion and
/// end in one.
///
/// Within half a second of either end, all frames up to the last one (1) whose brightest hundredth is below half of what it is in the middle of
/// the take, or whose mean luma is 40 above all that the middle has, or (2) from which the thumb jumps to the next by 3 code values more than
/// four times what nine tenths of the middle's jumps reach. Takes under a second and a half have no middle.
package struct Ends: Feature {
    package static let names = [
        ScoreName("ends", "1 when the take begins and ends as it goes on; the raw number is the seconds to cut off at its ends")
    ]

    package init() {}

    package func judge(_ clip: ClipRecord) -> Findings {
        let reach = clip.rate.frames(lasting: 0.5)
        guard reach >= 2, clip.count >= 3 * reach else { return Findings(["ends": Part(score: 1, raw: 0)]) }
        let middle = reach..<clip.count - reach
        let jumps = middle.dropFirst().map { clip.distance($0 - 1, $0).mean }.sorted()
        let limit = 3 + 4 * jumps[jumps.count * 9 / 10]
        let bright = Statistics.median(middle.map { clip.rows[$0].p99 })
        let lightest = middle.map { clip.rows[$0].mean }.max() ?? 255
        func isOdd(_ frame: Int, next: Int) -> Bool {
            let row = clip.rows[frame]
            return row.p99 < bright / 2 || row.mean > lightest + 40 || clip.distance(frame, next).mean > limit
        }
        let head = (0..<reach).last { isOdd($0, next: $0 + 1) }.map { $0 + 1 } ?? 0
        let tail = (clip.count - reach..<clip.count).first { isOdd($0, next: $0 - 1) }.map { clip.count - $0 } ?? 0
        var blemishes: [Blemish] = []
        for run in [0..<head, clip.count - tail..<clip.count] where !run.isEmpty {
            let how = run.lowerBound == 0 ? "begins" : "ends"
            blemishes.append(Blemish(FrameRange(run), .hardcut, "\(how) with another picture for \(Statistics.span(run, clip.rate))"))
        }
        let raw = clip.rate.seconds(at: head + tail)
        return Findings(["ends": Part(score: Statistics.ramp(raw, from: 0.5, to: 0), raw: raw)], blemishes: blemishes)
    }
}
