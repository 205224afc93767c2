/// One channel to listen to, at a level that does not depend on the mastering.
struct MonoMix {
    /// Scaled so that the sounding parts have an RMS of 0.1; empty of energy when `isSilent`.
    var samples: [Float]
    var rate: Int
    /// Peak below -80 dBFS, or no samples at all.
    var isSilent: Bool

    private static let silence: Float = 1e-4

    /// The mean of the channels; where they cancel (antiphase), the louder channel alone.
    init(_ channels: [[Float]], rate: Int) {
        self.rate = rate
        samples = Self.mixed(channels)
        var peak: Float = 0
        for index in samples.indices {
            if !samples[index].isFinite { samples[index] = 0 }
            peak = max(peak, abs(samples[index]))
        }
        isSilent = peak < Self.silence
        if isSilent { return }
        let gain = 0.1 / Self.soundingLevel(samples, block: max(1, rate / 20))
        for index in samples.indices { samples[index] *= gain }
    }

    private static func mixed(_ channels: [[Float]]) -> [Float] {
        guard let first = channels.first else { return [] }
        guard channels.count > 1 else { return first }
        let count = channels.map(\.count).max() ?? 0
        var mix = [Float](repeating: 0, count: count)
        let share = 1 / Float(channels.count)
        var energies = [Double](repeating: 0, count: channels.count)
        for (number, channel) in channels.enumerated() {
            var energy = 0.0
            for index in channel.indices {
                mix[index] += channel[index] * share
                energy += Double(channel[index] * channel[index])
            }
            energies[number] = energy
        }
        let mixEnergy = mix.reduce(0.0) { $0 + Double($1 * $1) }
        let loudest = energies.indices.max { energies[$0] < energies[$1] } ?? 0
        // 10 % in amplitude is 1 % in energy.
        return mixEnergy < 0.01 * energies[loudest] ? channels[loudest] : mix
    }

    /// RMS over the blocks within 40 dB of the loudest one.
    private static func soundingLevel(_ samples: [Float], block: Int) -> Float {
        let powers = stride(from: 0, to: samples.count, by: block).map { start in
            let end = min(samples.count, start + block)
            return samples[start..<end].reduce(0.0) { $0 + Double($1 * $1) } / Double(end - start)
        }
        let floor = (powers.max() ?? 0) * 1e-4
        let sounding = powers.filter { $0 >= floor }
        return max(1e-9, Float((sounding.reduce(0, +) / Double(max(1, sounding.count))).squareRoot()))
    }
}
