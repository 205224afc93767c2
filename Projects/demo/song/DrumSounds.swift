import Foundation

/// The kit: each drum made once, as a few seconds of samples.
struct DrumSounds {
    let kick: [Float], snare: [Float], clap: [Float], rim: [Float], closedHat: [Float], openHat: [Float], shaker: [Float]
    /// Cymbals differ from side to side.
    let crash: (left: [Float], right: [Float])

    init() {
        kick = Self.makeKick()
        snare = Self.makeSnare()
        clap = Self.makeClap()
        rim = Self.make(0.06) { time in
            0.6 * (sin(2 * .pi * 1720 * time) + 0.6 * sin(2 * .pi * 470 * time)) * exp(-time / 0.009)
        }
        closedHat = Self.makeHat(seconds: 0.12, decay: 0.028, seed: 1)
        openHat = Self.makeHat(seconds: 0.5, decay: 0.14, seed: 2)
        shaker = Self.makeShaker()
        crash = (Self.makeCrash(seed: 3), Self.makeCrash(seed: 4))
    }

    static func tom(_ hertz: Double) -> [Float] {
        var phase = 0.0
        return make(0.5) { time in
            phase += hertz * (1 + 0.5 * exp(-time / 0.04)) / sampleRate
            return 0.9 * sin(2 * .pi * phase) * exp(-time / 0.13) * min(1, time / 0.001)
        }
    }

    /// `value` for every sample of `seconds`, with the last 10 ms faded.
    private static func make(_ seconds: Double, _ value: (Double) -> Double) -> [Float] {
        (0..<Int(seconds * sampleRate)).map { index in
            let time = Double(index) / sampleRate
            return Float(value(time) * min(1, (seconds - time) / 0.01))
        }
    }

    private static func makeKick() -> [Float] {
        var phase = 0.0, random = Random(10), click = OnePole(cutoff: 3500)
        return make(0.45) { time in
            phase += (47 + 60 * exp(-time / 0.045) + 170 * exp(-time / 0.009)) / sampleRate
            let body = tanh(1.7 * sin(2 * .pi * phase) * exp(-time / 0.17))
            return 0.95 * body * min(1, time / 0.0008) + 0.35 * click.low(random.noise()) * exp(-time / 0.004)
        }
    }

    private static func makeSnare() -> [Float] {
        var random = Random(11), high = StateVariable(cutoff: 1500, resonance: 0), band = StateVariable(cutoff: 3200, resonance: 0.2)
        return make(0.4) { time in
            let tone = 0.55 * sin(2 * .pi * (188 * time - 0.35 * exp(-time / 0.02))) * exp(-time / 0.075)
                + 0.25 * sin(2 * .pi * 331 * time) * exp(-time / 0.05)
            let noise = random.noise()
            let rattle = 0.55 * high.high(noise) * exp(-time / 0.11) + 0.4 * band.band(noise) * exp(-time / 0.16)
            return tanh(1.2 * (tone + rattle)) * min(1, time / 0.0005)
        }
    }

    /// Three short bursts and the room's answer.
    private static func makeClap() -> [Float] {
        var random = Random(12), band = StateVariable(cutoff: 1250, resonance: 0.55), high = OnePole(cutoff: 500)
        return make(0.4) { time in
            let bursts = [0, 0.011, 0.021].reduce(0.0) { $0 + (time >= $1 ? exp(-(time - $1) / 0.005) : 0) }
            let room = time >= 0.03 ? 0.75 * exp(-(time - 0.03) / 0.095) : 0
            return 1.5 * high.high(band.band(random.noise())) * (bursts + room)
        }
    }

    /// Six pulses at clashing pitches and noise, with everything low taken out.
    private static func makeHat(seconds: Double, decay: Double, seed: UInt64) -> [Float] {
        var random = Random(seed), high = StateVariable(cutoff: 7800, resonance: 0), again = StateVariable(cutoff: 6500, resonance: 0)
        var pulses = (0..<6).map { Pulse(phase: Double($0) / 6) }
        let hertz = [2049.0, 3067, 3691, 4273, 5381, 6029]
        return make(seconds) { time in
            var metal = 0.0
            for index in pulses.indices { metal += pulses[index].next(hertz[index] / sampleRate) / 6 }
            return 1.1 * again.high(high.high(0.8 * metal + 0.7 * random.noise())) * exp(-time / decay) * min(1, time / 0.0006)
        }
    }

    private static func makeShaker() -> [Float] {
        var random = Random(5), band = StateVariable(cutoff: 6800, resonance: 0.3), high = OnePole(cutoff: 3000)
        return make(0.12) { time in
            high.high(band.band(random.noise())) * min(1, time / 0.018) * exp(-max(0, time - 0.018) / 0.03)
        }
    }

    private static func makeCrash(seed: UInt64) -> [Float] {
        var random = Random(seed), high = StateVariable(cutoff: 3800, resonance: 0)
        var pulses = (0..<6).map { Pulse(phase: Double($0) / 7) }
        let hertz = [1187.0, 1693, 2411, 3323, 4177, 5449].map { $0 * (1 + 0.004 * Double(seed)) }
        return make(3.2) { time in
            var metal = 0.0
            for index in pulses.indices { metal += pulses[index].next(hertz[index] / sampleRate) / 6 }
            let noise = random.noise()
            return high.high(0.5 * metal + 0.7 * noise) * (0.55 * exp(-time / 0.12) + 0.45 * exp(-time / 0.85)) * min(1, time / 0.001)
        }
    }
}
