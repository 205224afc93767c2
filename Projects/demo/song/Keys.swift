import Foundation

/// Electric piano and bells by frequency modulation (Chowning, "The synthesis of complex audio spectra by means of
/// frequency modulation", 1973).
struct Keys {
    func playPiano(_ notes: [Note], on bus: Bus) {
        for note in notes {
            var carrier = Sine(), body = Sine(), tine = Sine()
            let step = increment(note.pitch)
            let release = 0.18
            bus.add(at: note.start, seconds: note.length + release, pan: (note.pitch - 64) / 40) { sample in
                let time = Double(sample) / sampleRate
                let bodyDepth = 0.16 * note.velocity * exp(-time / 0.5)
                let tineDepth = 0.025 * note.velocity * exp(-time / 0.06)
                let offset = bodyDepth * body.next(step) + tineDepth * tine.next(step * 14)
                let fall = time < note.length ? 1 : 1 - (time - note.length) / release
                return 0.09 * note.velocity * min(1, time / 0.003) * exp(-time / 1.1) * fall * carrier.next(step, offset: offset)
            }
        }
        tremolo(bus)
    }

    func playBells(_ notes: [Note], on bus: Bus) {
        for (index, note) in notes.enumerated() {
            var carrier = Sine(), partial = Sine(), octave = Sine()
            let step = increment(note.pitch)
            let seconds = max(1.6, note.length + 0.8)
            bus.add(at: note.start, seconds: seconds, pan: index.isMultiple(of: 2) ? 0.25 : -0.25) { sample in
                let time = Double(sample) / sampleRate
                let offset = 0.22 * note.velocity * exp(-time / 0.35) * partial.next(step * 3.5)
                let tone = carrier.next(step, offset: offset) + 0.3 * exp(-time / 0.3) * octave.next(step * 2)
                return 0.16 * note.velocity * min(1, time / 0.002) * exp(-time / 0.75) * min(1, (seconds - time) / 0.1) * tone
            }
        }
    }

    /// Slow wandering from side to side.
    private func tremolo(_ bus: Bus) {
        for index in 0..<bus.count {
            let swing = Float(0.3 * sin(2 * Double.pi * 3.73 * Double(index) / sampleRate))
            bus.left[index] *= 1 + swing
            bus.right[index] *= 1 - swing
        }
    }
}
