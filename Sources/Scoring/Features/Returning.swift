import Editorial
import Timebase

/// Takes that go back the way they came (a boomerang), and takes that show the same stretch again (a loop).
///
/// D(s, t) is the distance of two thumbs. Boomerang: over all turning points c the greatest 1 − mean D(c − a, c + a) ÷ mean of D(c − a, c) and D(c, c + a),
/// which says how far the take went before it came back.
/// Loop: over all lags L the greatest 1 − mean D(t, t + L) ÷ the same at the lags around L. Both count only where the pictures that are
/// to be the same are about as close as neighbouring frames are, so that a runner's legs are no loop.
package struct Returning: Feature {
    package static let names = [
        ScoreName("boomerang", "1 when the take does not go back the way it came"),
        ScoreName("loop", "1 when the take does not show the same stretch again"),
    ]

    /// More frames than this are thinned out.
    private static let most = 240

    package init() {}

    package func judge(_ clip: ClipRecord) -> Findings {
        let step = max(1, (clip.count + Self.most - 1) / Self.most)
        let frames = Array(stride(from: 0, to: clip.count, by: step))
        let second = max(1, clip.rate.frames(lasting: 1) / step)
        guard frames.count >= 8 else { return Self.findings(boomerang: 0, loop: 0) }
        let distances = Distances(clip, frames)
        return Self.findings(boomerang: Self.boomerang(distances, second), loop: Self.loop(distances, second))
    }

    private static func findings(boomerang: Double, loop: Double) -> Findings {
        Findings([
            "boomerang": Part(score: Statistics.ramp(boomerang, from: 1, to: 0.6), raw: boomerang),
            "loop": Part(score: Statistics.ramp(loop, from: 0.9, to: 0.2), raw: loop),
        ])
    }

    private static func boomerang(_ distances: Distances, _ second: Int) -> Double {
        let count = distances.count
        let reach = max(3, min(second / 3, count / 4))
        var best = 0.0
        // A turning point lies on a frame or between two.
        for centre in 2 * reach..<2 * (count - reach) - 1 {
            var (same, away, pairs) = (0.0, 0.0, 0.0)
            var (low, high) = ((centre - 1) / 2, centre / 2 + 1)
            let (before, after) = (low, high)
            while low >= 0, high < count {
                same += distances[low, high]
                away += (distances[low, before] + distances[after, high]) / 2
                pairs += 1
                (low, high) = (low - 1, high + 1)
            }
            // A stretch in which nothing moves is the same both ways and has not gone anywhere.
            guard Int(pairs) >= reach, away / pairs > 0.4, same / pairs < distances.near else { continue }
            best = max(best, 1 - same / (away + 0.15 * pairs))
        }
        return max(0, best)
    }

    private static func loop(_ distances: Distances, _ second: Int) -> Double {
        let count = distances.count
        let (least, most) = (max(3, second / 3), count - max(3, second / 3))
        guard least < most else { return 0 }
        var best = 0.0
        for lag in least..<most where distances.mean(lag: lag) < distances.near {
            let around = (max(1, lag - second / 2)...min(count - 2, lag + second / 2)).filter { abs($0 - lag) > max(1, second / 8) }
            let usual = Statistics.mean(around.map { distances.mean(lag: $0) })
            if usual > 1 { best = max(best, 1 - distances.mean(lag: lag) / usual) }
        }
        return max(0, best)
    }

    /// Mean luma differences of all pairs of thumbs, and their means by lag.
    private struct Distances {
        let count: Int
        private var all: [Float]
        private var lags: [Double]
        /// Pictures closer than this may be the same.
        let near: Double

        init(_ clip: ClipRecord, _ frames: [Int]) {
            count = frames.count
            all = [Float](repeating: 0, count: frames.count * frames.count)
            lags = [Double](repeating: 0, count: frames.count)
            for a in frames.indices {
                for b in a + 1..<max(a + 1, frames.count) {
                    let distance = clip.distance(frames[a], frames[b]).mean
                    all[a * count + b] = Float(distance)
                    lags[b - a] += distance / Double(frames.count - (b - a))
                }
            }
            near = 1.3 * lags[1] + 0.4
        }

        subscript(a: Int, b: Int) -> Double { Double(all[a * count + b]) }
        func mean(lag: Int) -> Double { lags[lag] }
    }
}
