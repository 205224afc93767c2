public import Editorial
import Recipes
public import Timebase

/// A take conformed as a whole, with its handles: which of its frames each frame of the file shows.
///
/// Frame `lead` of the file shows `start`, the frames after it those that the film shows there, so that a take of another rate is cut at the same
/// frames as in the film.
public struct BakedTake: Hashable, Sendable, Codable {
    public var take: String
    public var shot: String
    /// A frame of the take, and how many frames of the file come before the one that shows it.
    public var start: Int
    public var lead: Int
    /// Of the file.
    public var frames: Int
    public var rate: FrameRate
    public var speed: Rational
    public var ramp: SpeedRamp?
    public var isReversed: Bool
    /// The frame of the take on which the picture comes to stand.
    public var last: Int?

    /// A clip's take around the clip.
    ///
    /// - Parameters:
    ///   - tail: frames of the film for which it is seen after its end.
    ///   - frames: of the take.
    public init(_ clip: Clip, tail: Int, takeFrames frames: Int, filmRate: FrameRate) {
        (take, shot, rate, speed, ramp, isReversed) = (clip.take, clip.shot, clip.sourceRate, clip.speed, clip.ramp, clip.isReversed)
        (start, last) = (clip.firstFrame, clip.lastUsable)
        let seen = clip.record.count + tail
        // Frames of the take for each frame of the file.
        let step = speed * rate.framesPerSecond / filmRate.framesPerSecond
        let (behind, ahead) = isReversed ? (frames - 1 - start, start + 1) : (start, frames - start)
        // A ramp and a standing picture are made for their clip: nothing lies around it.
        lead = ramp != nil ? 0 : max(0, Int((Rational(Int64(behind)) / step).floor))
        let after = -Int((Rational(Int64(-ahead)) / step).floor)
        self.frames = lead + (ramp != nil || last != nil ? seen : max(seen, after))
    }

    /// A take as it was shot, from its first frame to its last.
    public init(take: String, shot: String, frames: Int, rate: FrameRate, filmRate: FrameRate) {
        (self.take, self.shot, self.rate, speed, ramp, isReversed) = (take, shot, rate, Rational(1), nil, false)
        (start, lead, last) = (0, 0, nil)
        self.frames = -Int((Rational(Int64(-frames)) * filmRate.framesPerSecond / rate.framesPerSecond).floor)
    }

    /// The take's frame that a frame of the file shows.
    public func takeFrame(at frame: Int, filmRate: FrameRate) -> Int {
        let offset = frame - lead
        let seconds = ramp?.seconds(at: offset) ?? Rational(Int64(offset)) / filmRate.framesPerSecond * speed
        let steps = Int((seconds * rate.framesPerSecond).floor)
        let found = isReversed ? start - steps : start + steps
        return last.map { isReversed ? max(found, $0) : min(found, $0) } ?? found
    }

    /// Whether it is the take's own frames, one after the other.
    public func isPlain(at filmRate: FrameRate) -> Bool {
        speed == Rational(1) && ramp == nil && !isReversed && last == nil && rate == filmRate
    }

    /// What was done to it besides conforming; nil where nothing was.
    public var words: String? {
        var words: [String] = []
        if let ramp {
            words.append("a ramp over \(ramp.knots.count - 1) stretches, \(speed)x in the mean")
        } else if speed != Rational(1) {
            words.append("\(speed)x its speed")
        }
        if isReversed { words.append("backwards") }
        if let last { words.append("standing still after frame \(last)") }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }
}
