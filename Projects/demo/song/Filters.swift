import Foundation

/// Two-pole state-variable filter that stays stable while its cutoff moves: trapezoidal integrators after
/// Zavalishin, "The art of VA filter design", chapter 4, in Simper's form.
struct StateVariable {
    private var s1 = 0.0, s2 = 0.0
    private var g = 0.0, k = 1.0, a1 = 0.0, a2 = 0.0, a3 = 0.0

    /// - Parameters:
    ///   - cutoff: Hz.
    ///   - resonance: 0 none to nearly 1.
    init(cutoff: Double, resonance: Double = 0.3) { set(cutoff: cutoff, resonance: resonance) }

    mutating func set(cutoff: Double, resonance: Double = 0.3) {
        g = tan(Double.pi * min(max(cutoff, 10), sampleRate * 0.45) / sampleRate)
        k = 2 - 1.9 * resonance
        a1 = 1 / (1 + g * (g + k))
        a2 = g * a1
        a3 = g * a2
    }

    @inline(__always)
    private mutating func step(_ input: Double) -> (low: Double, band: Double, high: Double) {
        let v3 = input - s2
        let v1 = a1 * s1 + a2 * v3
        let v2 = s2 + a2 * s1 + a3 * v3
        s1 = 2 * v1 - s1
        s2 = 2 * v2 - s2
        return (v2, v1, input - k * v1 - v2)
    }

    @inline(__always) mutating func low(_ input: Double) -> Double { step(input).low }
    /// Gain 1 at the cutoff.
    @inline(__always) mutating func band(_ input: Double) -> Double { step(input).band * k }
    @inline(__always) mutating func high(_ input: Double) -> Double { step(input).high }
}

/// 6 dB per octave; for damping inside feedback loops.
struct OnePole {
    private var state = 0.0
    private let a: Double

    init(cutoff: Double) { a = 1 - exp(-2 * Double.pi * cutoff / sampleRate) }

    @inline(__always) mutating func low(_ input: Double) -> Double {
        state += a * (input - state)
        return state
    }
    @inline(__always) mutating func high(_ input: Double) -> Double { input - low(input) }
}
