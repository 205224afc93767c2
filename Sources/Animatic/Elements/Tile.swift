/// A square of numbers that repeats in both directions: waves, ground, mist.
final class Tile {
    static let size = 256
    let values: UnsafeMutablePointer<Float>

    /// Values come out between 0 and 1 around a half.
    init(_ noise: Noise, cellsX: Int, cellsY: Int, octaves: Int) {
        let size = Tile.size
        values = .allocate(capacity: size * size)
        for y in 0..<size {
            for x in 0..<size {
                let (u, v) = (Float(x) / Float(size), Float(y) / Float(size))
                var sum: Float = 0
                var weight: Float = 0.5
                var (cx, cy) = (cellsX, cellsY)
                for octave in 0..<octaves {
                    sum += weight * Tile.repeating(noise, u, v, cx, cy, octave)
                    weight *= 0.5
                    cx = min(64, cx * 2)
                    cy = min(64, cy * 2)
                }
                values[y * size + x] = sum / (1 - weight * 2)
            }
        }
    }

    deinit { values.deallocate() }

    /// Noise whose rows repeat as well: the last cell row blends into the first.
    private static func repeating(_ noise: Noise, _ u: Float, _ v: Float, _ cx: Int, _ cy: Int, _ octave: Int) -> Float {
        let shift = Float(octave) * 7
        let y = v * Float(cy)
        let here = noise.value(u * Float(cx), y + shift, period: cx)
        let edge = limited((v - 0.75) * 4)
        if edge == 0 { return here }
        let there = noise.value(u * Float(cx), y - Float(cy) + shift + 64, period: cx)
        return mix(here, there, edge * edge * (3 - 2 * edge))
    }

    /// One row between two, for 1-D sampling along a screen row.
    func row(_ y: Float, into line: UnsafeMutablePointer<Float>) {
        let base = y.rounded(.down)
        let f = y - base
        let a = values + (Int(base) & 255) * Tile.size
        let b = values + ((Int(base) + 1) & 255) * Tile.size
        for x in 0..<Tile.size { line[x] = a[x] + (b[x] - a[x]) * f }
    }
}

@inline(__always) func sampleLine(_ line: UnsafeMutablePointer<Float>, _ x: Float) -> Float {
    let (base, f) = split(x)
    let a = line[base & 255]
    return a + (line[(base &+ 1) & 255] - a) * f
}
