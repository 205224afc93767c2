import Editorial

/// A filmstrip's pictures as vectors to be found by `LikenessQuery`.
struct LikenessPrint: Sendable {
    static let coarse = (width: 8, height: 5)
    /// A multiple of eight.
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
    /// The vectors of 8×5 cells of all pictures, one after the other, as `whole` gives them; those of 18×10 are made when asked for, as an index
    /// holds many prints.
    let coarse: [Int16]
    /// Medians of the pictures' mean Cb and Cr.
    let colour: (cb: Float, cr: Float)

    init(_ strip: Filmstrip) {
        self.strip = strip
        count = strip.count
        coarse = Self.whole(Self.coarseWindow.vectors(strip, 0..<strip.count))
        func middle(_ offset: Int) -> Float {
            Float(Statistics.median((0..<strip.count).map { Double(strip.bytes[$0 * Filmstrip.size + Self.cells + offset]) }))
        }
        colour = (middle(0), middle(1))
    }

    /// The vectors of 18×10 cells of all pictures, one after the other.
    func fine() -> [Float] { Self.fine(strip, 0..<count) }
    static func fine(_ strip: Filmstrip, _ pictures: some Collection<Int>) -> [Float] { fineWindow.vectors(strip, pictures) }

    /// Vectors of length one in whole numbers: half the memory, of whose reading comparing many takes mostly consists. A cosine of two is off by
    /// 0.0004 at most.
    static func whole(_ vectors: [Float]) -> [Int16] { vectors.map { Int16(($0 * length).rounded()) } }
    /// The length of a vector in whole numbers.
    static let length: Float = 16384

    /// Of pictures' vectors of 8×5 cells the one that is most like another: its place, and their cosine.
    @inline(__always)
    static func mostAlike(_ vector: UnsafePointer<Int16>, among others: UnsafePointer<Int16>, count: Int) -> (place: Int, cosine: Float) {
        var (most, place) = (Int32.min, 0)
        for index in 0..<count {
            var sums = SIMD8<Int32>()
            for cell in stride(from: 0, to: coarseCells, by: 8) {
                sums &+= eight(vector + cell) &* eight(others + index * coarseCells + cell)
            }
            let sum = sums.wrappedSum()
            if sum > most { (most, place) = (sum, index) }
        }
        return (place, Float(most) / (length * length))
    }

    @inline(__always)
    private static func eight(_ numbers: UnsafePointer<Int16>) -> SIMD8<Int32> {
        SIMD8(truncatingIfNeeded: UnsafeRawPointer(numbers).loadUnaligned(as: SIMD8<Int16>.self))
    }

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
