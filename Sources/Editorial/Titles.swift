/// Words on the picture.
public struct Titles: Hashable, Sendable, Codable {
    /// A card over the picture.
    public struct Card: Hashable, Sendable, Codable {
        /// Lines, the first one larger.
        public var lines: [String]
        /// Seconds it is seen.
        public var seconds: Double
        /// Where in the song it appears, or ends in the case of the credits; the film's own start or end when nil.
        public var at: MusicalRange?
        /// What `at` comes to in this song, in seconds of the film: nil until the song is heard.
        public var moments: ClosedRange<Double>?

        public init(lines: [String], seconds: Double, at: MusicalRange? = nil, moments: ClosedRange<Double>? = nil) {
            (self.lines, self.seconds, self.at, self.moments) = (lines, seconds, at, moments)
        }
    }

    /// Name of a family of fonts; the system's sans-serif when nil.
    public var font: String?
    /// A font file of the project: an absolute path once the project file has been read.
    public var fontFile: String?
    public var opening: Card?
    public var credits: Card?
    /// Captions with times (`.srt`, `.lrc`, `.ass`): an absolute path once the project file has been read. Their times are those of the song's file.
    public var captions: String?

    public init(font: String? = nil, fontFile: String? = nil, opening: Card? = nil, credits: Card? = nil, captions: String? = nil) {
        (self.font, self.fontFile, self.opening, self.credits, self.captions) = (font, fontFile, opening, credits, captions)
    }

    public static let none = Titles()
}
