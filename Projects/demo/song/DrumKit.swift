/// Plays hits with the kit's sounds: the kick on one bus, the rest on another, so that each has its own room.
struct DrumKit {
    private let sounds = DrumSounds()
    private let toms = [DrumSounds.tom(168), DrumSounds.tom(126), DrumSounds.tom(92)]

    func play(_ hits: [Hit], kick: Bus, others: Bus) {
        for hit in hits where hit.velocity > 0.01 {
            switch hit.drum {
            case .kick: mix(sounds.kick, hit, gain: 0.62, pan: 0, on: kick)
            case .snare: mix(sounds.snare, hit, gain: 0.36, pan: 0.03, on: others)
            case .clap: mix(sounds.clap, hit, gain: 0.42, pan: -0.08, on: others)
            case .rim: mix(sounds.rim, hit, gain: 0.3, pan: 0.3, on: others)
            case .closedHat: mix(sounds.closedHat, hit, gain: 0.5, pan: 0.22, on: others)
            case .openHat: mix(sounds.openHat, hit, gain: 0.38, pan: 0.18, on: others)
            case .shaker: mix(sounds.shaker, hit, gain: 0.5, pan: -0.35, on: others)
            case .highTom: mix(toms[0], hit, gain: 0.4, pan: -0.4, on: others)
            case .middleTom: mix(toms[1], hit, gain: 0.4, pan: 0, on: others)
            case .lowTom: mix(toms[2], hit, gain: 0.45, pan: 0.4, on: others)
            case .crash:
                mix(sounds.crash.left, hit, gain: 0.3, pan: -0.7, on: others)
                mix(sounds.crash.right, hit, gain: 0.3, pan: 0.7, on: others)
            }
        }
    }

    private func mix(_ sound: [Float], _ hit: Hit, gain: Double, pan: Double, on bus: Bus) {
        let level = gain * hit.velocity
        bus.add(at: hit.time, seconds: Double(sound.count) / sampleRate, pan: pan) { Double(sound[$0]) * level }
    }
}
