public import Content
public import Editorial
public import Execution
import Timebase

/// Tries encoders on a picture, or a moment of silence, before much is asked of them. What this machine has may change from one run to the next
/// while the key stays the same, so that a result is used once.
public struct EncodersRecipe: Recipe {
    public static let kind = "encoders"
    public static let version = 1

    public struct Trial: Hashable, Sendable, Codable {
        public var encoding: PictureEncoding
        public var format: PictureFormat
        public init(encoding: PictureEncoding, format: PictureFormat) { (self.encoding, self.format) = (encoding, format) }
    }

    public var pictures: [Trial]
    public var sounds: [SoundCodec]

    public init(pictures: [Trial] = [], sounds: [SoundCodec] = []) { (self.pictures, self.sounds) = (pictures, sounds) }

    public var inputs: [Blob] { [] }

    public struct Output: JobOutput {
        /// Why each would not do, in their order; nil for those that do.
        public var pictures: [String?]
        public var sounds: [String?]
        public var blobs: [Blob] { [] }

        package init(pictures: [String?], sounds: [String?]) { (self.pictures, self.sounds) = (pictures, sounds) }
    }
}
