/// How a film's pictures are shown, besides which of them are: one pass over the project and what was measured, for one deliverable.
public struct FilmStyle: Hashable, Sendable {
    /// Of the timeline's clips, in order; missing ones are plain.
    public var clips: [ClipStyle]
    /// In frames of the film.
    public var accents: [Accent]
    /// Rows of black at the top, and as many at the bottom.
    public var bars: Int
    /// A script in the film's own time, of events that are cut up over the segments they lie in.
    public var words: FilmWords?

    public init(clips: [ClipStyle] = [], accents: [Accent] = [], bars: Int = 0, words: FilmWords? = nil) {
        (self.clips, self.accents, self.bars, self.words) = (clips, accents, bars, words)
    }

    public static let plain = FilmStyle()

    func clip(_ index: Int) -> ClipStyle { clips.indices.contains(index) ? clips[index] : .plain }

    /// Those that are seen in a segment, in its own frames.
    func accents(in frames: Range<Int>) -> [Accent]? {
        let seen = accents.filter { $0.frame < frames.upperBound && $0.frame + $0.length > frames.lowerBound }
        if seen.isEmpty { return nil }
        return seen.map { accent in
            var accent = accent
            accent.frame -= frames.lowerBound
            return accent
        }
    }
}
