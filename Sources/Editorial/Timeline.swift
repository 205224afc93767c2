public import Timebase

/// A stretch of the film that needs a picture, with its musical address.
public struct Slot: Hashable, Sendable, Codable {
    /// 1-based, in order of time.
    public var number: Int
    public var record: FrameRange
    /// Seconds of the film; exact beat times, of which `record` is the rounding.
    public var start: Double
    public var end: Double
    /// Bar and beat at the start, 1-based; 0 where the grid has none.
    public var bar: Int
    public var beat: Int
    /// Number of the beat in the whole grid, 1-based.
    public var beatInSong: Int
    public var section: String
    public var role: String?
    /// True when the slot opens a section.
    public var opensSection: Bool
    /// Mean energy of the song in it, 0 to 1.
    public var energy: Double

    public init(
        number: Int, record: FrameRange, start: Double, end: Double, bar: Int, beat: Int, beatInSong: Int, section: String, role: String?,
        opensSection: Bool, energy: Double
    ) {
        self.number = number
        self.record = record
        self.start = start
        self.end = end
        self.bar = bar
        self.beat = beat
        self.beatInSong = beatInSong
        self.section = section
        self.role = role
        self.opensSection = opensSection
        self.energy = energy
    }
    public var seconds: Double { end - start }
}

/// A take placed.
public struct Clip: Hashable, Sendable, Codable {
    public var slot: Int
    public var take: String
    public var shot: String
    /// Frames of the take, at the take's own rate.
    public var source: FrameRange
    public var sourceRate: FrameRate
    /// Frames of the film.
    public var record: FrameRange
    /// Seconds of source shown per second of film: 1 as shot, below 1 slowed, because the take is short or to land a hit.
    public var speed: Rational
    /// How the clip before gives way to it; a cut when nil.
    public var transition: Transition?
    /// Its speed where that changes inside it; `speed` is then the mean.
    public var ramp: SpeedRamp?
    /// Whether the take's frames are shown from the last of `source` to the first.
    public var isReversed: Bool
    /// The frame of the take on which the picture comes to stand: no usable one follows it. Nil where the clip, and the transition after it,
    /// never get there.
    public var lastUsable: Int?

    /// The frame of the take with which it begins.
    public var firstFrame: Int { isReversed ? source.end - 1 : source.start }

    /// Film frames of the clip before that are still seen after the cut.
    public var overlap: Int { transition.map { $0.kind.overlaps ? $0.frames : 0 } ?? 0 }

    public init(
        slot: Int, take: String, shot: String, source: FrameRange, sourceRate: FrameRate, record: FrameRange, speed: Rational = Rational(1),
        transition: Transition? = nil, ramp: SpeedRamp? = nil, isReversed: Bool = false, lastUsable: Int? = nil
    ) {
        self.lastUsable = lastUsable
        self.ramp = ramp
        self.isReversed = isReversed
        self.slot = slot
        self.take = take
        self.shot = shot
        self.source = source
        self.sourceRate = sourceRate
        self.record = record
        self.speed = speed
        self.transition = transition
    }

    private enum CodingKeys: String, CodingKey {
        case slot, take, shot, source, sourceRate, record, speed, transition, dissolve, ramp, isReversed = "reversed", lastUsable = "last"
    }

    /// Cuts of earlier versions know dissolves alone, as a number of frames.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        slot = try values.decode(Int.self, forKey: .slot)
        take = try values.decode(String.self, forKey: .take)
        shot = try values.decode(String.self, forKey: .shot)
        source = try values.decode(FrameRange.self, forKey: .source)
        sourceRate = try values.decode(FrameRate.self, forKey: .sourceRate)
        record = try values.decode(FrameRange.self, forKey: .record)
        speed = try values.decode(Rational.self, forKey: .speed)
        transition = try values.decodeIfPresent(Transition.self, forKey: .transition)
        ramp = try values.decodeIfPresent(SpeedRamp.self, forKey: .ramp)
        isReversed = try values.decodeIfPresent(Bool.self, forKey: .isReversed) ?? false
        lastUsable = try values.decodeIfPresent(Int.self, forKey: .lastUsable)
        if transition == nil, let frames = try values.decodeIfPresent(Int.self, forKey: .dissolve), frames > 0 {
            transition = Transition(.dissolve, frames: frames)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(slot, forKey: .slot)
        try values.encode(take, forKey: .take)
        try values.encode(shot, forKey: .shot)
        try values.encode(source, forKey: .source)
        try values.encode(sourceRate, forKey: .sourceRate)
        try values.encode(record, forKey: .record)
        try values.encode(speed, forKey: .speed)
        try values.encodeIfPresent(transition, forKey: .transition)
        try values.encodeIfPresent(ramp, forKey: .ramp)
        if isReversed { try values.encode(true, forKey: .isReversed) }
        try values.encodeIfPresent(lastUsable, forKey: .lastUsable)
    }

    /// The take's frame on screen for frame `offset` of the clip (0-based; past the end for a transition's tail).
    public func sourceFrame(at offset: Int, recordRate: FrameRate) -> Int {
        let seconds = ramp?.seconds(at: offset) ?? Rational(Int64(offset)) / recordRate.framesPerSecond * speed
        let frames = Int((seconds * sourceRate.framesPerSecond).floor)
        if isReversed { return max(firstFrame - frames, lastUsable ?? .min) }
        return min(firstFrame + frames, lastUsable ?? .max)
    }
}

/// Clips end to end on one picture track, the song under it.
public struct Timeline: Hashable, Sendable, Codable {
    public var format: PictureFormat
    /// Length of the film.
    public var frames: Int
    public var clips: [Clip]
    public var fadeInFrames: Int
    public var fadeOutFrames: Int
    /// What people should know of the cut: slots that show their neighbour's picture, clips slowed to less than half, places that
    /// could not be kept.
    public var warnings: [String]
    /// What the clips were ordered by; nil in timelines of earlier versions.
    public var order: EditSpec.Order?
    /// How clips lead into each other; nil in timelines of earlier versions.
    public var continuity: EditSpec.Continuity?

    public init(
        format: PictureFormat, frames: Int, clips: [Clip], fadeInFrames: Int = 0, fadeOutFrames: Int = 0, warnings: [String] = [],
        order: EditSpec.Order? = nil, continuity: EditSpec.Continuity? = nil
    ) {
        self.format = format
        self.frames = frames
        self.clips = clips
        self.fadeInFrames = fadeInFrames
        self.fadeOutFrames = fadeOutFrames
        self.warnings = warnings
        self.order = order
        self.continuity = continuity
    }

    /// True when the clips cover every frame once, in order.
    public var isContinuous: Bool {
        var next = 0
        for clip in clips {
            guard clip.record.start == next, !clip.record.isEmpty else { return false }
            next = clip.record.end
        }
        return next == frames
    }
}
