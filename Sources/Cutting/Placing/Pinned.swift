import Editorial
import Timebase

/// What was set by hand, as far as it can be shown.
struct Pinned {
    /// By the slot's position.
    private(set) var pins: [Int: SlotPin] = [:]
    /// The takes that pins show.
    private(set) var takes: [String: Candidate] = [:]
    private(set) var warnings: [String] = []

    init(slots: [Slot], edits: CutEdits, candidates: [Candidate]) {
        guard !edits.pins.isEmpty else { return }
        var known: [String: Candidate] = [:]
        for candidate in candidates
        where known[candidate.take] == nil || candidate.shot == edits.pins.first(where: { $0.take == candidate.take })?.shot {
            known[candidate.take] = candidate
        }
        let bySlot = SlotPin.by(slots: slots, edits)
        for pin in edits.pins where !bySlot.values.contains(where: { $0.take == pin.take }) {
            let stretch = "\(ClockTime.text(pin.start)) to \(ClockTime.text(pin.end))"
            warnings.append("take \(Wording.short(pin.take)) was set for \(stretch), which is no slot any more: it is not shown there")
        }
        for (position, slot) in slots.enumerated() {
            guard let pin = bySlot[slot.number] else { continue }
            let name = "slot \(slot.number) is set to take \(Wording.short(pin.take))"
            guard let take = known[pin.take], take.frames > 0 else {
                warnings.append("\(name), which is not in the pool any more: another one is shown")
                continue
            }
            if let broken = take.broken {
                warnings.append("\(name), which cannot be shown (\(broken)): another one is")
            } else if take.verdict.state == .reject {
                warnings.append("\(name), which was rejected: another one is shown; 'mv cut unlock \(slot.number)' forgets it")
            } else {
                pins[position] = pin
                takes[pin.take] = take
            }
        }
    }
}
