public import Editorial
public import ProjectFile

/// A song as it was heard, corrected by what the project says of it.
public enum HeardSong {
    /// What the project's own program heard, in place of what was heard without it.
    public static func replaced(_ heard: BeatGrid, by other: HeardElsewhere) -> BeatGrid {
        var grid = heard.with(beats: other.beats.filter { $0.time < heard.duration })
        if let confidence = other.confidence { grid.confidence = confidence }
        return other.sections.isEmpty ? grid : grid.with(sections: other.sections)
    }

    /// In this order: beats from a file, or a regular grid, or the heard ones as tapped and at the wanted level; then bars; then
    /// sections.
    ///
    /// - Throws: `SongFileError` when a file of beats, taps or sections does not say what it should.
    public static func corrected(_ heard: BeatGrid, by hearing: HearingSpec) throws -> BeatGrid {
        var grid = heard
        if let file = hearing.beatsFile {
            grid = grid.with(beats: try BeatsFile.read(file, duration: grid.duration).filter { $0.time < grid.duration })
        } else if let tempo = hearing.beatsPerMinute, let offset = hearing.offset {
            grid = grid.regular(beatsPerMinute: tempo, offset: offset, beatsPerBar: hearing.beatsPerBar ?? grid.beatsPerBar)
        } else {
            if let file = hearing.tapFile { grid = grid.following(taps: try BeatsFile.read(file, duration: grid.duration).map(\.time)) }
            switch hearing.level {
            case .half: grid = grid.inHalfTime
            case .double: grid = grid.inDoubleTime
            case nil: break
            }
        }
        if let beats = hearing.beatsPerBar, hearing.offset == nil { grid = grid.inBars(of: beats) }
        if !hearing.sections.isEmpty { grid = grid.with(sections: hearing.sections) }
        if let file = hearing.sectionsFile { grid = grid.with(sections: try SectionsFile.read(file)) }
        return grid
    }
}
