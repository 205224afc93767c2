public import Content
public import Editorial
public import Execution

/// Measures one take: decodes it once and works out every score.
public struct ScoreRecipe: Recipe, Hashable {
    public typealias Output = TakeScore

    public static let kind = "score"
    public static let version = 3

    /// The media file.
    public var take: Blob

    public init(take: Blob) { self.take = take }

    public var inputs: [Blob] { [take] }
}

/// What measuring a take found.
public struct TakeScore: JobOutput, Hashable {
    /// Nil when the file is broken.
    public var scores: Editorial.Scores?
    /// Why it cannot be decoded: "truncated: 31 of 96 frames decode". Nil for a sound file.
    public var broken: String?
    /// Frames that were decoded.
    public var frames: Int

    public var blobs: [Blob] { [] }

    public init(scores: Editorial.Scores?, broken: String? = nil, frames: Int) {
        self.scores = scores
        self.broken = broken
        self.frames = frames
    }
}
