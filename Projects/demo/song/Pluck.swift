import Foundation

/// The arpeggio: saw and pulse, a filter that shuts quickly.
struct Pluck {
    func play(_ notes: [Note], on bus: Bus) {
        var random = Random(0xa49)
        for (index, note) in notes.enumerated() {
            var saw = Saw(phase: random.unit()), pulse = Pulse(phase: random.unit(), width: 0.32)
            let step = increment(note.pitch), sub = increment(note.pitch - 12)
            var filter = StateVariable(cutoff: 1000)
            bus.add(at: note.start, seconds: 0.55, pan: index.isMultiple(of: 2) ? -0.35 : 0.35) { sample in
                let time = Double(sample) / sampleRate
                if sample % 16 == 0 {
                    filter.set(cutoff: 350 + (1800 + 3600 * note.velocity) * exp(-time / 0.07), resonance: 0.4)
                }
                let level = 0.16 * note.velocity * min(1, time / 0.002) * exp(-time / 0.14) * min(1, (0.55 - time) / 0.02)
                return level * filter.low(0.6 * saw.next(step) + 0.5 * pulse.next(sub))
            }
        }
    }
}
