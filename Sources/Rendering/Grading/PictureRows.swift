import Media

/// Reads and writes rows of pictures as numbers in the code values of 8 bits, whatever the picture's depth: 16 is black, 235 white.
///
/// What is written is dithered in an ordered pattern that stands still, so that slow gradients show no steps and whole code values stay
/// as they are. Pattern: Bayer, "An optimum method for two-level rendition of continuous-tone pictures", 1973.
struct PictureRows {
    private static let side = 8
    /// Eight rows of thresholds, each as wide as the picture.
    private let pattern: Scratch<Float>
    private let width: Int

    init(width: Int) {
        self.width = width
        pattern = Scratch(Self.side * width, 0)
        for row in 0..<Self.side {
            for x in 0..<width { pattern.start[row * width + x] = (Float(Self.rank(x % Self.side, row)) + 0.5) / Float(Self.side * Self.side) - 0.5 }
        }
    }

    /// Place in the order in which the pattern's 64 cells fill: the bits of x ^ y and y, interleaved, the lowest first.
    private static func rank(_ x: Int, _ y: Int) -> Int {
        var rank = 0
        for bit in 0..<3 { rank = rank << 2 | ((x ^ y) >> bit & 1) << 1 | (y >> bit & 1) }
        return rank
    }

    func read(_ frame: borrowing Frame, plane: Int, row: Int, into line: UnsafeMutablePointer<Float>) {
        let (source, count) = (frame.plane(plane) + row * frame.stride(plane), frame.size(ofPlane: plane).width)
        if frame.depth == 8 {
            for x in 0..<count { line[x] = Float(source[x]) }
        } else {
            let scale = 1 / Float(1 << (frame.depth - 8))
            Frame.wide(source, count) { source in for x in 0..<count { line[x] = Float(source[x]) * scale } }
        }
    }

    /// - Parameter frame: writable.
    func write(_ line: UnsafeMutablePointer<Float>, to frame: borrowing Frame, plane: Int, row: Int) {
        let (target, count) = (frame.plane(plane) + row * frame.stride(plane), min(width, frame.size(ofPlane: plane).width))
        let thresholds = pattern.start + (row + 3 * plane) % Self.side * width
        let most = Float(1 << frame.depth) - 1
        if frame.depth == 8 {
            for x in 0..<count { target[x] = UInt8(truncatingIfNeeded: (line[x] + thresholds[x]).held(0, most).nearest) }
        } else {
            let scale = Float(1 << (frame.depth - 8))
            Frame.wide(target, count) { target in
                for x in 0..<count { target[x] = UInt16(truncatingIfNeeded: (line[x] * scale + thresholds[x]).held(0, most).nearest) }
            }
        }
    }
}

/// Written so that loops over them are made of vectors.
extension Float {
    @inline(__always)
    func held(_ least: Float, _ most: Float) -> Float {
        let value = self < least ? least : self
        return value > most ? most : value
    }

    /// The nearest whole number of one from 0 to 2²², read from the bits of a sum whose last bit is 1.
    @inline(__always)
    var nearest: Int32 { Int32(bitPattern: (self + 8_388_608).bitPattern &- 0x4B00_0000) }
}
