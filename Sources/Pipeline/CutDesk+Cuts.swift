import Cutting
import Editorial
import Timebase

/// Changes of where the picture changes. All cuts stay where they are from then on, until `replan`.
extension CutDesk {
    /// The cut at which a slot starts goes to another time.
    /// - Parameter time: second of the film.
    public mutating func move(_ number: Int, to time: Double) throws -> Change {
        let slot = try slot(number)
        guard number > 1 else { throw Refusal("slot 1 starts with the film: its start cannot be moved") }
        let before = try self.slot(number - 1)
        try refuseLocked([number - 1, number])
        let time = onBeat(time)
        try refuseTooShort(from: before.start, to: time, "slot \(number - 1)")
        try refuseTooShort(from: time, to: slot.end, "slot \(number)")
        var edits = edits
        for index in edits.pins.indices {
            if abs(edits.pins[index].end - filmStart - slot.start) < CutEdits.near { edits.pins[index].end = time + filmStart }
            if abs(edits.pins[index].start - filmStart - slot.start) < CutEdits.near { edits.pins[index].start = time + filmStart }
        }
        edits.bounds = bounds.map { abs($0 - filmStart - slot.start) < 1e-6 ? time + filmStart : $0 }
        return try apply(edits, "move the start of slot \(number) from \(ClockTime.text(slot.start)) to \(ClockTime.text(time))")
    }

    /// The cut at which a slot starts goes so many beats later, or earlier for a negative number.
    public mutating func move(_ number: Int, beats: Int) throws -> Change {
        let slot = try slot(number)
        guard !beatTimes.isEmpty else { throw Refusal("the song has no beats to move by; give a time: --to 1:02.5") }
        let near = beatTimes.indices.min { abs(beatTimes[$0] - slot.start) < abs(beatTimes[$1] - slot.start) } ?? 0
        guard beatTimes.indices.contains(near + beats) else { throw Refusal("the song ends before that") }
        return try move(number, to: beatTimes[near + beats])
    }

    /// A slot becomes two: the first shows what the slot showed, the second another take.
    /// - Parameter time: second of the film; the beat nearest to the middle when nil, a downbeat if one is near.
    public mutating func split(_ number: Int, at time: Double?) throws -> Change {
        let slot = try slot(number)
        try refuseLocked([number])
        _ = try clip(number)
        let middle = (slot.start + slot.end) / 2
        let inside = beatTimes.filter { $0 > slot.start + CutEdits.near && $0 < slot.end - CutEdits.near }
        let time = onBeat(time ?? inside.min { abs($0 - middle) < abs($1 - middle) } ?? middle)
        guard time > slot.start, time < slot.end else {
            throw Refusal(
                "\(ClockTime.text(time)) is not inside slot \(number), which goes from \(ClockTime.text(slot.start)) to \(ClockTime.text(slot.end))"
            )
        }
        try refuseTooShort(from: slot.start, to: time, "its first part")
        try refuseTooShort(from: time, to: slot.end, "its second part")
        var edits = edits
        for index in edits.pins.indices where abs(edits.pins[index].start - filmStart - slot.start) < CutEdits.near {
            edits.pins[index].end = time + filmStart
        }
        edits.bounds = (bounds + [time + filmStart]).sorted()
        return try apply(edits, "split slot \(number) at \(ClockTime.text(time))")
    }

    /// A slot and the one after it become one that shows the clip of the first.
    public mutating func join(_ number: Int) throws -> Change {
        let (slot, clip) = (try slot(number), try clip(number))
        guard number < cut.slots.count else { throw Refusal("slot \(number) is the last: there is none after it to join") }
        let next = try self.slot(number + 1)
        try refuseLocked([number, number + 1])
        let gone = cut.timeline.clips.first { $0.slot == number + 1 }
        var edits = try pinning(number + 1, edits) { _, _ in nil }
        edits = try pinning(number, edits) { _, old in
            CutEdits.Pin(
                start: slot.start + filmStart, end: next.end + filmStart, take: clip.take, shot: clip.shot,
                instead: (old?.instead ?? []) + (gone.map { [$0.take] } ?? []))
        }
        edits.bounds = bounds.filter { abs($0 - filmStart - next.start) > 1e-6 }
        return try apply(edits, "join slots \(number) and \(number + 1)")
    }

    /// Cuts and clips are planned anew around what is locked; what was only swapped in goes too.
    public mutating func replan() throws -> Change {
        let locked = CutEdits(pins: edits.pins.filter(\.isLocked))
        let planned = try planned(locked, following: nil)
        guard locked != edits || planned.timeline.clips != cut.timeline.clips || planned.slots != cut.slots else {
            throw Refusal("planned anew, the cut is the same: nothing was changed")
        }
        return try apply(locked, "plan anew", following: nil, parent: cut.version)
    }

    var beatTimes: [Double] { cut.beats }

    /// The beat that is meant by a time beside it.
    private func onBeat(_ time: Double) -> Double {
        beatTimes.min { abs($0 - time) < abs($1 - time) }.flatMap { abs($0 - time) <= CutEdits.near ? $0 : nil } ?? time
    }

    private func refuseTooShort(from start: Double, to end: Double, _ name: String) throws {
        let rate = cut.timeline.format.rate
        guard end - start >= 0.1, rate.frame(nearest: end) - rate.frame(nearest: start) >= 2 else {
            throw Refusal(
                "\(name) would go from \(ClockTime.text(start)) to \(ClockTime.text(end)): a slot lasts at least 0.1 s and 2 frames")
        }
    }
}
