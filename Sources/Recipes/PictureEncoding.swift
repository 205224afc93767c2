public import Editorial

/// How pictures are encoded: all of it is in the key, since all of it changes the picture.
public struct PictureEncoding: Hashable, Sendable, Codable {
    public var codec: PictureCodec
    /// In the encoder's own words and numbers; empty and nil for codecs that have none.
    public var preset: String
    public var quality: Int?
    /// Of the encoder.
    public var threads: Int
    /// The processor of pictures that encodes; nil for the codec's usual encoder.
    public var hardware: DeliverableSpec.Hardware?
    /// Most frames between key frames; those of five seconds when nil.
    public var keyFrames: Int?

    public init(
        codec: PictureCodec = .h264, preset: String = "medium", quality: Int? = 18, threads: Int = 1, hardware: DeliverableSpec.Hardware? = nil,
        keyFrames: Int? = nil
    ) {
        (self.codec, self.preset, self.quality, self.threads, self.hardware) = (codec, preset, quality, threads, hardware)
        self.keyFrames = keyFrames
    }

    /// - Parameter hardware: what really encodes, whatever the deliverable asks for.
    public init(_ deliverable: DeliverableSpec, hardware: DeliverableSpec.Hardware? = nil) {
        let codec = deliverable.codec
        self.init(
            codec: codec, preset: codec.quality == nil ? "" : deliverable.preset, quality: codec.quality.map { deliverable.crf ?? $0.usual },
            hardware: hardware)
    }

    /// What a segment is kept in until the film is joined.
    public var fileExtension: String { codec == .prores || codec == .dnxhr ? "mov" : "mp4" }
}
