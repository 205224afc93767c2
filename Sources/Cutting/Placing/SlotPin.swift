public import Editorial
public import Timebase

/// What is set by hand for one slot: the take, and perhaps its frames.
public struct SlotPin: Hashable, Sendable {
    public var take: String
    public var source: Int?
    public var speed: Rational?

    public init(take: String, source: Int? = nil, speed: Rational? = nil) { (self.take, self.source, self.speed) = (take, source, speed) }

    /// The pins of slots, by the slots' numbers: of those that cover a slot exactly.
    static func by(slots: [Slot], _ edits: CutEdits) -> [Int: SlotPin] {
        var pins: [Int: SlotPin] = [:]
        for pin in edits.pins {
            guard let slot = slots.first(where: { abs($0.start - pin.start) < 0.02 && abs($0.end - pin.end) < 0.02 }) else { continue }
            pins[slot.number] = SlotPin(take: pin.take, source: pin.source, speed: pin.speed)
        }
        return pins
    }

    /// Sets the frames to those asked for, or as near as the take allows: a take that ends too early starts earlier, and one that is too short
    /// is slowed. What a person sets may lie outside of what was measured to be usable.
    func set(_ point: inout InPoint, _ candidate: Candidate, length: Int, rate: FrameRate) {
        guard let source else { return }
        let ratio = candidate.rate.framesPerSecond / rate.framesPerSecond
        func needed(_ speed: Rational) -> Int { Int((Rational(Int64(length - 1)) * ratio * speed).floor) + 1 }
        var speed = speed ?? Rational(1)
        if needed(speed) > candidate.frames { speed = Rational(Int64(candidate.frames), Int64(length)) / ratio }
        let start = min(max(0, source), candidate.frames - needed(speed))
        point.source = FrameRange(start: start, count: needed(speed))
        point.speed = speed
    }
}
