public import Content
public import Editorial
public import Execution
import Timebase

/// A run of the film encoded as one file. It knows everything it needs and not where in the film it stands, so that a clip
/// that moves is not encoded again.
public struct SegmentRecipe: Recipe {
    public static let kind = "segment"
    public static let version = 1

    public var format: PictureFormat
    public var frames: Int
    public var run: SourceRun
    /// The clip before, for the first `dissolve` frames.
    public var before: SourceRun?
    public var dissolve: Int
    public var fadeIn: Fade?
    public var fadeOut: Fade?
    public var preset: String
    public var crf: Int
    /// Of the encoder: in the key, since another count gives another picture.
    public var threads: Int

    public init(
        format: PictureFormat, frames: Int, run: SourceRun, before: SourceRun? = nil, dissolve: Int = 0, fadeIn: Fade? = nil,
        fadeOut: Fade? = nil, preset: String, crf: Int, threads: Int = 1
    ) {
        self.format = format
        self.frames = frames
        self.run = run
        self.before = before
        self.dissolve = dissolve
        self.fadeIn = fadeIn
        self.fadeOut = fadeOut
        self.preset = preset
        self.crf = crf
        self.threads = threads
    }

    public var inputs: [Blob] { [run.take] + (before.map { [$0.take] } ?? []) }

    public struct Output: JobOutput {
        public var segment: Blob
        public var frames: Int
        public var blobs: [Blob] { [segment] }

        package init(segment: Blob, frames: Int) { (self.segment, self.frames) = (segment, frames) }
    }
}
