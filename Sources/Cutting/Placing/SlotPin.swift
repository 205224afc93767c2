public import Editorial
public import Timebase

/// What is set by hand for one slot: the take, and perhaps its frames.
public struct SlotPin: Hashable, Sendable {
    public var take: String
    /// The frame of the take with which the clip begins.
    public var source: Int?
    public var speed: Rational?
    public var ramp: SpeedRamp?
    /// As the take's shot has it when nil, and no speed is set either.
    public var isReversed: Bool?

    public init(take: String, source: Int? = nil, speed: Rational? = nil, ramp: SpeedRamp? = nil, isReversed: Bool? = nil) {
        (self.take, self.source, self.speed, self.ramp, self.isReversed) = (take, source, speed, ramp, isReversed)
    }

    /// Seconds within which a slot and what was set for it are the same stretch; less than a frame of 60 a second.
    static let near = 0.015

    /// The pins of slots, by the slots' numbers: of those that cover a slot exactly.
    static func by(slots: [Slot], _ edits: CutEdits) -> [Int: SlotPin] {
        var pins: [Int: SlotPin] = [:]
        for pin in edits.pins {
            guard let slot = slots.first(where: { abs($0.start - pin.start) < near && abs($0.end - pin.end) < near }) else { continue }
            pins[slot.number] = SlotPin(take: pin.take, source: pin.source, speed: pin.speed, ramp: pin.ramp, isReversed: pin.isReversed)
        }
        return pins
    }

    /// Sets the frames to those asked for, or as near as the take allows: a take that ends too early starts earlier, and one that is too short
    /// is slowed. What a person sets may lie outside of what was measured to be usable.
    /// - Parameter asked: how the take's shot wants it.
    func set(_ point: inout InPoint, _ candidate: Candidate, length: Int, rate: FrameRate, asked: Retiming) {
        guard let source else { return }
        let ratio = candidate.rate.framesPerSecond / rate.framesPerSecond
        let isReversed = isReversed ?? (speed == nil && asked.isReversed)
        var (speed, ramp) = (speed ?? asked.speed, ramp)
        func needed() -> Int {
            let frames = ramp.map { $0.seconds(at: length - 1) * candidate.rate.framesPerSecond } ?? Rational(Int64(length - 1)) * ratio * speed
            return Int(frames.floor) + 1
        }
        if needed() > candidate.frames {
            (speed, ramp) = (Rational(Int64(candidate.frames), Int64(length)) / ratio, nil)
        }
        let count = needed()
        let first = isReversed ? candidate.frames - 1 - source : source
        let start = min(max(0, first), candidate.frames - count)
        point = InPoint(
            source: FrameRange(start: isReversed ? candidate.frames - start - count : start, count: count), speed: speed, ramp: ramp,
            isReversed: isReversed, accent: point.accent)
    }
}
