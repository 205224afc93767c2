/// What a person knows of a song better than a machine hears it.
public struct HearingSpec: Hashable, Sendable, Codable {
    public enum Level: String, Sendable, Codable {
        case half
        case double
    }

    /// Beats a minute. With `offset` the grid is exactly regular; alone it says near which tempo the beats are to be looked for.
    public var beatsPerMinute: Double?
    /// Seconds into the song's file at which a bar begins.
    public var offset: Double?
    /// Beats a bar.
    public var beatsPerBar: Int?
    /// Every second beat that is heard, or one between each two.
    public var level: Level?
    /// A program and its arguments that hears the beats instead; `{song}` in them is the song's path.
    public var listener: [String]
    /// Absolute path of a file of beats, which then are not listened for.
    public var beatsFile: String?
    /// Absolute path of a file with the times at which a person tapped along.
    public var tapFile: String?
    /// Absolute path of a file of lyrics with times.
    public var lyricsFile: String?
    /// Absolute path of a file of sections.
    public var sectionsFile: String?
    public var sections: [SectionMark]

    public init(
        beatsPerMinute: Double? = nil, offset: Double? = nil, beatsPerBar: Int? = nil, level: Level? = nil, listener: [String] = [], beatsFile: String? = nil,
        tapFile: String? = nil, lyricsFile: String? = nil,
        sectionsFile: String? = nil, sections: [SectionMark] = []
    ) {
        self.beatsPerMinute = beatsPerMinute
        self.offset = offset
        self.beatsPerBar = beatsPerBar
        self.level = level
        self.listener = listener
        self.beatsFile = beatsFile
        self.tapFile = tapFile
        self.lyricsFile = lyricsFile
        self.sectionsFile = sectionsFile
        self.sections = sections
    }
}

/// Where a section starts, as somebody says.
public struct SectionMark: Hashable, Sendable, Codable {
    /// Seconds from the start of the song's file.
    public var start: Double
    /// `A`, `chorus 2`; nil for a letter in turn.
    public var label: String?
    /// `intro`, `verse`, `chorus`, `bridge`, `outro` or another word; nil for the label's own, if it is one.
    public var role: String?

    public init(start: Double, label: String? = nil, role: String? = nil) { (self.start, self.label, self.role) = (start, label, role) }
}

/// A beat as somebody says.
public struct BeatMark: Hashable, Sendable, Codable {
    /// Seconds from the start of the song's file.
    public var time: Double
    /// 1 for a downbeat; nil where nothing is said of it.
    public var beatInBar: Int?

    public init(time: Double, beatInBar: Int? = nil) { (self.time, self.beatInBar) = (time, beatInBar) }
}
