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

    public init(edit: EditSpec, format: PictureFormat) {
        self.init(edit: edit, format: format, takeSeconds: nil)
    }

    /// A planner that knows how long the project's takes are and avoids slots they would have to be slowed for. It goes by
    /// the length asked for (the median of the shots), not by the takes there are: the cuts must not move when a take does.
    public init(project: Project) {
        let lengths = project.shots.map(\.seconds).sorted()
        self.init(edit: project.edit, format: project.format, takeSeconds: lengths.isEmpty ? nil : lengths[lengths.count / 2])
    }

    private init(edit: EditSpec, format: PictureFormat, takeSeconds: Double?) {
        (self.edit, self.format, self.takeSeconds) = (edit, format, takeSeconds)
    }

    /// - Parameters:
    ///   - grid: of the film's part of the song, times from 0; its duration is the film's length.
    ///   - count: slots wanted. There are fewer only when the film has fewer frames.
    public func plan(grid: BeatGrid, count: Int) -> SlotPlan {
        let frames = format.rate.frames(lasting: grid.duration)
        guard frames > 0 else { return SlotPlan(slots: [], warnings: ["the song's part is shorter than a frame: nothing to cut"]) }
        var warnings: [String] = []
        if count > frames { warnings.append("\(count) slots are wanted and the film has \(frames) frames: lower select.keep") }
        let wanted = min(max(1, count), frames)
        let slots: [Slot]
        if let points = points(grid, frames, wanted, &warnings) {
            let cuts = search(points, grid, wanted)
            let unheard = cuts.filter { $0.kind == .gap }
            if !unheard.isEmpty {
                let times = Wording.list(unheard.map { ClockTime.text($0.time) })
                warnings.append("no beat was found near the cuts at \(times): they divide the stretch evenly")
            }
            slots = address(cuts, grid, frames)
        } else {
            slots = address(evenly(grid, frames, wanted), grid, frames)
        }
        return SlotPlan(slots: slots, warnings: warnings + complaints(slots))
    }

    /// Where cuts may fall, widened until there are enough; nil when even half beats do not suffice.
    private func points(_ grid: BeatGrid, _ frames: Int, _ wanted: Int, _ warnings: inout [String]) -> CutPoints? {
        guard !grid.beats.isEmpty else {
            if wanted > 1 { warnings.append("no beats were found in the song: the film is divided evenly") }
            return nil
        }
        let whole = CutPoints(grid: grid, rate: format.rate, lead: edit.lead, frames: frames, halfBeats: false)
        let asked = whole.points.count { $0.kind >= edit.cutOn.kind }
        if edit.cutOn != .beats, asked < wanted - 1 {
            let there = "\(edit.cutOn.rawValue) give \(Wording.count(asked, "cut")) and \(Wording.count(wanted, "slot")) need \(wanted - 1)"
            warnings.append("edit.cutOn is \(edit.cutOn.rawValue), but the song's \(there): cuts also fall elsewhere")
        }
        if whole.points.count >= wanted - 1 { return whole }
        let halves = CutPoints(grid: grid, rate: format.rate, lead: edit.lead, frames: frames, halfBeats: true)
        let beats = "the song has \(Wording.count(grid.beats.count, "beat")) for \(wanted) slots"
        if halves.points.count >= wanted - 1 {
            warnings.append("\(beats): cuts also fall between beats; lower select.keep")
            return halves
        }
        warnings.append("\(beats): the film is divided evenly; lower select.keep")
        return nil
    }

    private func search(_ all: CutPoints, _ grid: BeatGrid, _ slots: Int) -> [CutPoint] {
        var points = all.points
        if edit.cutOn != .beats {
            // The wanted places first, and of the rest only what is next best, until there are enough.
            for kind in [CutPoint.Kind.section, .downbeat, .beat, .halfBeat, .gap] where kind <= edit.cutOn.kind {
                let allowed = all.points.filter { $0.kind >= kind }
                if allowed.count >= slots - 1 {
                    points = allowed
                    break
                }
            }
        }
        let density = CutDensity(grid: grid, ratio: edit.pace.ratio, slots: slots)
        let times = [0] + points.map(\.time) + [grid.duration]
        let search = CutSearch(
            times: times, deserved: times.map(density.slots(until:)), worth: [0] + points.map(worth) + [0], shortest: edit.shortest,
            longest: edit.longest, takeSeconds: takeSeconds)
        return search.cuts(slots: slots).map { points[$0 - 1] }
    }

    /// What a cut is worth at a point, against the price of a slot that is half or twice as long as it should be (about 1).
    private func worth(_ point: CutPoint) -> Double {
        var worth = 0.4 * point.strength
        switch point.kind {
        case .section: return 40 + 4 * point.contrast
        case .gap: return -3
        case .halfBeat: return -6
        case .beat: worth += edit.cutOn != .beats ? -3 : 0
        case .downbeat:
            let bars = point.barsIntoSection
            let phrase = bars % 8 == 0 ? 1.6 : bars % 4 == 0 ? 1.2 : bars % 2 == 0 ? 0.8 : 0.5
            worth += phrase * edit.pace.weightOfBars
        }
        return worth
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

    /// Slots from cuts, with their musical addresses.
    private func address(_ cuts: [CutPoint], _ grid: BeatGrid, _ frames: Int) -> [Slot] {
        let heard = grid.beats.first.map { format.rate.frame(nearest: $0.time) - edit.lead <= 0 } ?? false
        let opening = CutPoint(time: 0, frame: 0, kind: .section, beat: heard ? 0 : -1)
        let starts = [opening] + cuts
        return starts.indices.map { index in
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

    private func complaints(_ slots: [Slot]) -> [String] {
        var warnings: [String] = []
        let short = slots.filter { $0.seconds < edit.shortest - 1e-6 }
        if !short.isEmpty {
            let names = Wording.list(short.map { "slot \($0.number) (\(Wording.fixed($0.seconds)) s)" })
            warnings.append("shorter than edit.shortest of \(Wording.fixed(edit.shortest)) s: \(names); lower select.keep")
        }
        if let longest = edit.longest {
            let long = slots.filter { $0.seconds > longest + 1e-6 }
            if !long.isEmpty {
                let names = Wording.list(long.map { "slot \($0.number) (\(Wording.fixed($0.seconds)) s)" })
                warnings.append("longer than edit.longest of \(Wording.fixed(longest)) s: \(names); raise select.keep")
            }
        }
        return warnings
    }
}

extension EditSpec.Pace {
    /// Cuts a second in the loudest passage for each one in the calmest.
    var ratio: Double {
        switch self {
        case .slow: 2.2
        case .medium: 3.2
        case .fast: 4.8
        }
    }

    /// Slow films change with the bars, fast ones with the beats.
    var weightOfBars: Double {
        switch self {
        case .slow: 1.5
        case .medium: 1
        case .fast: 0.6
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
