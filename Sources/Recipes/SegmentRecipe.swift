public import Content
public import Editorial
public import Execution
import Timebase

/// A run of the film encoded as one file. It knows everything it needs and not where in the film it stands, so that a clip
/// that moves is not encoded again.
public struct SegmentRecipe: Recipe {
    public static let kind = "segment"
    public static let version = 3

    public var format: PictureFormat
    public var frames: Int
    public var run: SourceRun
    /// What the clip has of the transitions at its two ends.
    public var head: Join?
    public var tail: Join?
    public var fadeIn: Fade?
    public var fadeOut: Fade?
    /// What the picture does on the beats.
    public var accents: [Accent]?
    /// Rows of black at the top, and as many at the bottom.
    public var bars: Int?
    public var words: WordsStep?
    public var encoding: PictureEncoding
    /// For drafts: scaled by the quickest way there is.
    public var isQuick: Bool

    public init(
        format: PictureFormat, frames: Int, run: SourceRun, head: Join? = nil, tail: Join? = nil, fadeIn: Fade? = nil, fadeOut: Fade? = nil,
        accents: [Accent]? = nil, bars: Int? = nil, words: WordsStep? = nil,
        encoding: PictureEncoding = PictureEncoding(), isQuick: Bool = false
    ) {
        self.format = format
        self.frames = frames
        self.run = run
        self.head = head
        self.tail = tail
        self.fadeIn = fadeIn
        self.fadeOut = fadeOut
        self.accents = accents
        self.bars = bars
        self.words = words
        self.encoding = encoding
        self.isQuick = isQuick
    }

    public var inputs: [Blob] { run.inputs + (head?.other?.inputs ?? []) + (words?.fonts ?? []) }

    public struct Output: JobOutput {
        public var segment: Blob
        public var look: SegmentLook
        public var blobs: [Blob] { [segment] }
        public var frames: Int { look.frames }

        package init(segment: Blob, look: SegmentLook) { (self.segment, self.look) = (segment, look) }
    }
}
