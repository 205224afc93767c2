import Editorial
import Timebase

/// Stretches in which the picture stands still as if one frame was repeated.
///
/// A quiet picture is not frozen: encoders drop changes below a code value, so that a slow drift at dusk looks still from
/// frame to frame. So two neighbours count as equal only when (a) their mean difference is below 0.12 code values or 12 % of
/// the take's median, (b) hardly a pixel moved, and (c) over a quarter of a second, before or after, the thumbnail stays
/// far below what it usually changes by in that time. A run must also end on the picture it began with.
package struct Frozen: Feature {
    package static let names = [
        ScoreName("frozen", "1 when the picture never stands still; the raw number is the share of the longest standstill")
    ]

    /// Shorter standstills are repeated frames, as frame-rate conversion makes them.
    private static let shortest = 5

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
        if run.count * 10 >= clip.count * 9 { return Blemish(FrameRange(start: 0, count: clip.count), "still image") }
        let atEnd = run.lowerBound == 0 || run.upperBound == clip.count
        let isSeen = atEnd || Statistics.median(clip.differences(\.change)) >= 0.4
        guard isSeen, clip.rate.seconds(at: run.count) >= (atEnd ? 0.2 : 0.5) else { return nil }
        return Blemish(FrameRange(run), "frozen for \(Statistics.span(run, clip.rate))")
    }

    /// Frames that repeat the frame before them or are repeated, in runs.
    private static func runs(_ clip: ClipRecord) -> [Range<Int>] {
        guard clip.count >= shortest else { return [] }
        var equal = equalToPrevious(clip)
        bridgePulses(&equal, clip)
        return Statistics.runs(of: equal).compactMap { run in
            let frames = run.lowerBound - 1..<run.upperBound
            let drift = clip.distance(frames.lowerBound, frames.upperBound - 1)
            return frames.count >= shortest && drift.mean < 0.5 && drift.greatest < 4 ? frames : nil
        }
    }

    private static func equalToPrevious(_ clip: ClipRecord) -> [Bool] {
        let limit = max(0.12, 0.12 * Statistics.median(clip.differences(\.change)))
        let lag = min(clip.count - 1, max(2, clip.rate.frames(lasting: 0.25)))
        let drifts = (0..<clip.count - lag).map { clip.distance($0, $0 + lag).mean }
        let drifting = max(0.03, 0.15 * Statistics.median(drifts))
        return (0..<clip.count).map { t in
            guard t > 0, clip.rows[t].change < limit, clip.rows[t].moved < 0.0005 else { return false }
            let after = t - 1 + lag < clip.count ? drifts[t - 1] : .infinity
            let before = t - lag >= 0 ? drifts[t - lag] : .infinity
            return min(before, after) < drifting
        }
    }

    /// A key frame inside a standstill redraws the picture a little differently.
    private static func bridgePulses(_ equal: inout [Bool], _ clip: ClipRecord) {
        for t in 1..<max(1, equal.count - 1) where !equal[t] && equal[t - 1] && equal[t + 1] {
            let drift = clip.distance(t - 1, t)
            if drift.mean < 0.5 && drift.greatest < 4 { equal[t] = true }
        }
    }
}
