import Editorial
import Timebase

/// Where takes start and end when one is to lead into the next (`continuity: push`): of each a few ways to lie in its slot, and of all chains of
/// these the one whose pictures change least at the cuts (Viterbi's algorithm).
struct PushChain {
    /// Price of giving up the place in which the strongest motion falls on a beat, against a picture that changes altogether (1).
    private static let accent = 0.1

    let points: [InPoint]
    let takes: [Candidate]
    /// Clips whose frames stay as they are.
    let fixed: [Bool]
    /// Frames of the film.
    let lengths: [Int]
    /// Of each clip, the strongest first.
    let hits: [[InPoint.Moment]]
    let rate: FrameRate
    let retimings: [Retiming]

    func solved() -> [InPoint] {
        guard points.count > 1 else { return points }
        let glimpses = takes.map { Glimpses($0) }
        let ways = points.indices.map { self.ways($0) }
        var best = ways[0].map { price($0, 0) }
        var from: [[Int]] = []
        for index in 1..<points.count {
            var (next, parents): ([Double], [Int]) = ([], [])
            for way in ways[index] {
                let steps = ways[index - 1].indices.map { best[$0] + change(glimpses, index, ways[index - 1][$0], way) }
                let parent = steps.indices.min { (steps[$0], $0) < (steps[$1], $1) } ?? 0
                next.append(steps[parent] + price(way, index))
                parents.append(parent)
            }
            best = next
            from.append(parents)
        }
        var way = best.indices.min { (best[$0], $0) < (best[$1], $1) } ?? 0
        var chosen = [ways[points.count - 1][way]]
        for index in stride(from: points.count - 2, through: 0, by: -1) {
            way = from[index][way]
            chosen.append(ways[index][way])
        }
        return chosen.reversed()
    }

    /// As it was first; from the first usable frame; to the last one; from there, or to there, at a speed that lands its motion on a hit.
    private func ways(_ index: Int) -> [InPoint] {
        let (point, take) = (points[index], takes[index])
        guard !fixed[index], point.source.count < take.usable.count else { return [point] }
        let footage = Footage(take, filmRate: rate, isReversed: point.isReversed)
        let starts = footage.starts(showing: point.source.count)
        let landing = Landing(footage, length: lengths[index], tail: 0, filmRate: rate, retiming: retimings[index])
        let landed = hits[index].flatMap { landing.anchored(on: $0) }.map { point in
            var point = point
            point.isReversed = retimings[index].isReversed
            return point
        }
        return [point]
            + [starts.lowerBound, starts.upperBound].map { footage.own(start: $0, count: point.source.count) }
            .filter { $0 != point.source }.map { source in
                var other = point
                other.source = source
                other.accent = nil
                return other
            } + landed
    }

    private func price(_ way: InPoint, _ index: Int) -> Double { way.accent == nil && points[index].accent != nil ? Self.accent : 0 }

    private func change(_ glimpses: [Glimpses], _ index: Int, _ before: InPoint, _ way: InPoint) -> Double {
        let (a, b) = (glimpses[index - 1], glimpses[index])
        guard let tail = a.nearest(to: before.last), let head = b.nearest(to: way.first) else { return 0 }
        return min(1, Glimpses.distance(a, tail, b, head) / 48)
    }
}
