import Foundation

/// What announces a section: noise that rises into it, and a low note that falls where it starts.
struct Sweeps {
    func play(_ form: Form, on bus: Bus) {
        var random = Random(0x5eed)
        for (section, firstBar) in form.placed where section.riser > 0 {
            let end = form.clock.time(bar: firstBar + section.bars)
            let seconds = Double(section.riser) * form.clock.bar
            var filters = [StateVariable(cutoff: 500), StateVariable(cutoff: 500)]
            let first = Int((end - seconds) * sampleRate)
            for index in 0..<Int(seconds * sampleRate) where first + index < bus.count {
                let progress = Double(index) / (seconds * sampleRate)
                if index % 32 == 0 {
                    for side in 0..<2 { filters[side].set(cutoff: 400 * exp2(4.4 * progress) * (side == 0 ? 1 : 1.13), resonance: 0.6) }
                }
                let level = 0.15 * progress * progress * min(1, (1 - progress) * 60)
                bus.left[first + index] += Float(level * filters[0].band(random.noise()))
                bus.right[first + index] += Float(level * filters[1].band(random.noise()))
            }
        }
        for (section, firstBar) in form.placed where section.drums == .chorus {
            fall(at: form.clock.time(bar: firstBar), on: bus)
        }
    }

    private func fall(at start: Double, on bus: Bus) {
        var tone = Sine()
        bus.add(at: start, seconds: 1.4, pan: 0) { sample in
            let time = Double(sample) / sampleRate
            return 0.3 * exp(-time / 0.4) * min(1, (1.4 - time) / 0.1) * tone.next((30 + 55 * exp(-time / 0.25)) / sampleRate)
        }
    }
}
