public import Content
public import Editorial
public import Execution
public import Timebase

/// A few seconds of the film as a picture that moves, without sound and without end.
public struct AnimationRecipe: Recipe {
    public static let kind = "animation"
    public static let version = 1

    public enum Format: String, Hashable, Sendable, Codable { case gif, webp }

    public struct Segment: Hashable, Sendable, Codable {
        public var blob: Blob
        public var frames: Int
        public init(blob: Blob, frames: Int) { (self.blob, self.frames) = (blob, frames) }
    }

    public var segments: [Segment]
    public var format: Format
    /// Of the segments; every `step`th frame is shown.
    public var rate: FrameRate
    public var step: Int
    public var size: PictureSize

    public init(segments: [Segment], format: Format, rate: FrameRate, size: PictureSize) {
        (self.segments, self.format, self.rate, self.size) = (segments, format, rate, size)
        step = Self.step(for: rate)
    }

    /// Frames are left out until at most 15 a second are left: as many as people expect of a GIF, whose times are hundredths of a second.
    static func step(for rate: FrameRate) -> Int { max(1, Int((rate.doubleValue / 15).rounded(.up))) }

    public var inputs: [Blob] { segments.map(\.blob) }

    public struct Output: JobOutput {
        public var animation: Blob
        public var frames: Int
        public var blobs: [Blob] { [animation] }

        package init(animation: Blob, frames: Int) { (self.animation, self.frames) = (animation, frames) }
    }
}
