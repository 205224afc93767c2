import Editorial

/// A part of a filmstrip's picture, stretched to so many cells (bilinear), as a vector: less its mean, brought to length one.
///
/// Where each cell comes from depends on nothing but these numbers, so it is worked out once for all pictures.
struct LikenessWindow: Sendable {
    private struct Tap: Sendable {
        /// The cell before the place, and the way from it.
        var cell: Int
        var part: Float
    }

    /// Added to the length, so that flat pictures are like nothing.
    private static let flatness: Float = 6

    let cells: Int
    private let across: [Tap]
    private let down: [Tap]

    /// - Parameters:
    ///   - size: of the window, as a share of the picture's sides.
    ///   - right: where its middle is, from −1 to 1 of what is left beside it; `down` the same.
    ///   - mirrored: left and right changed.
    init(_ shape: (width: Int, height: Int), size: Float, right: Float = 0, down: Float = 0, mirrored: Bool = false) {
        let (width, height) = (Filmstrip.width, Filmstrip.height)
        let (wide, high) = (Float(width), Float(height))
        let left = wide / 2 + right * (1 - size) * wide / 2 - size * wide / 2
        let top = high / 2 + down * (1 - size) * high / 2 - size * high / 2
        cells = shape.width * shape.height
        across = (0..<shape.width).map { column in
            let tap = Self.tap(left + (Float(column) + 0.5) / Float(shape.width) * size * wide - 0.5, width)
            return mirrored ? Tap(cell: width - 2 - tap.cell, part: 1 - tap.part) : tap
        }
        self.down = (0..<shape.height).map { Self.tap(top + (Float($0) + 0.5) / Float(shape.height) * size * high - 0.5, height) }
    }

    private static func tap(_ place: Float, _ count: Int) -> Tap {
        let held = min(Float(count) - 1.001, max(0, place))
        return Tap(cell: Int(held), part: held - Float(Int(held)))
    }

    /// Vectors of several pictures of a strip, one after the other.
    func vectors(_ strip: Filmstrip, _ pictures: some Collection<Int>) -> [Float] {
        [Float](unsafeUninitializedCapacity: pictures.count * cells) { buffer, count in
            count = pictures.count * cells
            strip.bytes.withUnsafeBufferPointer { bytes in
                for (place, picture) in pictures.enumerated() {
                    let from = UnsafeBufferPointer(rebasing: bytes[picture * Filmstrip.size..<(picture + 1) * Filmstrip.size])
                    fill(UnsafeMutableBufferPointer(rebasing: buffer[place * cells..<(place + 1) * cells]), from)
                }
            }
        }
    }

    /// Rows are blended first, all of their cells at once, then columns.
    private func fill(_ vector: UnsafeMutableBufferPointer<Float>, _ picture: UnsafeBufferPointer<UInt8>) {
        guard let cells = vector.baseAddress, let picture = picture.baseAddress else { return }
        let width = Filmstrip.width
        across.withUnsafeBufferPointer { across in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: width) { line in
                guard let line = line.baseAddress else { return }
                var index = 0
                for row in down {
                    let above = picture + row.cell * width
                    for column in 0..<width {
                        (line + column).initialize(to: Float(above[column]) * (1 - row.part) + Float(above[column + width]) * row.part)
                    }
                    for column in across {
                        cells[index] = line[column.cell] * (1 - column.part) + line[column.cell + 1] * column.part
                        index += 1
                    }
                }
            }
        }
        Self.centre(cells, count: self.cells)
    }

    /// Less its mean, and to length one.
    private static func centre(_ vector: UnsafeMutablePointer<Float>, count: Int) {
        func sum(_ value: (SIMD4<Float>) -> SIMD4<Float>) -> Float {
            var (sums, index) = (SIMD4<Float>(), 0)
            while index + 4 <= count {
                sums += value(UnsafeRawPointer(vector + index).loadUnaligned(as: SIMD4<Float>.self))
                index += 4
            }
            while index < count {
                sums[0] += value(SIMD4(vector[index], 0, 0, 0))[0]
                index += 1
            }
            return sums.sum()
        }
        let mean = sum { $0 } / Float(count)
        for index in 0..<count { vector[index] -= mean }
        let length = sum { $0 * $0 }.squareRoot() + flatness
        for index in 0..<count { vector[index] /= length }
    }
}
