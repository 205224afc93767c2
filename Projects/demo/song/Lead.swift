import Foundation

/// One singing voice: two saws and a pulse, gliding between notes that touch, with vibrato that comes late.
struct Lead {
    /// Semitones added to every note.
    var shift = 0.0
    var brightness = 1.0
    var pan = 0.0

    func play(_ notes: [Note], on bus: Bus) {
        var last: Note?
        for note in notes {
            let touching = last.map { abs($0.start + $0.length - note.start) < 0.01 } ?? false
            let from = touching ? (last?.pitch ?? note.pitch) + shift : note.pitch + shift
            play(note, from: from, legato: touching, on: bus)
            last = note
        }
    }

    private func play(_ note: Note, from: Double, legato: Bool, on bus: Bus) {
        var first = Saw(phase: 0.1), second = Saw(phase: 0.6), pulse = Pulse(phase: 0.3, width: 0.42)
        var filter = StateVariable(cutoff: 2000)
        let release = 0.16, attack = legato ? 0.008 : 0.02
        var step = increment(from)
        bus.add(at: note.start, seconds: note.length + release, pan: pan) { sample in
            let time = Double(sample) / sampleRate
            if sample % 16 == 0 {
                let pitch = note.pitch + shift + (from - note.pitch - shift) * exp(-time / 0.022)
                let vibrato = 0.17 * min(1, max(0, time - 0.22) / 0.3) * sin(2 * Double.pi * 5.1 * time)
                step = increment(pitch + vibrato)
                filter.set(cutoff: brightness * (1500 + 3400 * note.velocity * exp(-time / 0.3)), resonance: 0.25)
            }
            let fall = time < note.length ? 1 : max(0, 1 - (time - note.length) / release)
            let level = 0.13 * note.velocity * min(1, time / attack) * fall * fall
            return level * filter.low(first.next(step * 1.0025) + second.next(step * 0.9975) + 0.6 * pulse.next(step))
        }
    }
}
