public import Editorial
import Timebase

/// Divides a song into slots: cuts on its beats, longer slots in calm passages and shorter ones in loud ones.
///
/// Every cut's frame is counted from the beat's own time, never by adding lengths, and is the nearest one, so that the picture
/// is never more than half a frame off the beat. Cuts prefer the starts of sections (much), then every eighth, fourth and second bar of a section,
/// then downbeats, then strong beats.
public struct SlotPlanner: Sendable {
    private let edit: EditSpec
    private let format: PictureFormat
    private let takeSeconds: Double?
    private let placed: [(shot: String, time: Double)]

    public init(edit: EditSpec, format: PictureFormat) {
        self.init(edit: edit, format: format, takeSeconds: nil, placed: [])
    }

    /// A planner that knows how long the project's takes are and avoids slots they would have to be slowed for. It goes by
    /// the length asked for (the median of the shots), not by the takes there are: the cuts must not move when a take does.
    public init(project: Project) {
        let lengths = project.shots.map { $0.seconds / ($0.speed ?? 1) }.sorted()
        var placed = project.shots.compactMap { shot in shot.place?.moments.map { (shot: shot.id, time: $0.lowerBound) } }
        placed += project.edit.transitions.compactMap { one in
            one.moments.map { (shot: one.transition.kind?.inWords ?? "a cut", time: $0.lowerBound) }
        }
        self.init(
            edit: project.edit, format: project.format, takeSeconds: lengths.isEmpty ? nil : lengths[lengths.count / 2],
            placed: placed.filter { $0.time > 0 })
    }

    private init(edit: EditSpec, format: PictureFormat, takeSeconds: Double?, placed: [(shot: String, time: Double)]) {
        (self.edit, self.format, self.takeSeconds, self.placed) = (edit, format, takeSeconds, placed)
    }

    /// - Parameters:
    ///   - grid: of the film's part of the song, times from 0; its duration is the film's length.
    ///   - count: slots wanted. There are fewer only when the film has fewer frames.
    ///   - edits: what was set by hand, in seconds of the film. With `bounds` these are the cuts, whatever `count` says; else
    ///     the stretches of the pins are slots, and the rest is planned around them.
    public func plan(grid: BeatGrid, count: Int, edits: CutEdits = CutEdits()) -> SlotPlan {
        let frames = format.rate.frames(lasting: grid.duration)
        guard frames > 0 else { return SlotPlan(slots: [], warnings: ["the song's part is shorter than a frame: nothing to cut"]) }
        var warnings: [String] = []
        if count > frames { warnings.append("\(count) slots are wanted and the film has \(frames) frames: lower select.keep") }
        let set = edits.pins.map { $0.start...$0.end }
        let ends = Set(set.flatMap { [$0.lowerBound, $0.upperBound] }.filter { $0 > 0 && $0 < grid.duration })
        let wanted = min(max(1, count, ends.count + 1), frames)
        warnings += strangers(grid)
        let starts: [CutPoint]
        var costs = [CutCost](repeating: CutCost(), count: wanted)
        if let bounds = edits.bounds {
            let found = byHand(bounds + ends, grid, frames)
            starts = [opening(grid)] + found.cuts
            costs = found.costs
        } else if let points = points(grid, frames, wanted, set, &warnings) {
            let found = search(points, grid, wanted)
            let unheard = found.cuts.filter { $0.kind == .gap }
            if !unheard.isEmpty {
                let times = Wording.list(unheard.map { ClockTime.text($0.time) })
                warnings.append("no beat was found near the cuts at \(times): they divide the stretch evenly")
            }
            starts = [opening(grid)] + found.cuts
            costs = found.costs
        } else if !set.isEmpty {
            let found = byHand(evenly(around: set, grid, wanted), grid, frames)
            starts = [opening(grid)] + found.cuts
            costs = found.costs
        } else {
            starts = [opening(grid)] + evenly(grid, frames, wanted)
        }
        let slots = address(starts, grid, frames)
        let worth = CutWorth(edit: edit, grid: grid)
        let cuts = zip(starts, zip(slots, costs)).map { start, slot in
            let isFirst = slot.0.number == 1
            return PlannedCut(
                slot: slot.0.number, kind: isFirst ? .opening : start.kind.planned,
                reason: isFirst ? "the film starts" : worth.reason(start),
                offset: isFirst ? 0 : format.rate.seconds(at: slot.0.record.start) - start.time, cost: slot.1)
        }
        return SlotPlan(slots: slots, cuts: cuts, warnings: warnings + (edits.bounds == nil ? complaints(slots, grid) : []))
    }

