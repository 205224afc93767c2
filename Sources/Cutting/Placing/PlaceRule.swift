import Editorial
import Timebase

/// Which slots a shot's `place` allows.
struct PlaceRule {
    let slots: [Slot]

    struct Answer {
        /// One for each slot.
        var allowed: [Bool]
        /// What could not be met, in words.
        var warning: String?
    }

    /// A slot is inside a range of bars, beats or seconds when it starts there; when none does, when it is sounding there.
    /// A place that no slot fits is not heeded, and said so.
    /// - Parameter takes: how many takes the shot has in the film: so many slots count as first or last.
    func answer(for shot: Shot, takes: Int) -> Answer {
        guard let place = shot.place else { return Answer(allowed: slots.map { _ in true }) }
        for test in [startsIn, soundsIn] {
            let allowed = slots.indices.map { index in
                if place.first, index >= takes { return false }
                if place.last, index < slots.count - takes { return false }
                return inSection(index, place) && test(index, place)
            }
            if allowed.contains(true) { return Answer(allowed: allowed) }
        }
        return Answer(allowed: slots.map { _ in true }, warning: "shot '\(shot.id)' cannot be placed as asked: \(reason(place))")
    }

    private func inSection(_ index: Int, _ place: Place) -> Bool {
        let (label, role) = (slots[index].section, slots[index].role)
        return place.sections.isEmpty || place.sections.contains { $0 == label || $0.lowercased() == role?.lowercased() }
    }

    private func startsIn(_ index: Int, _ place: Place) -> Bool {
        let slot = slots[index]
        return place.bars?.contains(max(1, slot.bar)) ?? true && place.beats?.contains(max(1, slot.beatInSong)) ?? true
            && place.time.map { $0.lowerBound - 1e-3 <= slot.start && slot.start <= $0.upperBound + 1e-3 } ?? true
            && place.moments.map { Self.begins(slot, in: $0) } ?? true
    }

    /// A cut on the beat beside an address is a cut at it. What begins where a stretch ends does not belong to it.
    private static func begins(_ slot: Slot, in moments: ClosedRange<Double>) -> Bool {
        guard moments.upperBound > moments.lowerBound else { return abs(slot.start - moments.lowerBound) <= near }
        return slot.start >= moments.lowerBound - near && slot.start < moments.upperBound - near
    }

    private static let near = 0.06

    private func soundsIn(_ index: Int, _ place: Place) -> Bool {
        let slot = slots[index]
        let next = index + 1 < slots.count ? slots[index + 1] : nil
        let lastBar = next.map { max(slot.bar, $0.beat == 1 ? $0.bar - 1 : $0.bar) } ?? .max
        let lastBeat = next.map { max(slot.beatInSong, $0.beatInSong - 1) } ?? .max
        return place.bars?.overlaps(slot.bar...max(slot.bar, lastBar)) ?? true
            && place.beats?.overlaps(slot.beatInSong...max(slot.beatInSong, lastBeat)) ?? true
            && place.time.map { $0.lowerBound < slot.end && slot.start < $0.upperBound } ?? true
            && place.moments.map { $0.lowerBound < slot.end && (slot.start < $0.upperBound || slot.start == $0.lowerBound) } ?? true
    }

    private func reason(_ place: Place) -> String {
        if !place.sections.isEmpty, !slots.indices.contains(where: { inSection($0, place) }) {
            var there: [String] = []
            for slot in slots where slot.opensSection {
                let name = slot.role.map { "\(slot.section) (\($0))" } ?? slot.section
                if !there.contains(name) { there.append(name) }
            }
            let has = there.isEmpty ? "no sections" : Wording.list(there, atMost: 12)
            return "it wants section \(Wording.list(place.sections)), and the song has \(has)"
        }
        return "no slot meets all conditions of its place; loosen them, or see the slots with `mv plan`"
    }
}
