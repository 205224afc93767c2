import Foundation

/// The desk: one instrument after the other is played on the same scratch bus and added to the mix and to the two sends.
final class Mixer {
    private let form: Form
    private let count: Int
    private let mix: Bus, echo: Bus, room: Bus, scratch: Bus
    /// What the kick leaves of everything else, 0 to 1, for every sample.
    private var ducking: [Float]

    init(_ form: Form) {
        self.form = form
        count = Int((form.seconds * sampleRate).rounded())
        mix = Bus(count: count)
        echo = Bus(count: count)
        room = Bus(count: count)
        scratch = Bus(count: count)
        ducking = Array(repeating: 1, count: count)
    }

    func play() -> Bus {
        let parts = Parts(form), hits = Drummer(form).hits
        duck(hits)

        let kit = DrumKit(), others = Bus(count: count)
        channel(gain: 0.8, echo: 0, room: 0.02, ducked: 0) { kit.play(hits, kick: $0, others: others) }
        channel(gain: 1.1, echo: 0.03, room: 0.14, ducked: 0) { $0.add(others, gain: 1) }
        channel(gain: 1, echo: 0, room: 0.25, ducked: 0.3) { Sweeps().play(form, on: $0) }
        channel(gain: 0.5, echo: 0, room: 0, ducked: 0.8) { Bass().play(parts.bass, on: $0) }
        channel(gain: 1, echo: 0, room: 0.3, ducked: 1) { bus in
            Pad().play(parts.pad, on: bus, cutoff: brightness)
            Chorus(mix: 0.6).process(bus)
        }
        channel(gain: 0.9, echo: 0.12, room: 0.25, ducked: 0.6) { bus in
            Keys().playPiano(parts.keys, on: bus)
            Chorus(rate: 0.7, mix: 0.35).process(bus)
        }
        channel(gain: 0.75, echo: 0.4, room: 0.2, ducked: 0.7) { Pluck().play(parts.arpeggio, on: $0) }
        channel(gain: 0.9, echo: 0.45, room: 0.4, ducked: 0.2) { Keys().playBells(parts.bells, on: $0) }
        channel(gain: 0.95, echo: 0.32, room: 0.3, ducked: 0.25) { bus in
            Lead().play(parts.lead, on: bus)
            Chorus(depth: 0.0016, rate: 0.5, mix: 0.3).process(bus)
        }
        channel(gain: 0.6, echo: 0.3, room: 0.4, ducked: 0.3) { bus in
            Lead(brightness: 0.75, pan: -0.35).play(parts.counter, on: bus)
            Lead(shift: -12, brightness: 0.6, pan: 0.4).play(parts.counter, on: bus)
            Chorus(depth: 0.003, rate: 0.4, mix: 0.5).process(bus)
        }

        PingPong(seconds: form.clock.step * 3).process(echo)
        mix.add(echo, gain: 0.8)
        room.add(echo, gain: 0.25)
        Reverb().process(room)
        mix.add(room, gain: 0.9)
        ride()
        Master(drive: 1.12).process(mix)
        fade()
        return mix
    }

    /// - Parameter ducked: how much of the section's ducking this instrument takes.
    private func channel(gain: Float, echo toEcho: Float, room toRoom: Float, ducked: Float, _ play: (Bus) -> Void) {
        scratch.clear()
        play(scratch)
        if ducked > 0 {
            for index in 0..<count {
                let left = 1 - ducked * (1 - ducking[index])
                scratch.left[index] *= left
                scratch.right[index] *= left
            }
        }
        mix.add(scratch, gain: gain)
        if toEcho > 0 { echo.add(scratch, gain: gain * toEcho) }
        if toRoom > 0 { room.add(scratch, gain: gain * toRoom) }
    }

    /// Brings the mix to each section's level within 60 ms before its first beat.
    private func ride() {
        let lookahead = 0.06, follow = Float(1 - exp(-1 / (0.015 * sampleRate)))
        var level = Float(form.sections[0].level), wanted = level
        for index in 0..<count {
            if index % 64 == 0 { wanted = Float(section(at: Double(index) / sampleRate + lookahead).section.level) }
            level += follow * (wanted - level)
            mix.left[index] *= level
            mix.right[index] *= level
        }
    }

    private func section(at time: Double) -> (section: Section, progress: Double) {
        let bars = (time - form.clock.firstBeat) / form.clock.bar
        let (section, firstBar) = form.placed.last { Double($0.firstBar) <= bars } ?? form.placed[0]
        return (section, min(1, max(0, (bars - Double(firstBar)) / Double(section.bars))))
    }

    private func brightness(at time: Double) -> Double {
        let (section, progress) = section(at: time)
        return section.brightness.from * pow(section.brightness.to / section.brightness.from, progress)
    }

    private func duck(_ hits: [Hit]) {
        let length = 0.3
        for hit in hits where hit.drum == .kick {
            let depth = section(at: hit.time + 0.001).section.ducking * hit.velocity
            let first = Int(hit.time * sampleRate)
            for index in 0..<Int(length * sampleRate) where first + index < count {
                let progress = Double(index) / (length * sampleRate)
                let down = min(1, progress * length / 0.004)
                let shape = down * (1 - progress * progress * (3 - 2 * progress))
                ducking[first + index] = min(ducking[first + index], Float(1 - depth * shape))
            }
        }
    }

    /// Lets the end go to nothing.
    private func fade() {
        let length = Int(4.5 * sampleRate)
        for index in 0..<length {
            let left = Float(length - index) / Float(length)
            mix.left[count - length + index] *= left * left
            mix.right[count - length + index] *= left * left
        }
    }
}
