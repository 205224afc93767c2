/// Grain of film: it lies in what is neither black nor white, is larger than a pixel, and is another one in each frame.
///
/// Pieces of one field of chance are laid side by side, picked by the frame's number, as AV1 does it (AV1 Bitstream & Decoding Process
/// Specification, 7.18.3).
struct Grain {
    /// Of the field.
    private static let side = 512
    /// Of a piece.
    private static let (across, down) = (256, 32)
    /// Of the field's numbers.
    private static let deviation: Float = 32
    /// Standard deviation of luma in middle grey at full strength, in code values of 8 bits, and how much of it chroma has.
    private static let (most, chroma): (Float, Float) = (8, 0.3)

    private let strength: Float
    private let field: Scratch<Int8>

    /// - Parameters:
    ///   - strength: thousandths.
    ///   - height: of the picture; the larger, the larger the grain in pixels.
    init(strength: Int, height: Int) {
        self.strength = Float(strength) / 1000
        field = Scratch(Self.side * Self.side, 0)
        let (side, start) = (Self.side, field.start)
        let chance = (0..<side * side).map { Self.bell(UInt64($0)) }
        let spread = max(0.5, 0.6 * Float(height) / 720)
        let reach = max(1, Int((spread * 2.5).rounded(.up)))
        // Weights of Pascal's triangle's kind: a bell without a function of the system's.
        var weights = [Float](repeating: 0, count: 2 * reach + 1)
        for index in weights.indices {
            let far = Float(index - reach) / (spread * 3.2)
            weights[index] = max(0, 1 - far * far) * max(0, 1 - far * far) * max(0, 1 - far * far) * max(0, 1 - far * far)
        }
        let power = weights.reduce(0) { $0 + $1 * $1 }
        var rows = [Float](repeating: 0, count: side * side)
        for y in 0..<side {
            for x in 0..<side {
                for index in weights.indices { rows[y * side + x] += weights[index] * chance[y * side + (x + index - reach + side) % side] }
            }
        }
        for y in 0..<side {
            for x in 0..<side {
                var sum: Float = 0
                for index in weights.indices { sum += weights[index] * rows[(y + index - reach + side) % side * side + x] }
                start[y * side + x] = Int8(max(-127, min(127, (sum / power * Self.deviation).rounded())))
            }
        }
    }

    /// - Parameters:
    ///   - line: of the picture, as `PictureRows` reads it.
    ///   - luma: of the same places.
    func add(to line: UnsafeMutablePointer<Float>, _ count: Int, plane: Int, row: Int, frame: Int, over luma: UnsafeMutablePointer<Float>) {
        let scale = strength * Self.most * (plane == 0 ? 1 : Self.chroma) / Self.deviation
        for (piece, start) in stride(from: 0, to: count, by: Self.across).enumerated() {
            let pick = Self.mixed(UInt64(truncatingIfNeeded: frame) << 24 ^ UInt64(row / Self.down) << 12 ^ UInt64(piece) << 4 ^ UInt64(plane))
            let left = Int(pick >> 32) % (Self.side - Self.across)
            let top = Int(pick & 0xFFFF_FFFF) % (Self.side - Self.down) + row % Self.down
            let source = field.start + top * Self.side + left
            let (target, light) = (line + start, luma + start)
            for x in 0..<min(Self.across, count - start) {
                let tone = ((light[x] - 16) * (1 / 219)).held(0, 1)
                target[x] += Float(source[x]) * scale * (4 * tone * (1 - tone)).squareRoot()
            }
        }
    }

    /// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014: the mixing of SplitMix64.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = (value &+ 1) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// Close to normally distributed, mean 0 and deviation 1: the sum of four even ones.
    private static func bell(_ index: UInt64) -> Float {
        let bits = mixed(index)
        let sum = (0..<4).reduce(0) { $0 + Int(bits >> (16 * UInt64($1)) & 0xFFFF) }
        return (Float(sum) - 2 * 65535) / 65536 * Float(3).squareRoot()
    }
}
