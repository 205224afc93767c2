import Editorial
import Timebase

/// All moments of a song at which the picture may change, in order, no two on the same frame.
struct CutPoints {
    private(set) var points: [CutPoint] = []
    /// Typical distance of beats in seconds, 0 without beats.
    let period: Double

    private let grid: BeatGrid
    private let rate: FrameRate
    private let lead: Int
    private let frames: Int

    /// - Parameters:
    ///   - halfBeats: also the middles between beats.
    ///   - placed: when shots begin that have an address: on the point there, or on one of their own.
    ///   - set: stretches set by hand: the picture changes at both ends and not between.
    init(
        grid: BeatGrid, rate: FrameRate, lead: Int, frames: Int, halfBeats: Bool, placed: [(shot: String, time: Double)] = [],
        set: [ClosedRange<Double>] = []
    ) {
        (self.grid, self.rate, self.lead, self.frames) = (grid, rate, lead, frames)
        let steps = zip(grid.beats.dropFirst(), grid.beats).map { $0.time - $1.time }.sorted()
        period = steps.isEmpty ? 0 : steps[steps.count / 2]
        var all = beats()
        if halfBeats { all += middles() }
        all += onsets()
        all += fillers()
        all += sections(near: all)
        all += placed.filter { one in all.allSatisfy { abs($0.time - one.time) > Self.near } }.map { one in
            point(one.time, .onset, beat: grid.beats.lastIndex { $0.time <= one.time } ?? -1)
        }
        settle(all)
        for one in placed {
            let near = points.indices.min { abs(points[$0].time - one.time) < abs(points[$1].time - one.time) }
            if let near, abs(points[near].time - one.time) <= Self.near { points[near].shot = one.shot }
        }
        for stretch in set {
            hold(stretch.lowerBound)
            hold(stretch.upperBound)
        }
        points.removeAll { one in !one.isSet && set.contains { $0.lowerBound < one.time && one.time < $0.upperBound } }
    }

    /// A cut at exactly that time, in place of a point that shares its frame.
    private mutating func hold(_ time: Double) {
        let frame = rate.frame(nearest: time) - lead
        guard frame > 0, frame < frames else { return }
        if let index = points.firstIndex(where: { $0.frame == frame }) {
            points[index].isSet = true
            points[index].time = time
            return
        }
        let before = points.lastIndex { $0.frame < frame }
        var point = point(time, .onset, beat: grid.beats.lastIndex { $0.time <= time } ?? -1)
        point.isSet = true
        point.section = before.map { points[$0].section } ?? 0
        points.insert(point, at: before.map { $0 + 1 } ?? 0)
    }

    private static let near = 0.06

    private func point(_ time: Double, _ kind: CutPoint.Kind, beat: Int) -> CutPoint {
        CutPoint(time: time, frame: rate.frame(nearest: time) - lead, kind: kind, beat: beat)
    }

    private func beats() -> [CutPoint] {
        grid.beats.enumerated().map { index, beat in
            var point = point(beat.time, beat.isDownbeat ? .downbeat : .beat, beat: index)
            point.strength = beat.strength
            return point
        }
    }

    private func middles() -> [CutPoint] {
        zip(grid.beats.indices, zip(grid.beats, grid.beats.dropFirst())).map { index, pair in
            point((pair.0.time + pair.1.time) / 2, .halfBeat, beat: index)
        }
    }

    /// Hits that lie beside the beats; in a song without beats all its onsets.
    private func onsets() -> [CutPoint] {
        let times: [Double]
        if grid.beats.isEmpty {
            let onsets = grid.details.onsets
            times = (onsets.low + onsets.mid + onsets.high).sorted()
        } else {
            times = grid.details.hits.map(\.time).filter { time in grid.beats.allSatisfy { abs($0.time - time) > 0.06 } }
        }
        return times.map { time in
            var point = point(time, .onset, beat: grid.beats.lastIndex { $0.time <= time } ?? -1)
            // Attacks of several bands together are stronger.
            let together = times.count { abs($0 - time) < 0.03 }
            point.strength = min(1, 0.4 + 0.3 * Double(together - 1))
            return point
        }
    }

    /// Stretches of eight beats and more in which no beat was found are divided at the song's pulse.
    private func fillers() -> [CutPoint] {
        guard period > 0 else { return [] }
        let times = [0] + grid.beats.map(\.time) + [grid.duration]
        var fillers: [CutPoint] = []
        for (index, (start, end)) in zip(times, times.dropFirst()).enumerated() where end - start > max(8 * period, 4) {
            let parts = Int(((end - start) / period).rounded())
            for part in 1..<parts {
                fillers.append(point(start + (end - start) * Double(part) / Double(parts), .gap, beat: index - 1))
            }
        }
        return fillers
    }

    /// Where sections begin: on the nearest beat, or where the section says when no beat is near.
    private func sections(near points: [CutPoint]) -> [CutPoint] {
        grid.sections.indices.map { index in
            let section = grid.sections[index]
            let near = points.filter { $0.kind >= .beat }.min { abs($0.time - section.start) < abs($1.time - section.start) }
            var opening: CutPoint
            if let near, abs(near.time - section.start) <= 0.6 * period {
                opening = near
                opening.kind = .section
            } else {
                opening = point(section.start, .section, beat: (grid.beats.lastIndex { $0.time <= section.start }) ?? -1)
            }
            opening.section = index
            opening.contrast = index > 0 ? abs(section.energy - grid.sections[index - 1].energy) : 0
            return opening
        }
    }

    /// Orders the points, keeps the strongest of those that share a frame and those inside the film, and counts bars.
    private mutating func settle(_ all: [CutPoint]) {
        let ordered = all.sorted { ($0.frame, -$0.kind.rawValue, $0.time, $0.section) < ($1.frame, -$1.kind.rawValue, $1.time, $1.section) }
        var section = 0
        var openingBar = grid.beats.first { $0.isDownbeat }?.bar ?? 1
        for var point in ordered {
            let bar = point.beat >= 0 ? grid.beats[point.beat].bar : openingBar
            if point.kind == .section {
                section = max(section, point.section)
                openingBar = bar
            }
            guard point.frame > 0, point.frame < frames, point.frame > points.last?.frame ?? 0 else { continue }
            point.section = section
            point.barsIntoSection = bar - openingBar
            points.append(point)
        }
    }
}
