import Foundation

/// One voice: saw and a sine below it, filtered, driven a little.
struct Bass {
    func play(_ notes: [Note], on bus: Bus) {
        for note in notes {
            var saw = Saw(phase: 0.5), sub = Sine()
            let step = increment(note.pitch)
            var filter = StateVariable(cutoff: 400), second = StateVariable(cutoff: 400)
            let release = 0.05
            bus.add(at: note.start, seconds: note.length + release, pan: 0) { sample in
                let time = Double(sample) / sampleRate
                if sample % 16 == 0 {
                    let cutoff = 170 + 950 * note.velocity * exp(-time / 0.16)
                    filter.set(cutoff: cutoff, resonance: 0.35)
                    second.set(cutoff: cutoff * 1.6, resonance: 0)
                }
                let fall = time < note.length ? 1 : 1 - (time - note.length) / release
                let level = note.velocity * min(1, time / 0.004) * fall
                let tone = second.low(filter.low(0.7 * saw.next(step))) + 0.45 * sub.next(step)
                return 0.34 * level * tanh(1.6 * tone)
            }
        }
    }
}
