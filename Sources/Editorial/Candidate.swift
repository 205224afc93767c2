public import Timebase

/// A take as the selector and the timeline builder see it.
public struct Candidate: Hashable, Sendable, Codable {
    /// The take's id: 64 hexadecimal digits.
    public var take: String
    public var shot: String
    /// Order in which the take was asked for, within its shot; 0-based.
    public var ordinal: Int
    public var frames: Int
    public var rate: FrameRate
    /// Nil when the take was not scored.
    public var scores: Scores?
    public var verdict: Verdict
    /// Why it cannot be decoded; nil for a sound file.
    public var broken: String?

    public init(
        take: String, shot: String, ordinal: Int, frames: Int, rate: FrameRate, scores: Scores?, verdict: Verdict = Verdict(),
        broken: String? = nil
    ) {
        self.take = take
        self.shot = shot
        self.ordinal = ordinal
        self.frames = frames
        self.rate = rate
        self.scores = scores
        self.verdict = verdict
        self.broken = broken
    }

    /// Frames that may be shown: the person's range before the machine's, the whole take without either.
    public var usable: FrameRange {
        let whole = FrameRange(start: 0, count: frames)
        let wanted = verdict.usable ?? scores?.usable ?? whole
        let start = min(max(0, wanted.start), frames)
        return FrameRange(start: start, count: max(0, min(wanted.end, frames) - start))
    }
    public var usableSeconds: Double { Double(usable.count) / rate.doubleValue }
}
