import Foundation

/// A line of samples to read from the past.
private struct DelayLine {
    private var samples: [Float]
    private var position = 0

    init(count: Int) { samples = Array(repeating: 0, count: count) }

    @inline(__always) mutating func write(_ value: Float) {
        samples[position] = value
        position += 1
        if position == samples.count { position = 0 }
    }

    /// What was written `age` samples ago, 1 is the last; between samples by a straight line.
    @inline(__always) func read(_ age: Double) -> Float {
        let whole = Int(age), part = Float(age - Double(whole))
        return at(whole) * (1 - part) + at(whole + 1) * part
    }

    @inline(__always) func at(_ age: Int) -> Float {
        var index = position - age
        if index < 0 { index += samples.count }
        return samples[index]
    }
}

/// Two slowly moving copies, opposite on the two sides.
struct Chorus {
    var depth = 0.0026, rate = 0.31, mix: Float = 0.5

    func process(_ bus: Bus) {
        var left = DelayLine(count: 2048), right = DelayLine(count: 2048)
        for index in 0..<bus.count {
            let sway = depth * sin(2 * Double.pi * rate * Double(index) / sampleRate)
            left.write(bus.left[index])
            right.write(bus.right[index])
            let wetLeft = left.read((0.011 + sway) * sampleRate), wetRight = right.read((0.011 - sway) * sampleRate)
            bus.left[index] = bus.left[index] * (1 - 0.4 * mix) + mix * wetLeft
            bus.right[index] = bus.right[index] * (1 - 0.4 * mix) + mix * wetRight
        }
    }
}

/// Echoes that jump from side to side, duller each time. Replaces the bus by its echoes.
struct PingPong {
    let seconds: Double
    var feedback: Float = 0.46

    func process(_ bus: Bus) {
        let age = Int(seconds * sampleRate)
        var left = DelayLine(count: age + 1), right = DelayLine(count: age + 1)
        var dampLeft = OnePole(cutoff: 3200), dampRight = OnePole(cutoff: 3200)
        var clearLeft = OnePole(cutoff: 250), clearRight = OnePole(cutoff: 250)
        for index in 0..<bus.count {
            let echoLeft = Float(clearLeft.high(dampLeft.low(Double(left.at(age)))))
            let echoRight = Float(clearRight.high(dampRight.low(Double(right.at(age)))))
            left.write(bus.left[index] + feedback * echoRight)
            right.write(0.35 * bus.right[index] + feedback * echoLeft)
            bus.left[index] = echoLeft
            bus.right[index] = echoRight
        }
    }
}

/// A hall: eight delay lines that feed each other through a Hadamard matrix (Jot and Chaigne, "Digital delay networks for
/// designing artificial reverberators", 1991). Replaces the bus by its reverberation.
struct Reverb {
    /// Until the sound has fallen by 60 dB.
    var seconds = 2.6

    func process(_ bus: Bus) {
        let ages = [1423, 1687, 1931, 2239, 2539, 2857, 3251, 3613]
        let gains = ages.map { Float(pow(10, -3 * Double($0) / (seconds * sampleRate))) }
        var lines = ages.map { DelayLine(count: $0 + 40) }
        var damping = ages.map { _ in OnePole(cutoff: 5200) }
        var before = DelayLine(count: 1024)
        var clear = OnePole(cutoff: 220)
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 8) { taps in
            for index in 0..<bus.count {
                before.write(Float(clear.high(Double(bus.left[index] + bus.right[index]))) * 0.35)
                let side = (bus.left[index] - bus.right[index]) * 0.2
                let input = before.at(900)
                let sway = 8 * sin(2 * Double.pi * 0.43 * Double(index) / sampleRate)
                for line in 0..<8 {
                    let value =
                        line < 2 ? lines[line].read(Double(ages[line]) + (line == 0 ? sway : -sway)) : lines[line].at(ages[line])
                    taps[line] = Float(damping[line].low(Double(value))) * gains[line]
                }
                bus.left[index] = taps[0] + taps[2] + taps[4] + taps[6]
                bus.right[index] = taps[1] + taps[3] + taps[5] + taps[7]
                var half = 1
                while half < 8 {
                    for line in 0..<8 where line & half == 0 {
                        let (a, b) = (taps[line], taps[line | half])
                        taps[line] = a + b
                        taps[line | half] = a - b
                    }
                    half *= 2
                }
                for line in 0..<8 {
                    lines[line].write(taps[line] * 0.35355339 + (line.isMultiple(of: 2) ? input + side : input - side))
                }
            }
        }
    }
}
