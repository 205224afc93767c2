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

    /// As it was first; from the first usable frame; to the last one.
    private func ways(_ index: Int) -> [InPoint] {
        let (point, usable) = (points[index], takes[index].usable)
        guard !fixed[index], point.source.count < usable.count else { return [point] }
        let latest = usable.end - point.source.count
        let earliest = min(usable.start + (takes[index].verdict.usable == nil ? InPoint.wakeUp : 0), latest)
        return [point]
            + [earliest, latest].filter { $0 != point.source.start }.map { start in
                var other = point
                other.source = FrameRange(start: start, count: point.source.count)
                other.accent = nil
                return other
            }
    }

    private func price(_ way: InPoint, _ index: Int) -> Double { way.accent == nil && points[index].accent != nil ? Self.accent : 0 }

    private func change(_ glimpses: [Glimpses], _ index: Int, _ before: InPoint, _ way: InPoint) -> Double {
        let (a, b) = (glimpses[index - 1], glimpses[index])
        guard let tail = a.nearest(to: before.source.end - 1), let head = b.nearest(to: way.source.start) else { return 0 }
        return min(1, Glimpses.distance(a, tail, b, head) / 48)
    }
}
