import Media

extension Frame {
    /// Mixes in another picture of the same size and kind: `weight` 256ths of it.
    func blend(with other: borrowing Frame, weight: Int) throws(MediaError) {
        try makeWritable()
        for plane in 0..<colourPlanes {
            let (width, height) = size(ofPlane: plane)
            for row in 0..<height {
                let (a, b) = (self.plane(plane) + row * stride(plane), other.plane(plane) + row * other.stride(plane))
                if depth == 8 { Self.mix(a, b, width, weight) } else { Self.wide(a, width) { a in Self.wide(b, width) { Self.mix(a, $0, width, weight) } } }
            }
        }
    }

    /// Takes the picture towards one colour: `level` 256ths of it stay. Limited range: luma 16 is black, 235 white.
    func fade(to level: Int, luma: Int = 16) throws(MediaError) {
        try makeWritable()
        for plane in 0..<colourPlanes {
            let (width, height) = size(ofPlane: plane)
            let target = (plane == 0 ? luma : 128) << (depth - 8)
            for row in 0..<height {
                let a = self.plane(plane) + row * stride(plane)
                if depth == 8 { Self.pull(a, width, target, level) } else { Self.wide(a, width) { Self.pull($0, width, target, level) } }
            }
        }
    }

    /// Mixes what is transparent with black, and says no more that it is transparent.
    func coverTransparency() throws(MediaError) {
        try makeWritable()
        for plane in 0..<colourPlanes {
            let (width, height) = size(ofPlane: plane)
            let target = (plane == 0 ? 16 : 128) << (depth - 8)
            let (across, down) = (self.width / width, self.height / height)
            for row in 0..<height {
                let (a, alpha) = (self.plane(plane) + row * stride(plane), self.plane(3) + row * down * stride(3))
                if depth == 8 {
                    Self.cover(a, alpha, width, across, target, 255)
                } else {
                    let most = (1 << depth) - 1
                    Self.wide(a, width) { a in Self.wide(alpha, self.width) { Self.cover(a, $0, width, across, target, most) } }
                }
            }
        }
        dropAlpha()
    }

    @inline(__always)
    private static func cover<Sample: FixedWidthInteger & UnsignedInteger>(
        _ a: UnsafeMutablePointer<Sample>, _ alpha: UnsafeMutablePointer<Sample>, _ count: Int, _ across: Int, _ target: Int, _ most: Int
    ) {
        for x in 0..<count {
            let share = Int(alpha[x * across])
            a[x] = Sample(truncatingIfNeeded: (Int(a[x]) * share + target * (most - share) + most / 2) / most)
        }
    }

    /// Another picture of the same size and kind, from column `x` of the frame on; `offset` columns of it are passed over.
    func lay(_ other: borrowing Frame, from x: Int, skipping offset: Int = 0) throws(MediaError) {
        try makeWritable()
        let bytes = depth == 8 ? 1 : 2
        for plane in 0..<colourPlanes {
            let (width, height) = size(ofPlane: plane)
            let (start, skipped) = (x * width / self.width, offset * width / self.width)
            let count = width - max(start, skipped)
            guard count > 0 else { continue }
            for row in 0..<height {
                let target = self.plane(plane) + row * stride(plane) + start * bytes
                target.update(from: other.plane(plane) + row * other.stride(plane) + skipped * bytes, count: count * bytes)
            }
        }
    }

    static func wide(_ pointer: UnsafeMutablePointer<UInt8>, _ count: Int, _ body: (UnsafeMutablePointer<UInt16>) -> Void) {
        pointer.withMemoryRebound(to: UInt16.self, capacity: count, body)
    }

    @inline(__always)
    private static func mix<Sample: FixedWidthInteger & UnsignedInteger>(
        _ a: UnsafeMutablePointer<Sample>, _ b: UnsafeMutablePointer<Sample>, _ count: Int, _ weight: Int
    ) {
        let (own, others) = (UInt32(256 - weight), UInt32(weight))
        for x in 0..<count { a[x] = Sample(truncatingIfNeeded: (UInt32(a[x]) &* own &+ UInt32(b[x]) &* others &+ 128) >> 8) }
    }

    @inline(__always)
    private static func pull<Sample: FixedWidthInteger & UnsignedInteger>(
        _ a: UnsafeMutablePointer<Sample>, _ count: Int, _ target: Int, _ level: Int
    ) {
        let (level, target) = (Int32(level), Int32(target))
        for x in 0..<count { a[x] = Sample(truncatingIfNeeded: target &+ ((Int32(a[x]) &- target) &* level &+ 128) >> 8) }
    }
}
