public import Content
public import Execution
import Media
public import Timebase

/// The deliverable: segments joined by copying, the song under them, and what came out counted again.
public struct FilmRecipe: Recipe {
    public static let kind = "film"
    public static let version = 1

    public struct Segment: Hashable, Sendable, Codable {
        public var blob: Blob
        public var frames: Int
        public init(blob: Blob, frames: Int) {
            self.blob = blob
            self.frames = frames
        }
    }

    public var segments: [Segment]
    public var sound: Blob
    /// Samples per channel of the sound, and their rate: checked after the join.
    public var samples: Int
    public var sampleRate: Int
    public var rate: FrameRate
    public var fileExtension: String
    public var metadata: [String: String]

    public init(
        segments: [Segment], sound: Blob, samples: Int, sampleRate: Int, rate: FrameRate, fileExtension: String, metadata: [String: String]
    ) {
        self.segments = segments
        self.sound = sound
        self.samples = samples
        self.sampleRate = sampleRate
        self.rate = rate
        self.fileExtension = fileExtension
        self.metadata = metadata
    }

    public var inputs: [Blob] { segments.map(\.blob) + [sound] }

    public struct Output: JobOutput {
        public var film: Blob
        public var frames: Int
        public var samples: Int
        public var blobs: [Blob] { [film] }
    }

    public func run(in context: WorkContext) throws -> Output {
        let scratch = try context.scratchPath(fileExtension: fileExtension)
        _ = try FilmJoiner.join(
            segments: segments.map { (try context.path(of: $0.blob), $0.frames) }, sound: context.path(of: sound), rate: rate, to: scratch,
            metadata: metadata)
        let wanted = segments.reduce(0) { $0 + $1.frames }
        let probe = try MediaProbe(path: scratch)
        guard probe.frames == wanted, probe.rate == rate else {
            throw MediaError(
                .mux, "the film",
                "it holds \(probe.frames) frames at \(probe.rate) fps where \(wanted) at \(rate) were joined; the file was not kept")
        }
        let heard = try AudioReader.length(ofFile: scratch, rate: sampleRate)
        // Matroska has no edit list: times are rounded to milliseconds, and AAC's padding at both ends is heard by some readers.
        guard abs(heard - samples) <= (fileExtension == "mkv" ? sampleRate / 500 + 2048 : 0) else {
            throw MediaError(.mux, "the film", "its sound has \(heard) samples where the song has \(samples); the file was not kept")
        }
        return Output(film: try context.publish(scratch: scratch, fileExtension: fileExtension), frames: wanted, samples: heard)
    }
}
