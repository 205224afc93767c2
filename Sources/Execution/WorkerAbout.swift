/// What a worker says of itself when asked: `mv-worker --about` prints it as JSON.
public struct WorkerAbout: Hashable, Sendable, Codable {
    /// Versions that are part of every key, since they change what comes out: `["libavcodec": "59.37.100", …]`.
    public var tools: [String: String]
    /// The licence its build of libav is under.
    public var licence: String
    /// Encoders and decoders we need and that build lacks.
    public var missingCodecs: [String]
    /// What keeps it from doing more than it should, in words.
    public var fence: String

    public init(tools: [String: String], licence: String, missingCodecs: [String], fence: String) {
        (self.tools, self.licence, self.missingCodecs, self.fence) = (tools, licence, missingCodecs, fence)
    }
}
