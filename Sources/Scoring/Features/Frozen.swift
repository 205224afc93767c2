import Editorial
import Timebase

/// Stretches in which the picture stands still as if one frame was repeated.
///
/// A quiet picture is not frozen: encoders drop changes below a code value, so that a slow drift at dusk looks still from frame to
/// frame. So neighbours count as equal when (a) their mean difference is below 0.12 code values or 12 % of the take's median and (b) hardly
/// a pixel moved; and a run of them is a standstill only when (c) the thumbnail ends within a fifth of the way that it elsewhere goes
/// in the same time, where it goes any.
package struct Frozen: Feature {
    package static let names = [
        ScoreName("frozen", "1 when the picture never stands still; the raw number is the share of the longest standstill")
    ]

    /// Shorter standstills are repeated frames, as frame-rate conversion makes them.
    private static let shortest = 4

    package init() {}

    package func judge(_ clip: ClipRecord) -> Findings {
        let runs = Self.runs(clip)
        let longest = runs.map(\.count).max() ?? 0
        let raw = Double(longest) / Double(max(1, clip.count))
        let blemishes = runs.compactMap { Self.blemish($0, clip) }
        return Findings(["frozen": Part(score: 1 - min(1, 2 * raw), raw: raw)], blemishes: blemishes)
    }

    /// At the ends a fifth of a second is trimmed without regret; inside a take only half a second is worth breaking it, and
    /// only where the take moves enough for the standstill to be seen.
    private static func blemish(_ run: Range<Int>, _ clip: ClipRecord) -> Blemish? {
        if run.count * 10 >= clip.count * 9 { return Blemish(FrameRange(start: 0, count: clip.count), .still, "still image") }
        let atEnd = run.lowerBound == 0 || run.upperBound == clip.count
        let isSeen = atEnd || Statistics.median(clip.differences(\.change)) >= 0.4
        guard isSeen, clip.rate.seconds(at: run.count) >= (atEnd ? 0.2 : 0.5) else { return nil }
        return Blemish(FrameRange(run), .freeze, "frozen for \(Statistics.span(run, clip.rate))")
    }

    /// Frames that repeat the frame before them or are repeated, in runs.
    private static func runs(_ clip: ClipRecord) -> [Range<Int>] {
        guard clip.count >= shortest else { return [] }
        let limit = max(0.12, 0.12 * Statistics.median(clip.differences(\.change)))
        var equal = (0..<clip.count).map { $0 > 0 && clip.rows[$0].change < limit && clip.rows[$0].moved < 0.0005 }
        bridgePulses(&equal, clip)
        return Statistics.runs(of: equal).compactMap { run in
            let frames = run.lowerBound - 1..<run.upperBound
            return frames.count >= shortest && standsStill(frames, clip) ? frames : nil
        }
    }

    private static func standsStill(_ frames: Range<Int>, _ clip: ClipRecord) -> Bool {
        let way = clip.distance(frames.lowerBound, frames.upperBound - 1)
        guard way.mean < 0.5, way.greatest < 4 else { return false }
        if frames.count * 10 >= clip.count * 9 { return isStill(clip) }
        let lag = frames.count - 1
        var ways = (0..<clip.count - lag).map { clip.distance($0, $0 + lag).mean }
        let usual = Statistics.element(ways.count * 3 / 4, of: &ways)
        return usual > 0.2 && way.mean < 0.2 * usual
    }

    /// Of a take that hardly changes from frame to frame: whether it does not over a quarter of a second either. A night sky drifts.
    private static func isStill(_ clip: ClipRecord) -> Bool {
        let lag = min(clip.count - 1, max(2, clip.rate.frames(lasting: 0.25)))
        return Statistics.median((0..<clip.count - lag).map { clip.distance($0, $0 + lag).mean }) < 0.01
    }

    /// A key frame inside a standstill redraws the picture a little differently.
    private static func bridgePulses(_ equal: inout [Bool], _ clip: ClipRecord) {
        for t in 1..<max(1, equal.count - 1) where !equal[t] && equal[t - 1] && equal[t + 1] {
            let drift = clip.distance(t - 1, t)
            if drift.mean < 0.5 && drift.greatest < 4 { equal[t] = true }
        }
    }
}
