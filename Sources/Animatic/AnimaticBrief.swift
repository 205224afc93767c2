/// What an animatic clip is to show: the words, the seed that chooses among compositions, the raster and the length.
public struct AnimaticBrief: Hashable, Sendable, Codable {
    /// What the picture shows, in plain words.
    public var prompt: String
    /// What it must not show.
    public var negative: String?
    /// Chooses the composition: the same brief gives the same bytes, another seed another picture of the same prompt.
    public var seed: UInt64
    /// Even, 64 to 1920 pixels (36 is enough for one of the two sides).
    public var width: Int
    public var height: Int
    public var framesPerSecond: Double
    /// How many frames the clip has: camera moves are spread over them.
    public var frames: Int
    /// Lines burnt into a strip at the bottom, separated by `\n`; nil for none.
    public var slate: String?

    public init(
        prompt: String, negative: String? = nil, seed: UInt64, width: Int = 640, height: Int = 360, framesPerSecond: Double = 24,
        frames: Int = 96, slate: String? = nil
    ) {
        self.prompt = prompt
        self.negative = negative
        self.seed = seed
        self.width = width
        self.height = height
        self.framesPerSecond = framesPerSecond
        self.frames = frames
        self.slate = slate
    }
}
