import Editorial

/// A filmstrip's pictures as vectors to be found by `LikenessQuery`.
struct LikenessPrint {
    static let coarse = (width: 8, height: 5)
    static let coarseCells = coarse.width * coarse.height
    static let fine = (width: 18, height: 10)
    /// Of the picture's sides: what is compared.
    static let middle: Float = 0.75
    /// Added to the length of vectors of this many cells; of others in proportion to what a length is.
    private static let flatness: Float = 6

    private static let cells = Filmstrip.width * Filmstrip.height

    private let strip: Filmstrip
    /// The vectors of 8×5 cells of all pictures, one after the other; those of 18×10 are made when asked for, as an index holds many prints.
    let coarse: [Float]
    /// Medians of the pictures' mean Cb and Cr.
    let colour: (cb: Float, cr: Float)

    init(_ strip: Filmstrip) {
        self.strip = strip
        var coarse: [Float] = []
        coarse.reserveCapacity(strip.count * Self.coarseCells)
        for index in 0..<strip.count { coarse += Self.vector(Self.picture(strip, index), Self.coarse, Self.middle) }
        self.coarse = coarse
        func middle(_ offset: Int) -> Float {
            Float(Statistics.median((0..<strip.count).map { Double(strip.bytes[$0 * Filmstrip.size + Self.cells + offset]) }))
        }
        colour = (middle(0), middle(1))
    }

    var count: Int { strip.count }
    func picture(_ index: Int) -> SmallPicture { Self.picture(strip, index) }
    func fine(_ index: Int) -> [Float] { Self.vector(picture(index), Self.fine, Self.middle) }

    private static func picture(_ strip: Filmstrip, _ index: Int) -> SmallPicture {
        let start = index * Filmstrip.size
        return SmallPicture(
            cells: strip.bytes[start..<start + cells].map { Float($0) }, width: Filmstrip.width, height: Filmstrip.height)
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

    static func cosine(_ a: [Float], _ b: [Float]) -> Float { cosine(a, b, at: 0) }

    /// Of `a` and as many numbers of `b` from `start` on.
    static func cosine(_ a: [Float], _ b: [Float], at start: Int) -> Float {
        precondition(start >= 0 && start + a.count <= b.count)
        let count = a.count
        return a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                guard let a = a.baseAddress, let b = b.baseAddress else { return 0 }
                return cosine(a, b + start, count: count)
            }
        }
    }

    private static func cosine(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int) -> Float {
        var sums = SIMD8<Float>()
        var index = 0
        while index + 8 <= count {
            let (x, y) = (UnsafeRawPointer(a + index), UnsafeRawPointer(b + index))
            sums += x.loadUnaligned(as: SIMD8<Float>.self) * y.loadUnaligned(as: SIMD8<Float>.self)
            index += 8
        }
        var sum = sums.sum()
        while index < count {
            sum += a[index] * b[index]
            index += 1
        }
        return sum
    }
}
