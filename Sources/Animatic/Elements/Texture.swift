/// A picture with ever smaller copies, each blurred by halving, for surfaces that run into the distance.
final class Texture {
    let levels: UnsafeMutablePointer<UnsafeMutablePointer<Ink>>
    let count: Int
    let width: Int
    let height: Int

    /// `width` across (clamped), `height` along (repeats); powers of two.
    init(width: Int, height: Int, levels count: Int = 5, _ ink: (_ x: Float, _ y: Float) -> Ink) {
        self.width = width
        self.height = height
        var levels: [UnsafeMutablePointer<Ink>] = []
        let first = UnsafeMutablePointer<Ink>.allocate(capacity: width * height)
        for y in 0..<height {
            for x in 0..<width { first[y * width + x] = ink((Float(x) + 0.5) / Float(width), (Float(y) + 0.5) / Float(height)) }
        }
        levels.append(first)
        for level in 1..<count {
            let (w, h) = (width >> level, height >> level)
            let previous = levels[level - 1]
            let next = UnsafeMutablePointer<Ink>.allocate(capacity: w * h)
            for y in 0..<h {
                for x in 0..<w {
                    let a = previous + 2 * y * (2 * w) + 2 * x
                    next[y * w + x] = (a[0] + a[1] + a[2 * w] + a[2 * w + 1]) * 0.25
                }
            }
            levels.append(next)
        }
        self.levels = .allocate(capacity: count)
        self.levels.initialize(from: levels, count: count)
        self.count = count
    }

    deinit {
        for level in 0..<count { levels[level].deallocate() }
        levels.deallocate()
    }

    /// `x` from 0 to 1 across, `y` repeats every 1 along.
    @inline(__always) func sample(_ x: Float, _ y: Float, level: Int) -> Ink {
        let w = width >> level
        let h = height >> level
        let u = min(max(x * Float(w) - 0.5, 0), Float(w) - 1.001)
        let (i, fu) = split(u)
        var (j, fv) = split(split(y).rest * Float(h))
        j &= h - 1
        let a = levels[level] + j * w + i
        let b = levels[level] + ((j + 1) & (h - 1)) * w + i
        let top = a[0] + (a[1] - a[0]) * fu
        let bottom = b[0] + (b[1] - b[0]) * fu
        return top + (bottom - top) * fv
    }
}
