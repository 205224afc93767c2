import Editorial

/// What a pace means for a song.
struct PaceNumbers {
    /// Cuts a second in the loudest passage for each one in the calmest.
    var ratio: Double
    /// What bars count against beats: calm films change with the bars, fast ones with the beats.
    var weightOfBars: Double
    /// Cuts of a part with this pace against those of one at `medium`.
    var density: Double

    init(_ pace: EditSpec.Pace, _ grid: BeatGrid) {
        switch pace {
        case .calm: (ratio, weightOfBars, density) = (2.6, 1.3, 0.6)
        case .medium: (ratio, weightOfBars, density) = (3.2, 1, 1)
        case .fast: (ratio, weightOfBars, density) = (4.8, 0.6, 1.6)
        case .auto:
            // The more the sections differ, the more the cutting does; a bar that lasts long gives way to its beats.
            let energies = grid.sections.map(\.energy)
            let spread = (energies.max() ?? 0.5) - (energies.min() ?? 0.5)
            ratio = min(5, 2 + 4 * spread)
            let bar = grid.beatsPerMinute > 0 ? 60 / grid.beatsPerMinute * Double(grid.beatsPerBar) : 2
            weightOfBars = min(1.5, max(0.6, 2 / bar))
            density = 1
        }
    }
}

extension EditSpec {
    /// What the project says of a section: by its label, else by its role.
    func part(_ section: BeatGrid.Section) -> Part? {
        if let part = sections[section.label] { return part }
        guard let role = section.role?.lowercased() else { return nil }
        return sections.keys.sorted().first { $0.lowercased() == role }.flatMap { sections[$0] }
    }
}
