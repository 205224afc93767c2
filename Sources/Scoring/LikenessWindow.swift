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

    private func fill(_ vector: UnsafeMutableBufferPointer<Float>, _ picture: UnsafeBufferPointer<UInt8>) {
        var (index, sum): (Int, Float) = (0, 0)
        for row in down {
            for column in across {
                let cell = row.cell * Filmstrip.width + column.cell
                let above = Float(picture[cell]) * (1 - column.part) + Float(picture[cell + 1]) * column.part
                let below = Float(picture[cell + Filmstrip.width]) * (1 - column.part) + Float(picture[cell + Filmstrip.width + 1]) * column.part
                let value = above * (1 - row.part) + below * row.part
                vector[index] = value
                sum += value
                index += 1
            }
        }
        let mean = sum / Float(cells)
        var squares: Float = 0
        for index in 0..<cells {
            vector[index] -= mean
            squares += vector[index] * vector[index]
        }
        let length = squares.squareRoot() + Self.flatness
        for index in 0..<cells { vector[index] /= length }
    }
}
