public import Content
public import Editorial
public import Execution
import Media
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
    }

    public func run(in context: WorkContext) throws -> Output {
        let scratch = try context.scratchPath(fileExtension: "mp4")
        var writer = try VideoFileWriter(
            path: scratch,
            settings: .init(
                width: format.width, height: format.height, rate: format.rate, preset: preset, crf: crf, threads: threads,
                keyFrameInterval: Int((format.rate.doubleValue * 5).rounded())))
        var cursor = try cursor(for: run, in: context)
        var tail: TakeCursor?
        if let before, dissolve > 0 { tail = try self.cursor(for: before, in: context) }
        for frame in 0..<frames {
            let picture = try cursor.picture(at: run.sourceFrame(at: frame, filmRate: format.rate))
            if let before, frame < dissolve {
                let old = try tail!.picture(at: before.sourceFrame(at: frame, filmRate: format.rate))
                try picture.blend(with: old, weight: 256 - (frame + 1) * 256 / (dissolve + 1))
            }
            let level = (fadeIn?.level(at: frame) ?? 256) * (fadeOut?.level(at: frame) ?? 256) / 256
            if level < 256 { try picture.dim(to: level) }
            try writer.write(picture)
        }
        try writer.finish()
        return Output(segment: try context.publish(scratch: scratch, fileExtension: "mp4"), frames: frames)
    }

    private func cursor(for run: SourceRun, in context: WorkContext) throws -> TakeCursor {
        try TakeCursor(
            path: context.path(of: run.take), startingAt: run.sourceFrame(at: 0, filmRate: format.rate), width: format.width,
            height: format.height)
    }
}
