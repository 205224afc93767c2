public import Content
public import Execution
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

        package init(film: Blob, frames: Int, samples: Int) { (self.film, self.frames, self.samples) = (film, frames, samples) }
    }
}