    /// Where cuts may fall, widened until there are enough; nil when even half beats do not suffice.
    private func points(
        _ grid: BeatGrid, _ frames: Int, _ wanted: Int, _ set: [ClosedRange<Double>], _ warnings: inout [String]
    ) -> CutPoints? {
        func points(halfBeats: Bool) -> CutPoints {
            CutPoints(grid: grid, rate: format.rate, lead: edit.lead, frames: frames, halfBeats: halfBeats, placed: placed, set: set)
        }
        guard !grid.beats.isEmpty else {
            let onsets = points(halfBeats: false)
            // Twice as many, so that there is a choice.
            let isEnough = onsets.points.count { $0.kind == .onset } >= 2 * wanted
            if wanted > 1 {
                let instead = isEnough ? "cuts fall on its onsets" : "the film is divided evenly"
                warnings.append("no beats were found in the song: \(instead); say what you know of it, as in song: {bpm: 120, offset: 0.5}")
            }
            return isEnough && wanted > 1 ? onsets : nil
        }
        let whole = points(halfBeats: false)
        let asked = whole.points.count { $0.kind >= edit.cutOn.kind }
        if edit.cutOn != .beats, asked < wanted - 1 {
            let there = "\(edit.cutOn.rawValue) give \(Wording.count(asked, "cut")) and \(Wording.count(wanted, "slot")) need \(wanted - 1)"
            warnings.append("edit.cutOn is \(edit.cutOn.rawValue), but the song's \(there): cuts also fall elsewhere")
        }
        if whole.points.count >= wanted - 1 { return whole }
        let halves = points(halfBeats: true)
        let beats = "the song has \(Wording.count(grid.beats.count, "beat")) for \(wanted) slots"
        if halves.points.count >= wanted - 1 {
            warnings.append("\(beats): cuts also fall between beats; lower select.keep")
            return halves
        }
        warnings.append("\(beats): the film is divided evenly; lower select.keep")
        return nil
    }

    private func search(_ all: CutPoints, _ grid: BeatGrid, _ slots: Int) -> (cuts: [CutPoint], costs: [CutCost]) {
        var points = all.points
        if edit.cutOn != .beats {
            // The wanted places first, and of the rest only what is next best, until there are enough.
            for kind in [CutPoint.Kind.section, .downbeat, .beat, .onset, .halfBeat, .gap] where kind <= edit.cutOn.kind {
                let allowed = all.points.filter { $0.kind >= kind || $0.shot != nil || $0.isSet }
                if allowed.count >= slots - 1 {
                    points = allowed
                    break
                }
            }
        }
        points = thinned(points, slots)
        let found = CutSearch(prices: prices(points, grid, slots)).found(slots: slots)
        return (found.bounds.dropFirst().dropLast().map { points[$0 - 1] }, found.costs)
    }

    /// Places of a song, as many as can be weighed in a second or two: of a recording of hours those on the first beats of phrases.
    private func thinned(_ points: [CutPoint], _ slots: Int) -> [CutPoint] {
        let most = max(Self.mostPoints, 4 * slots)
        func isFixed(_ point: CutPoint) -> Bool { point.isSet || point.shot != nil || point.kind == .section }
        for bars in [1, 2, 4, 8, 16] where points.count > most {
            let kept = points.filter { isFixed($0) || $0.kind == .downbeat && $0.barsIntoSection % bars == 0 }
            if kept.count <= most, kept.count >= slots - 1 { return kept }
        }
        guard points.count > most else { return points }
        let step = (points.count + most - 1) / most
        return points.enumerated().filter { isFixed($0.element) || $0.offset % step == 0 }.map(\.element)
    }

    private static let mostPoints = 3000

    /// The cuts as a person set them, and what they cost against others.
    private func byHand(_ bounds: [Double], _ grid: BeatGrid, _ frames: Int) -> (cuts: [CutPoint], costs: [CutCost]) {
        let set = bounds.map { $0...$0 }
        let points = CutPoints(grid: grid, rate: format.rate, lead: edit.lead, frames: frames, halfBeats: false, placed: placed, set: set)
            .points.filter(\.isSet)
        let pattern = CutSearch.pattern(points.count + 1)
        let prices = prices(points, grid, points.count + 1)
        return (points, (0...points.count).map { prices.cost(of: $0, in: Array(0...(points.count + 1)), pattern) })
    }

    private func prices(_ points: [CutPoint], _ grid: BeatGrid, _ slots: Int) -> CutPrices {
        let density = CutDensity(grid: grid, edit: edit, slots: slots)
        let worth = CutWorth(edit: edit, grid: grid)
        let times = [0] + points.map(\.time) + [grid.duration]
        let parts = ([0] + points.map(\.section) + [max(0, grid.sections.count - 1)]).map { part($0, grid) }
        return CutPrices(
            times: times, deserved: times.map(density.slots(until:)), places: [0] + points.map(worth.place) + [0],
            hits: [0] + points.map(worth.hit) + [0], shortest: parts.map { $0?.shortest ?? edit.shortest },
            longest: parts.map { $0?.longest ?? edit.longest }, takeSeconds: takeSeconds, isSet: [false] + points.map(\.isSet) + [false])
    }

    private func part(_ section: Int, _ grid: BeatGrid) -> EditSpec.Part? {
        section < grid.sections.count ? edit.part(grid.sections[section]) : nil
    }

