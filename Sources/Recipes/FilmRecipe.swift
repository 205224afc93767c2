public import Content
public import Editorial
public import Execution
public import Foundation
public import Timebase

/// The deliverable: segments joined by copying, the song under them, and what came out counted again.
public struct FilmRecipe: Recipe {
    public static let kind = "film"
    public static let version = 2

    public struct Segment: Hashable, Sendable, Codable {
        public var blob: Blob
        public var frames: Int
        /// Its first picture as `SegmentLook.seal` has it, to be found in the film where the segment begins.
        public var opening: Data

        public init(blob: Blob, frames: Int, opening: Data) { (self.blob, self.frames, self.opening) = (blob, frames, opening) }
    }

    public var segments: [Segment]
    public var sound: Blob
    /// Samples per channel of the sound, and their rate: checked after the join.
    public var samples: Int
    public var sampleRate: Int
    public var rate: FrameRate
    public var fileExtension: String
    public var metadata: [String: String]
    /// A track that players show on demand.
    public var captions: CaptionTrack?
    public var chapters: [Chapter]?
    /// A packet of XMP that says what the film is, for MP4 and MOV.
    public var xmp: String?

    public init(
        segments: [Segment], sound: Blob, samples: Int, sampleRate: Int, rate: FrameRate, fileExtension: String, metadata: [String: String],
        captions: CaptionTrack? = nil, chapters: [Chapter]? = nil, xmp: String? = nil
    ) {
        self.segments = segments
        self.sound = sound
        self.samples = samples
        self.sampleRate = sampleRate
        self.rate = rate
        self.fileExtension = fileExtension
        self.metadata = metadata
        self.captions = captions
        self.chapters = chapters
        self.xmp = xmp
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
