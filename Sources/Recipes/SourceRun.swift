public import Content
public import Editorial
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
    /// Its speed where that changes.
    public var ramp: SpeedRamp?
    /// Whether it runs backwards from `start`; nil when not.
    public var isReversed: Bool?
    /// The frame of the take on which the picture comes to stand; nil where it does not get there.
    public var last: Int?
    /// How its pictures are shown; nil when plainly.
    public var style: ClipStyle?

    var inputs: [Blob] { [take] + (style?.grade?.lut.map { [$0] } ?? []) }

    public init(
        take: Blob, start: Int, rate: FrameRate, speed: Rational = Rational(1), offset: Int = 0, ramp: SpeedRamp? = nil,
        isReversed: Bool = false, last: Int? = nil, style: ClipStyle = .plain
    ) {
        self.last = last
        self.ramp = ramp
        self.isReversed = isReversed ? true : nil
        self.style = style == .plain ? nil : style
        self.take = take
        self.start = start
        self.rate = rate
        self.speed = speed
        self.offset = offset
    }

    /// The take's frame on screen at a frame of the segment.
    package func sourceFrame(at frame: Int, filmRate: FrameRate) -> Int {
        number(Int(sourceFrames(at: frame, filmRate: filmRate).floor))
    }

    /// The take's frame that is shown after so many others.
    package func number(_ step: Int) -> Int { isReversed == true ? start - step : start + step }

    /// Frames of the take, and parts of one, that lie between the first one shown and what is seen at a frame of the segment.
    package func sourceFrames(at frame: Int, filmRate: FrameRate) -> Rational {
        let seconds = ramp?.seconds(at: frame + offset) ?? Rational(Int64(frame + offset)) / filmRate.framesPerSecond * speed
        let frames = seconds * rate.framesPerSecond
        return lastStep.map { min(frames, Rational(Int64($0))) } ?? frames
    }

    /// How many frames are shown before the one on which the picture comes to stand.
    package var lastStep: Int? { last.map { abs($0 - start) } }

    /// The frame of the segment, and part of one, at which as many frames of the take were shown.
    package func frame(showing step: Int, filmRate: FrameRate) -> Rational {
        let seconds = Rational(Int64(step)) / rate.framesPerSecond
        return (ramp?.offset(showing: seconds) ?? seconds / speed * filmRate.framesPerSecond) - Rational(Int64(offset))
    }

    /// What is seen at a frame of the segment: a frame of the take, counted from the first one shown, and 256ths of the one after it.
    package func mixture(at frame: Int, filmRate: FrameRate) -> (step: Int, weight: Int) {
        let position = sourceFrames(at: frame, filmRate: filmRate)
        let parts = Int((position * Rational(256)).rounded)
        return (parts / 256, parts % 256)
    }
}
