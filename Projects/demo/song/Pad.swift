import Foundation

/// Wide held chords: four detuned saws a note, two to each side, through one filter that breathes.
struct Pad {
    private static let detune = [-0.11, 0.05, -0.04, 0.10]

    /// - Parameter cutoff: Hz of the filter at a time.
    func play(_ notes: [Note], on bus: Bus, cutoff: (Double) -> Double) {
        var random = Random(0xbad)
        for note in notes {
            let attack = 0.25, release = 0.7
            let length = Int((note.length + release) * sampleRate)
            let first = Int(note.start * sampleRate)
            var saws = Self.detune.map { _ in Saw(phase: random.unit()) }
            let steps = Self.detune.map { increment(note.pitch + $0) }
            for index in 0..<max(0, min(length, bus.count - first)) {
                let time = Double(index) / sampleRate
                let fall = time < note.length ? 1 : max(0, 1 - (time - note.length) / release)
                let level = 0.06 * note.velocity * min(1, time / attack) * fall * fall
                bus.left[first + index] += Float(level * (saws[0].next(steps[0]) + 0.8 * saws[1].next(steps[1])))
                bus.right[first + index] += Float(level * (saws[2].next(steps[2]) + 0.8 * saws[3].next(steps[3])))
            }
        }
        filter(bus.left, count: bus.count, phase: 0, cutoff: cutoff)
        filter(bus.right, count: bus.count, phase: 0.25, cutoff: cutoff)
    }

    private func filter(_ samples: UnsafeMutablePointer<Float>, count: Int, phase: Double, cutoff: (Double) -> Double) {
        var low = StateVariable(cutoff: 800), lower = StateVariable(cutoff: 800), high = OnePole(cutoff: 160)
        for index in 0..<count {
            if index % 32 == 0 {
                let time = Double(index) / sampleRate
                let breath = exp2(0.35 * sin(2 * Double.pi * (time * 0.117 + phase)))
                low.set(cutoff: cutoff(time) * breath, resonance: 0.45)
                lower.set(cutoff: cutoff(time) * breath * 1.4, resonance: 0.2)
            }
            samples[index] = Float(high.high(lower.low(low.low(Double(samples[index])))))
        }
    }
}