    /// Names in `edit.sections` that the song does not have.
    private func strangers(_ grid: BeatGrid) -> [String] {
        let known = Set(grid.sections.map(\.label) + grid.sections.compactMap { $0.role?.lowercased() })
        return edit.sections.keys.sorted().filter { !known.contains($0) && !known.contains($0.lowercased()) }.map { name in
            let there = grid.sections.map { section in section.role.map { "\(section.label) (\($0))" } ?? section.label }
            return "edit.sections names '\(name)', and the song has \(there.isEmpty ? "no sections" : Wording.list(there, atMost: 12))"
        }
    }

    private func evenly(_ grid: BeatGrid, _ frames: Int, _ slots: Int) -> [CutPoint] {
        (1..<max(1, slots)).map { index in
            let time = grid.duration * Double(index) / Double(slots)
            let section = grid.sections.lastIndex { $0.start <= time + 1e-6 } ?? 0
            return CutPoint(
                time: time, frame: index * frames / slots, kind: .gap, beat: grid.beats.lastIndex { $0.time <= time } ?? -1,
                section: section)
        }
    }

    /// Stretches set by hand are slots; those between them get the rest of the slots by their lengths, one each at least.
    private func evenly(around set: [ClosedRange<Double>], _ grid: BeatGrid, _ slots: Int) -> [Double] {
        let ends = Set(set.flatMap { [$0.lowerBound, $0.upperBound] } + [0, grid.duration]).sorted()
        let stretches = zip(ends, ends.dropFirst()).map { $0...$1 }
        func isSet(_ stretch: ClosedRange<Double>) -> Bool { set.contains { $0.lowerBound <= stretch.lowerBound && stretch.upperBound <= $0.upperBound } }
        let free = stretches.filter { !isSet($0) }
        let length = max(1e-9, free.reduce(0) { $0 + $1.upperBound - $1.lowerBound })
        var left = max(free.count, slots - (stretches.count - free.count))
        var ahead = length
        var cuts = Array(ends.dropFirst().dropLast())
        for (index, stretch) in free.enumerated() {
            let seconds = stretch.upperBound - stretch.lowerBound
            let own = min(left - (free.count - 1 - index), max(1, Int((Double(left) * seconds / max(ahead, 1e-9)).rounded())))
            cuts += (1..<max(1, own)).map { stretch.lowerBound + seconds * Double($0) / Double(own) }
            left -= own
            ahead -= seconds
        }
        return cuts.sorted()
    }

    private func opening(_ grid: BeatGrid) -> CutPoint {
        let heard = grid.beats.first.map { format.rate.frame(nearest: $0.time) - edit.lead <= 0 } ?? false
        return CutPoint(time: 0, frame: 0, kind: .section, beat: heard ? 0 : -1)
    }

    /// Slots from where they start, with their musical addresses.
    private func address(_ starts: [CutPoint], _ grid: BeatGrid, _ frames: Int) -> [Slot] {
        starts.indices.map { index in
            let start = starts[index]
            let end = index + 1 < starts.count ? starts[index + 1] : nil
            let endTime = end?.time ?? grid.duration
            let beat = start.beat >= 0 ? grid.beats[start.beat] : nil
            let section = start.section < grid.sections.count ? grid.sections[start.section] : nil
            return Slot(
                number: index + 1, record: FrameRange(start.frame..<(end?.frame ?? frames)), start: start.time, end: endTime,
                bar: beat?.bar ?? 0, beat: beat?.beatInBar ?? 0, beatInSong: start.beat + 1, section: section?.label ?? "",
                role: section?.role, opensSection: start.kind == .section,
                energy: min(1, max(0, grid.meanEnergy(from: start.time, to: endTime))))
        }
    }

    private func complaints(_ slots: [Slot], _ grid: BeatGrid) -> [String] {
        let limits = slots.map { slot -> (shortest: Double, longest: Double?) in
            let part = grid.sections.last { $0.start <= slot.start + 0.1 }.flatMap(edit.part)
            return (part?.shortest ?? edit.shortest, part?.longest ?? edit.longest)
        }
        var warnings: [String] = []
        let short = zip(slots, limits).filter { $0.seconds < $1.shortest - 1e-6 }
        if !short.isEmpty {
            let names = Wording.list(short.map { "slot \($0.0.number) (\(Wording.fixed($0.0.seconds)) s)" })
            warnings.append("shorter than edit.shortest of \(Wording.fixed(short[0].1.shortest)) s: \(names); lower select.keep")
        }
        let long = zip(slots, limits).filter { slot, limits in limits.longest.map { slot.seconds > $0 + 1e-6 } ?? false }
        if let longest = long.first?.1.longest {
            let names = Wording.list(long.map { "slot \($0.0.number) (\(Wording.fixed($0.0.seconds)) s)" })
            warnings.append("longer than edit.longest of \(Wording.fixed(longest)) s: \(names); raise select.keep")
        }
        return warnings
    }
}

extension CutPoint.Kind {
    var planned: PlannedCut.Kind {
        switch self {
        case .gap: .gap
        case .halfBeat: .halfBeat
        case .onset: .onset
        case .beat: .beat
        case .downbeat: .downbeat
        case .section: .section
        }
    }
}

extension EditSpec.Grid {
    var kind: CutPoint.Kind {
        switch self {
        case .beats: .gap
        case .downbeats: .downbeat
        case .sections: .section
        }
    }
}
