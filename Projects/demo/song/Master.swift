import Foundation

/// The last stage: takes out what is too low to hear, holds the mix together, and keeps every peak, also those between
/// samples, below the ceiling.
struct Master {
    var drive = 1.0
    /// -1 dB below full scale.
    var ceiling = pow(10, -1.6 / 20)

    func process(_ bus: Bus) {
        glue(bus)
        limit(bus)
    }

    /// A little air above 3.5 kHz, a 2:1 compressor that hears both sides as one, then gentle saturation.
    private func glue(_ bus: Bus) {
        var lowCut = [StateVariable(cutoff: 26, resonance: 0.25), StateVariable(cutoff: 26, resonance: 0.25)]
        var power = 0.0, gain = 1.0
        func coefficient(_ seconds: Double) -> Double { 1 - exp(-1 / (seconds * sampleRate)) }
        let listen = coefficient(0.03), attack = coefficient(0.015), release = coefficient(0.25)
        let threshold = 0.22
        var shelf = [OnePole(cutoff: 3500), OnePole(cutoff: 3500)]
        for index in 0..<bus.count {
            var left = lowCut[0].high(Double(bus.left[index])) * drive, right = lowCut[1].high(Double(bus.right[index])) * drive
            left += 0.4 * shelf[0].high(left)
            right += 0.4 * shelf[1].high(right)
            power += listen * ((left * left + right * right) / 2 - power)
            let level = power.squareRoot()
            let wanted = level > threshold ? (threshold / level).squareRoot() : 1
            gain += (wanted < gain ? attack : release) * (wanted - gain)
            bus.left[index] = Float(saturated(left * gain))
            bus.right[index] = Float(saturated(right * gain))
        }
    }

    /// Straight up to 0.6, bent towards 1.2 above.
    @inline(__always)
    private func saturated(_ value: Double) -> Double {
        let size = abs(value)
        guard size > 0.6 else { return value }
        let bent = 0.6 + 0.6 * tanh((size - 0.6) / 0.6)
        return value < 0 ? -bent : bent
    }

    /// A limiter that looks 2 ms ahead; peaks between samples are found by fourfold oversampling.
    private func limit(_ bus: Bus) {
        let ahead = 88
        var needed = [Float](repeating: 1, count: bus.count + ahead)
        let detector = PeakDetector()
        for index in 0..<bus.count {
            let peak = max(detector.peak(bus.left, index, bus.count), detector.peak(bus.right, index, bus.count))
            if peak > ceiling { needed[index] = Float(ceiling / peak) }
        }
        // The lowest gain of the next 2 ms, left slowly; then its mean over 2 ms, which arrives exactly with the peak.
        let release = Float(1 - exp(-1 / (0.09 * sampleRate)))
        var held: Float = 1
        var window = [Int](), head = 0
        var smooth = [Float](repeating: 1, count: ahead), sum = Float(ahead), slot = 0
        for index in 0..<bus.count + ahead {
            while window.count > head, needed[window[window.count - 1]] >= needed[index] { window.removeLast() }
            window.append(index)
            if window[head] <= index - ahead { head += 1 }
            held = min(needed[window[head]], held + release * (1 - held))
            sum += held - smooth[slot]
            smooth[slot] = held
            slot = (slot + 1) % ahead
            let at = index - ahead + 1
            guard at >= 0, at < bus.count else { continue }
            let gain = min(1, sum / Float(ahead))
            bus.left[at] *= gain
            bus.right[at] *= gain
        }
    }
}

/// Highest value of the band-limited signal around a sample, as ITU-R BS.1770-4 annex 2 finds it: a windowed sinc at
/// quarter samples.
private struct PeakDetector {
    private let taps: [[Float]]
    private static let reach = 6

    init() {
        taps = (1..<4).map { quarter in
            (-Self.reach + 1...Self.reach).map { tap in
                let x = Double(quarter) / 4 - Double(tap)
                let window = 0.5 + 0.5 * cos(Double.pi * x / (Double(Self.reach) + 0.5))
                return Float(sin(Double.pi * x) / (Double.pi * x) * window)
            }
        }
    }

    func peak(_ samples: UnsafeMutablePointer<Float>, _ index: Int, _ count: Int) -> Double {
        var highest = abs(samples[index])
        guard index >= Self.reach, index + Self.reach < count, highest > 0.45 else { return Double(highest) }
        for phase in taps {
            var sum: Float = 0
            for tap in 0..<phase.count { sum += phase[tap] * samples[index + tap - Self.reach + 1] }
            highest = max(highest, abs(sum))
        }
        return Double(highest)
    }
}
