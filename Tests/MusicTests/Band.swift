import Foundation
import Timebase

/// Plays simple drums and chords into a buffer, so that the truth is known to the sample.
struct Band {
    let rate: Int
    private(set) var samples: [Float]
    private var random = SeededRandom(seed: 7, "band")

    init(seconds: Double, rate: Int = 44100) {
        self.rate = rate
        samples = [Float](repeating: 0, count: Int(seconds * Double(rate)))
    }

    private mutating func add(at time: Double, seconds: Double, gain: Float, _ wave: (Double) -> Double) {
        let first = Int((time * Double(rate)).rounded())
        for index in 0..<Int(seconds * Double(rate)) where first + index >= 0 && first + index < samples.count {
            samples[first + index] += gain * Float(wave(Double(index) / Double(rate)))
        }
    }

    mutating func click(at time: Double, gain: Float = 0.5, frequency: Double = 1500) {
        add(at: time, seconds: 0.03, gain: gain) { sin(2 * .pi * frequency * $0) * exp(-$0 * 150) }
    }

    mutating func kick(at time: Double, gain: Float = 0.7) {
        add(at: time, seconds: 0.25, gain: gain) { sin(2 * .pi * (50 * $0 + 3 * (1 - exp(-$0 * 40)))) * exp(-$0 * 14) }
    }

    mutating func snare(at time: Double, gain: Float = 0.4) {
        var noise = random
        add(at: time, seconds: 0.2, gain: gain) { (noise.within(-1...1) + 0.5 * sin(2 * .pi * 190 * $0)) * exp(-$0 * 22) }
        random = noise
    }

    mutating func hat(at time: Double, gain: Float = 0.12) {
        var noise = random
        var last = 0.0
        add(at: time, seconds: 0.05, gain: gain) {
            let value = noise.within(-1...1)
            defer { last = value }
            return (value - last) * exp(-$0 * 80)
        }
        random = noise
    }

    /// A chord of decaying harmonics; notes are semitones from A = 220 Hz.
    mutating func chord(_ notes: [Int], at time: Double, seconds: Double, gain: Float = 0.08) {
        for note in notes {
            let frequency = 220 * exp2(Double(note) / 12)
            add(at: time, seconds: seconds, gain: gain) { t in
                let shape = min(1, t / 0.01) * min(1, (seconds - t) / 0.02) * exp(-t * 0.8)
                return shape * (1...4).reduce(0.0) { $0 + sin(2 * .pi * frequency * Double($1) * t) / Double($1) }
            }
        }
    }

    mutating func scale(from start: Double, to end: Double, by gain: Float) {
        let last = min(samples.count, Int(end * Double(rate)))
        for index in min(last, Int(start * Double(rate)))..<last { samples[index] *= gain }
    }

    static let progression = [[0, 3, 7], [-4, 0, 3], [3, 7, 10], [-2, 2, 5]]

    /// Kick on one (and three), snare on two and four, eighth hats, a new chord each bar.
    static func rock(tempo: Double, bars: Int, start: Double = 0.2, quietBars: Range<Int> = 0..<0) -> (band: Band, beats: [Double]) {
        let length = 60 / tempo
        var band = Band(seconds: start + Double(bars * 4) * length + 0.3)
        var beats: [Double] = []
        for bar in 0..<bars {
            let first = start + Double(bar * 4) * length
            band.chord(progression[bar % 4], at: first, seconds: 4 * length)
            for beat in 0..<4 {
                let time = first + Double(beat) * length
                beats.append(time)
                if quietBars.contains(bar) { continue }
                if beat % 2 == 0 { band.kick(at: time, gain: beat == 0 ? 0.8 : 0.6) } else { band.snare(at: time) }
                band.hat(at: time)
                band.hat(at: time + length / 2, gain: 0.08)
            }
        }
        return (band, beats)
    }

    /// Bass on one, chords on two and three.
    static func waltz(tempo: Double, bars: Int) -> (band: Band, beats: [Double]) {
        let length = 60 / tempo
        var band = Band(seconds: 0.1 + Double(bars * 3) * length)
        var beats: [Double] = []
        for bar in 0..<bars {
            let first = 0.1 + Double(bar * 3) * length
            let chord = progression[bar % 4]
            band.kick(at: first)
            band.chord([chord[0] - 12], at: first, seconds: 2.8 * length, gain: 0.2)
            for beat in 0..<3 {
                let time = first + Double(beat) * length
                beats.append(time)
                if beat > 0 {
                    band.chord(chord.map { $0 + 12 }, at: time, seconds: 0.4 * length)
                    band.hat(at: time)
                }
            }
        }
        return (band, beats)
    }
}

/// The share of the true times that have a found time within `window` seconds, and of the found that have a true one; the less.
func agreement(_ truth: [Double], _ found: [Double], within window: Double) -> Double {
    guard !truth.isEmpty, !found.isEmpty else { return truth.isEmpty && found.isEmpty ? 1 : 0 }
    let share = { (a: [Double], b: [Double]) in
        Double(a.filter { x in b.contains { abs($0 - x) <= window } }.count) / Double(a.count)
    }
    return min(share(truth, found), share(found, truth))
}

extension Band {
    /// The other's sound with silence after it.
    init(padding other: Band, seconds: Double) {
        self.init(seconds: Double(other.samples.count) / Double(other.rate) + seconds, rate: other.rate)
        mix(other.samples)
    }

    mutating func mix(_ other: [Float]) {
        for index in other.indices where index < samples.count { samples[index] += other[index] }
    }
}
