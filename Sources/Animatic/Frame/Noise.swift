import Timebase

/// Value noise on a lattice that repeats, so that textures and clouds can wrap around.
struct Noise {
    private let table: [Float]

    init(seed: UInt64, _ purpose: String) {
        var random = SeededRandom(seed: seed, purpose)
        table = (0..<4096).map { _ in Float(random.unit()) }
    }

    @inline(__always) private func corner(_ x: Int, _ y: Int) -> Float { table[(y << 6) | x] }

    /// 0 to 1, smooth; `periodX` lattice cells (a power of two up to 64) make one repeat.
    @inline(__always) func value(_ x: Float, _ y: Float, period: Int = 64) -> Float {
        var (x0, u) = split(x)
        var (y0, v) = split(y)
        u = u * u * (3 - 2 * u)
        v = v * v * (3 - 2 * v)
        x0 &= period - 1
        y0 &= 63
        let x1 = (x0 + 1) & (period - 1)
        let y1 = (y0 + 1) & 63
        let top = mix(corner(x0, y0), corner(x1, y0), u)
        let bottom = mix(corner(x0, y1), corner(x1, y1), u)
        return mix(top, bottom, v)
    }

    /// Octaves of noise, 0 to 1 around 0.5; repeats in x every `period` units.
    @inline(__always) func fractal(_ x: Float, _ y: Float, octaves: Int, period: Int = 64) -> Float {
        var sum: Float = 0
        var weight: Float = 0.5
        var total: Float = 0
        var scale: Float = 1
        var cells = period
        for octave in 0..<octaves {
            sum += weight * value(x * scale, y * scale + Float(octave) * 17.3, period: min(64, cells))
            total += weight
            weight *= 0.5
            scale *= 2
            cells *= 2
        }
        return sum / total
    }

    /// Noise along a line, -1 to 1.
    @inline(__always) func line(_ x: Float, octaves: Int, row: Float = 0.5) -> Float {
        fractal(x, row, octaves: octaves) * 2 - 1
    }

    /// Sharp crests, 0 to 1: for ridges.
    func ridge(_ x: Float, octaves: Int, row: Float = 0.5) -> Float {
        var sum: Float = 0
        var weight: Float = 0.5
        var total: Float = 0
        var scale: Float = 1
        for octave in 0..<octaves {
            let n = value(x * scale, row + Float(octave) * 9.7)
            sum += weight * (1 - abs(2 * n - 1))
            total += weight
            weight *= 0.5
            scale *= 2.1
        }
        return sum / total
    }
}
