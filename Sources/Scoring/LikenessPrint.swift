import Editorial

/// A filmstrip's pictures as vectors to be found by `LikenessQuery`.
struct LikenessPrint: Sendable {
    static let coarse = (width: 8, height: 5)
    static let coarseCells = coarse.width * coarse.height
    static let fine = (width: 18, height: 10)
    static let fineCells = fine.width * fine.height
    /// Of the picture's sides: what is compared.
    static let middle: Float = 0.75

    private static let coarseWindow = LikenessWindow(coarse, size: middle)
    private static let fineWindow = LikenessWindow(fine, size: middle)
    private static let cells = Filmstrip.width * Filmstrip.height

    let strip: Filmstrip
    let count: Int
    /// The vectors of 8×5 cells of all pictures, one after the other; those of 18×10 are made when asked for, as an index holds many prints.
    let coarse: [Float]
    /// Medians of the pictures' mean Cb and Cr.
    let colour: (cb: Float, cr: Float)

    init(_ strip: Filmstrip) {
        self.strip = strip
        count = strip.count
        coarse = Self.coarseWindow.vectors(strip, 0..<strip.count)
        func middle(_ offset: Int) -> Float {
            Float(Statistics.median((0..<strip.count).map { Double(strip.bytes[$0 * Filmstrip.size + Self.cells + offset]) }))
        }
        colour = (middle(0), middle(1))
    }

    /// The vectors of 18×10 cells of all pictures, one after the other.
    func fine() -> [Float] { Self.fine(strip, 0..<count) }
    static func fine(_ strip: Filmstrip, _ pictures: some Collection<Int>) -> [Float] { fineWindow.vectors(strip, pictures) }

    /// Of vectors of so many numbers.
    static func cosine(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int) -> Float {
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
