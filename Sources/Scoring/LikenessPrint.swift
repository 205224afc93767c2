import Editorial

/// A filmstrip's pictures as vectors to be found by `LikenessQuery`.
struct LikenessPrint {
    static let coarse = (width: 8, height: 5)
    static let fine = (width: 18, height: 10)
    /// Of the picture's sides: what is compared.
    static let middle: Float = 0.75
    /// Added to the length of vectors of this many cells; of others in proportion to what a length is.
    private static let flatness: Float = 6

    let pictures: [SmallPicture]
    let coarse: [[Float]]
    let fine: [[Float]]
    /// Medians of the pictures' mean Cb and Cr.
    let colour: (cb: Float, cr: Float)

    init(_ strip: Filmstrip) {
        let cells = Filmstrip.width * Filmstrip.height
        pictures = (0..<strip.count).map { index in
            let start = index * Filmstrip.size
            return SmallPicture(
                cells: strip.bytes[start..<start + cells].map { Float($0) }, width: Filmstrip.width, height: Filmstrip.height)
        }
        coarse = pictures.map { Self.vector($0, Self.coarse, Self.middle) }
        fine = pictures.map { Self.vector($0, Self.fine, Self.middle) }
        func middle(_ offset: Int) -> Float {
            Float(Statistics.median((0..<strip.count).map { Double(strip.bytes[$0 * Filmstrip.size + cells + offset]) }))
        }
        colour = (middle(0), middle(1))
    }

    static func vector(
        _ picture: SmallPicture, _ cells: (width: Int, height: Int), _ size: Float, _ right: Float = 0, _ down: Float = 0,
        mirrored: Bool = false
    ) -> [Float] {
        var vector = picture.window(
            width: cells.width, height: cells.height, size: size, right: right, down: down, mirrored: mirrored)
        let mean = vector.reduce(0, +) / Float(vector.count)
        var squares: Float = 0
        for index in vector.indices {
            vector[index] -= mean
            squares += vector[index] * vector[index]
        }
        let length = squares.squareRoot() + flatness
        for index in vector.indices { vector[index] /= length }
        return vector
    }

    static func cosine(_ a: [Float], _ b: [Float]) -> Float {
        a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                var sums = SIMD8<Float>()
                var index = 0
                while index + 8 <= a.count {
                    let (x, y) = (UnsafeRawPointer(a.baseAddress! + index), UnsafeRawPointer(b.baseAddress! + index))
                    sums += x.loadUnaligned(as: SIMD8<Float>.self) * y.loadUnaligned(as: SIMD8<Float>.self)
                    index += 8
                }
                var sum = sums.sum()
                while index < a.count {
                    sum += a[index] * b[index]
                    index += 1
                }
                return sum
            }
        }
    }
}
