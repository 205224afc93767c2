import Editorial
import Timebase

/// Brings a take's strongest motion onto a hit by another speed, or by two, within the project's limits.
///
/// A take whose start is free only ever has to be slower for that: it has too few frames before the hit, after it or both. One whose first or last
/// frame is given, because the clip beside goes on from there, may have to be faster.
struct Landing {
    private let footage: Footage
    private let length: Int
    private let tail: Int
    private let filmRate: FrameRate
    private let retiming: Retiming

    init(_ footage: Footage, length: Int, tail: Int, filmRate: FrameRate, retiming: Retiming) {
        (self.footage, self.length, self.tail, self.filmRate, self.retiming) = (footage, length, tail, filmRate, retiming)
    }

    private var limits: ClosedRange<Double> { retiming.slowest...retiming.fastest }

    /// With the start that lands it; nil where the limits do not allow it.
    func point(on hit: InPoint.Moment) -> InPoint? {
        guard retiming.share > 0, let peak = footage.peak, footage.usable.indices.contains(peak), hit.offset > 0 else { return nil }
        return (retiming.ramps ? ramped(peak, hit) : nil) ?? steady(peak, hit)
    }

    private func ramped(_ peak: Int, _ hit: InPoint.Moment) -> InPoint? {
        let ramping = Ramping(footage, length: length, tail: tail, filmRate: filmRate, moment: hit.offset)
        let earliest = footage.starts(showing: footage.span(length - 1 + tail, at: retiming.speed) + 1).lowerBound
        let (before, after) = (peak - earliest, footage.usable.end - peak)
        let speed = retiming.speed.doubleValue
        guard let speeds = ramping.speeds(before: Double(before), after: Double(after), around: speed, in: limits) else { return nil }
        let count = min(before, ramping.count(speeds))
        return ramping.point(to: count, from: peak - count, speeds, hit)
    }

    private func steady(_ peak: Int, _ hit: InPoint.Moment) -> InPoint? {
        let usable = footage.usable
        let earliest = footage.starts(showing: footage.span(length - 1 + tail, at: retiming.speed) + 1).lowerBound
        let before = Double(peak - earliest + 1) / (Double(hit.offset) * footage.ratio.doubleValue)
        let after = Double(usable.end - peak - 1) / (Double(length - hit.offset + tail) * footage.ratio.doubleValue)
        let slower = Rational(approximating: (min(before, after) * 1000).rounded(.down) / 1000, denominator: 1000)
        guard slower < retiming.speed, slower.doubleValue >= retiming.slowest else { return nil }
        let start = peak - footage.span(hit.offset, at: slower)
        guard footage.starts(showing: footage.span(length - 1 + tail, at: slower) + 1).contains(start) else { return nil }
        return InPoint(source: footage.own(start: start, count: footage.span(length - 1, at: slower) + 1), speed: slower, accent: hit)
    }

    /// The ways to land it with the take's first usable frame as the clip's first, its last as the last, or both.
    func anchored(on hit: InPoint.Moment) -> [InPoint] {
        guard retiming.share > 0, let peak = footage.peak, footage.usable.indices.contains(peak) else { return [] }
        let usable = footage.usable
        let first = footage.starts(showing: footage.span(length - 1, at: retiming.speed) + 1).lowerBound
        let (count, rest) = (peak - first, usable.end - 1 - peak)
        let (head, tail) = (hit.offset, length - 1 - hit.offset)
        guard count > 0, rest > 0, head > 0, tail > 0 else { return [] }
        var points: [InPoint] = []
        for speed in [Rational(Int64(count), Int64(head)) / footage.ratio, Rational(Int64(rest), Int64(tail)) / footage.ratio] {
            guard limits.contains(speed.doubleValue), speed != retiming.speed else { continue }
            let start = peak - footage.span(head, at: speed)
            let shown = footage.span(length - 1, at: speed) + 1
            guard start >= usable.start, start + shown <= usable.end else { continue }
            points.append(InPoint(source: footage.own(start: start, count: shown), speed: speed, accent: hit))
        }
        guard retiming.ramps else { return points }
        let ramping = Ramping(footage, length: length, tail: 0, filmRate: filmRate, moment: head)
        if let speeds = ramping.speeds(exactly: Double(count), Double(rest) + 0.5, in: limits),
            let point = ramping.point(to: count, from: first, speeds, hit)
        {
            points.append(point)
        }
        return points
    }
}
