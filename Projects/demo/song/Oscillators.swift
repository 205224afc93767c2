import Foundation

/// Cycles per sample of a MIDI pitch (69 is A at 440 Hz).
func increment(_ pitch: Double) -> Double { 440 * exp2((pitch - 69) / 12) / sampleRate }

/// Rounds off the step of a sawtooth or pulse so that it does not alias: the two-sample polynomial of Välimäki and
/// Huovilainen, "Antialiasing oscillators in subtractive synthesis", 2007.
@inline(__always)
private func stepResidual(_ phase: Double, _ increment: Double) -> Double {
    if phase < increment {
        let t = phase / increment
        return t + t - t * t - 1
    }
    if phase > 1 - increment {
        let t = (phase - 1) / increment
        return t * t + t + t + 1
    }
    return 0
}

struct Saw {
    var phase: Double

    @inline(__always)
    mutating func next(_ increment: Double) -> Double {
        phase += increment
        if phase >= 1 { phase -= 1 }
        return 2 * phase - 1 - stepResidual(phase, increment)
    }
}

struct Pulse {
    var phase: Double
    /// Part of the cycle that is high.
    var width = 0.5

    @inline(__always)
    mutating func next(_ increment: Double) -> Double {
        phase += increment
        if phase >= 1 { phase -= 1 }
        var fallen = phase + 1 - width
        if fallen >= 1 { fallen -= 1 }
        return (phase < width ? 1 : -1) + stepResidual(phase, increment) - stepResidual(fallen, increment)
    }
}

struct Sine {
    var phase = 0.0

    /// - Parameter offset: phase modulation, in cycles.
    @inline(__always)
    mutating func next(_ increment: Double, offset: Double = 0) -> Double {
        phase += increment
        if phase >= 1 { phase -= 1 }
        return sin((phase + offset) * 2 * Double.pi)
    }
}
