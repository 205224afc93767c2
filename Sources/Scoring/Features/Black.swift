import Editorial
import Timebase

/// Frames that show nothing but black. A night with stars is not black: some of its pixels are bright, or it has a span of tones.
package struct Black: Feature {
    package static let names = [ScoreName("black", "1 when no frame is black; the raw number is the share of black frames")]

    package init() {}

    package func judge(_ clip: ClipRecord) -> Findings {
        let black = clip.rows.map(Self.isBlack)
        let share = Double(black.count { $0 }) / Double(max(1, clip.count))
        let runs = Statistics.runs(of: black).filter { run in
            run.count >= 2 || run.lowerBound == 0 || run.upperBound == clip.count
        }
        let blemishes = runs.map { run in
            Blemish(FrameRange(run), .black, run.count == clip.count ? "black throughout" : "black for \(Statistics.span(run, clip.rate))")
        }
        return Findings(["black": Part(score: 1 - share, raw: share)], blemishes: blemishes)
    }

    private static func isBlack(_ row: ClipRecord.Row) -> Bool {
        row.p99 < 36 && row.p50 < 24 && row.p99 - row.p1 < 14 && row.p999 < 44
    }
}
