public import Content
public import Timebase

/// Frames of one take as a segment shows them.
public struct SourceRun: Hashable, Sendable, Codable {
    public var take: Blob
    /// Frame of the take shown at offset 0.
    public var start: Int
    /// The take's own rate.
    public var rate: FrameRate
    /// Seconds of the take per second of film.
    public var speed: Rational
    /// Film frames already shown by an earlier segment: a dissolve's tail goes on where its clip stopped.
    public var offset: Int

    public init(take: Blob, start: Int, rate: FrameRate, speed: Rational = Rational(1), offset: Int = 0) {
        self.take = take
        self.start = start
        self.rate = rate
        self.speed = speed
        self.offset = offset
    }

    /// The take's frame on screen at a frame of the segment.
    package func sourceFrame(at frame: Int, filmRate: FrameRate) -> Int {
        let seconds = Rational(Int64(frame + offset)) / filmRate.framesPerSecond * speed
        return start + Int((seconds * rate.framesPerSecond).floor)
    }
}
