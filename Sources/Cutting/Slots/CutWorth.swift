import Editorial

/// What a cut at a moment is worth, against the price of a slot that is half or twice as long as it should be (about 1), and why.
struct CutWorth {
    /// A hit within this many seconds of a point sounds with it.
    private static let together = 0.035
    /// The last hit of a song may lie so far before its end, as a share of the song.
    private static let closing = 0.12

    private let edit: EditSpec
    private let grid: BeatGrid
    private let weightOfBars: [Double]
    private let lastHit: SongDetails.Hit?

    init(edit: EditSpec, grid: BeatGrid) {
        (self.edit, self.grid) = (edit, grid)
        weightOfBars = grid.sections.map { PaceNumbers(edit.part($0)?.pace ?? edit.pace, grid).weightOfBars }
        lastHit = grid.details.hits.last.flatMap { $0.time >= grid.duration * (1 - Self.closing) ? $0 : nil }
    }

    /// A shot that has an address begins there unless something dearer forbids it.
    private static let placed = 30.0

    func place(_ point: CutPoint) -> Double { kind(point) + (point.shot == nil ? 0 : Self.placed) }

    private func kind(_ point: CutPoint) -> Double {
        var worth = 0.4 * point.strength
        switch point.kind {
        case .section: return 40 + 4 * point.contrast
        case .gap: return -3
        case .halfBeat: return -6
        case .onset: return worth - 2
        case .beat: worth += edit.cutOn != .beats ? -3 : 0
        case .downbeat:
            let bars = point.barsIntoSection
            let phrase = bars % 8 == 0 ? 1.6 : bars % 4 == 0 ? 1.2 : bars % 2 == 0 ? 0.8 : 0.5
            worth += phrase * (weightOfBars.indices.contains(point.section) ? weightOfBars[point.section] : 1)
        }
        return worth
    }

    /// The last hit counts most: a film ends with its song.
    func hit(_ point: CutPoint) -> Double {
        guard let hit = hits(point).max(by: { $0.strength < $1.strength }) else { return 0 }
        let ending = hit.time == lastHit?.time ? 3.0 : 0
        return ending + (hit.kind == .drop ? 6 : 1.2) * hit.strength
    }

    func reason(_ point: CutPoint) -> String {
        var words: String
        switch point.kind {
        case .section:
            let section = point.section < grid.sections.count ? grid.sections[point.section] : nil
            words = section.map { "opens \($0.label)" + ($0.role.map { " (\($0))" } ?? "") } ?? "opens the film"
        case .downbeat:
            let bars = point.barsIntoSection
            let phrase = [8, 4, 2].first { bars > 0 && bars % $0 == 0 }
            words = phrase.map { "after \(bars) bars of the section, a phrase of \($0)" } ?? "downbeat"
        case .beat: words = point.beat >= 0 ? "beat \(grid.beats[point.beat].beatInBar) of the bar" : "beat"
        case .onset: words = point.isSet ? "between beats" : "an onset between beats"
        case .halfBeat: words = "half-way between beats: there are too few beats"
        case .gap: words = "nothing is heard here: the stretch is divided evenly"
        }
        for hit in hits(point) {
            words += hit.time == lastHit?.time ? "; the last hit" : hit.kind == .drop ? "; the drop" : "; a hit"
        }
        if point.isSet { words += "; set by hand" }
        if let shot = point.shot { words += "; '\(shot)' is placed here" }
        return words
    }

    private func hits(_ point: CutPoint) -> [SongDetails.Hit] {
        grid.details.hits.filter { abs($0.time - point.time) <= Self.together }
    }
}
