public import Timebase

/// What a probe found in a media file.
public struct MediaFacts: Hashable, Sendable, Codable {
    public var container: String
    public var codec: String
    public var width: Int
    public var height: Int
    public var pixelFormat: String
    public var rate: FrameRate
    /// Counted from the packets, not believed from the header.
    public var frames: Int
    public var seconds: Double
    public var hasAudio: Bool
    public var bitRate: Int
    /// Degrees clockwise a player turns the picture: 0, 90, 180 or 270.
    public var rotation: Int
    /// A C2PA manifest box was seen.
    public var hasC2PA: Bool
    /// Prompt, seed, comment and the like, as the file carries them.
    public var metadata: [String: String]

    public init(
        container: String, codec: String, width: Int, height: Int, pixelFormat: String, rate: FrameRate, frames: Int, seconds: Double,
        hasAudio: Bool, bitRate: Int, rotation: Int = 0, hasC2PA: Bool = false, metadata: [String: String] = [:]
    ) {
        self.container = container
        self.codec = codec
        self.width = width
        self.height = height
        self.pixelFormat = pixelFormat
        self.rate = rate
        self.frames = frames
        self.seconds = seconds
        self.hasAudio = hasAudio
        self.bitRate = bitRate
        self.rotation = rotation
        self.hasC2PA = hasC2PA
        self.metadata = metadata
    }
}
