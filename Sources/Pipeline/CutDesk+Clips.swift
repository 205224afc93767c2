import Cutting
public import Editorial
public import Pool
import Timebase

extension CutDesk {
    /// The slots keep their clips, frame by frame, whatever is planned anew.
    public mutating func lock(_ numbers: [Int]) throws -> Change {
        var edits = edits
        for number in numbers {
            let clip = try clip(number)
            edits = try pinning(number, edits) { slot, old in
                CutEdits.Pin(start: slot.start + filmStart, end: slot.end + filmStart, clip: clip, instead: old?.instead ?? [])
            }
        }
        return try apply(edits, "lock \(Self.names(numbers))")
    }

    /// What was set by hand about the slots is forgotten; their clips stay until something else takes their place.
    public mutating func unlock(_ numbers: [Int]) throws -> Change {
        var edits = edits
        var found = false
        for number in numbers where try pin(number) != nil {
            edits = try pinning(number, edits) { _, _ in nil }
            found = true
        }
        guard found else { throw Refusal("nothing is set by hand in \(Self.names(numbers)); 'mv cut show' marks what is") }
        return try apply(edits, "unlock \(Self.names(numbers))")
    }

    /// Two slots exchange their clips.
    public mutating func swap(_ number: Int, with other: Int) throws -> Change {
        guard number != other else { throw Refusal("slot \(number) cannot change places with itself") }
        try refuseLocked([number, other])
        let (first, second) = (try clip(number), try clip(other))
        var edits = try setting(number, to: second.take, second.shot, edits, instead: nil)
        edits = try setting(other, to: first.take, first.shot, edits, instead: nil)
        return try apply(edits, "swap slots \(number) and \(other)")
    }

    /// A slot shows another take; where that one stood, if it did, the one that was here stands then.
    /// - Parameter from: frame of the take to start at; chosen when nil.
    public mutating func swap(_ number: Int, to take: TakeRecord, from source: Int? = nil) throws -> Change {
        let (edits, what) = try swapping(number, to: take, from: source)
        return try apply(edits, what)
    }

    /// The clip as `swap` would place it: nothing is changed.
    public func trying(_ take: TakeRecord, in number: Int) throws -> Clip {
        let edits = try swapping(number, to: take, from: nil).edits
        guard let clip = try planned(edits, following: cut.timeline).timeline.clips.first(where: { $0.slot == number }) else {
            throw Refusal("slot \(number) would have no clip of its own")
        }
        return clip
    }

    private func swapping(_ number: Int, to take: TakeRecord, from source: Int?) throws -> (edits: CutEdits, what: String) {
        try refuseLocked([number])
        let old = try clip(number)
        let name = "\(take.id.prefix(8)) of '\(take.shot)'"
        if take.verdict.state == .reject {
            throw Refusal(
                "take \(name) is rejected\(take.verdict.reason.map { " (\($0))" } ?? ""); 'mv pool unset \(take.id.prefix(8))' takes that back"
            )
        }
        guard take.broken == nil, let frames = take.facts?.frames, frames > 0, take.state != .archived else {
            throw Refusal(
                "take \(name) cannot be shown: \(take.broken ?? (take.state == .archived ? "it is archived" : "it has no frames"))")
        }
        guard take.scores != nil else {
            throw Refusal("take \(name) was not measured yet; 'mv build --until scores' does that")
        }
        if let source, !(0..<frames).contains(source) {
            throw Refusal("take \(name) has frames 0 to \(frames - 1), so it cannot start at \(source)")
        }
        guard old.take != take.id else { throw Refusal("slot \(number) shows \(name) already; 'mv cut slip' moves its frames") }
        let what = "swap \(number): \(old.take.prefix(8)) for \(take.id.prefix(8))"
        if let elsewhere = cut.timeline.clips.first(where: { $0.take == take.id }) {
            try refuseLocked([elsewhere.slot])
            var edits = try setting(number, to: take.id, elsewhere.shot, edits, instead: nil, source: source)
            edits = try setting(elsewhere.slot, to: old.take, old.shot, edits, instead: nil)
            return (edits, what + ", which changes places with it from slot \(elsewhere.slot)")
        }
        return (try setting(number, to: take.id, take.shot, edits, instead: old.take, source: source), what)
    }

    /// The slot shows later frames of its take, or earlier ones for a negative number; it is locked by that.
    public mutating func slip(_ number: Int, by frames: Int) throws -> Change {
        let clip = try clip(number)
        let take = try take(clip.take)
        let start = clip.source.start + frames
        let there = take.facts?.frames ?? clip.source.end
        let last = max(0, there - clip.source.count)
        guard frames != 0 else { throw Refusal("0 frames are no change") }
        guard (0...last).contains(start) else {
            let shown =
                "slot \(number) shows frames \(clip.source.start) to \(clip.source.end - 1) of the \(there) of \(clip.take.prefix(8))"
            throw Refusal("\(shown): it can move by \(-clip.source.start) to \(max(0, last - clip.source.start))")
        }
        let edits = try pinning(number, edits) { slot, old in
            CutEdits.Pin(
                start: slot.start + filmStart, end: slot.end + filmStart, clip: clip, source: clip.firstFrame + frames,
                instead: old?.instead ?? [])
        }
        return try apply(edits, "slip \(number) by \(frames) frames")
    }

    private func setting(
        _ number: Int, to take: String, _ shot: String, _ edits: CutEdits, instead: String?, source: Int? = nil
    ) throws -> CutEdits {
        try pinning(number, edits) { slot, old in
            let gone = (old?.instead ?? []) + (instead.map { [$0] } ?? [])
            return CutEdits.Pin(
                start: slot.start + filmStart, end: slot.end + filmStart, take: take, shot: shot, source: source,
                instead: gone.filter { $0 != take })
        }
    }

    func refuseLocked(_ numbers: [Int]) throws {
        for number in numbers where try pin(number)?.isLocked == true {
            throw Refusal("slot \(number) is locked; 'mv cut unlock \(number)' first")
        }
    }

    static func names(_ numbers: [Int]) -> String {
        guard numbers.count > 1 else { return "slot \(numbers.first ?? 0)" }
        let sorted = numbers.sorted()
        if let first = sorted.first, let last = sorted.last, last - first == sorted.count - 1 { return "slots \(first)-\(last)" }
        return "slots " + sorted.map(String.init).joined(separator: ", ")
    }
}
