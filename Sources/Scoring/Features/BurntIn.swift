import Editorial

/// Watermarks, logos and burnt-in text: strokes that stay where they are, crowded in one place.
///
/// On the proxy, of every second frame. A pixel belongs to a standing edge when its mean gradient is above 8 code values, as long as 0.9
/// of the gradients' mean length (so it always points the same way), and twice as long as one more than their deviation (so it
/// hardly changes). A stroke has an edge on either side: in a field of a fifth of the width and a 27th in height, the share of pixels on
/// rising edges or on falling ones, whichever is less, counts twice, across and down. The raw number is that of the most crowded field less five times
/// the median of all, in per cent: bookshelves and fences before a locked-off camera stand still too, but in more than one place.
/// A hint and not a verdict: a poster on a wall is text that stands still.
package struct BurntIn: Feature {
    package static let names = [ScoreName("burnt_in", "1 without strokes that stand still in one place, as text and logos do")]

    private static let every = 2
    /// With fewer, edges of moving things agree by chance.
    private static let fewest = 4
    private var width = 0
    private var height = 0
    private var samples = 0
    private var right: [Int32] = []
    private var down: [Int32] = []
    private var length: [Int32] = []
    private var squares: [Int32] = []

    package init() {}

    package mutating func see(_ picture: Picture) {
        let luma = picture.luma
        // 2000 samples of two squared differences still fit 32 bits.
        guard picture.index % Self.every == 0, samples < 2000, luma.width >= 64, luma.height >= 32 else { return }
        if samples == 0 {
            (width, height) = (luma.width, luma.height)
            let zeros = [Int32](repeating: 0, count: width * height)
            (right, down, length, squares) = (zeros, zeros, zeros, zeros)
        }
        guard (width, height) == (luma.width, luma.height) else { return }
        samples += 1
        right.withUnsafeMutableBufferPointer { right in
            down.withUnsafeMutableBufferPointer { down in
                length.withUnsafeMutableBufferPointer { length in
                    squares.withUnsafeMutableBufferPointer { squares in
                        for y in 0..<height - 1 {
                            let (line, below) = (luma.row(y), luma.row(y + 1))
                            let start = y * width
                            for x in 0..<width - 1 {
                                let (dx, dy) = (Int32(line[x + 1]) &- Int32(line[x]), Int32(below[x]) &- Int32(line[x]))
                                right[start + x] &+= dx
                                down[start + x] &+= dy
                                length[start + x] &+= abs(dx) &+ abs(dy)
                                squares[start + x] &+= dx &* dx &+ dy &* dy
                            }
                        }
                    }
                }
            }
        }
    }

    package func judge(_ clip: ClipRecord) -> Findings {
        guard samples >= Self.fewest else { return Findings(["burnt_in": Part(score: 1, raw: 0)]) }
        var edges = [Crowd](repeating: Crowd(width: width, height: height), count: 4)
        for y in 0..<height {
            for x in 0..<width {
                let kinds = edge(y * width + x)
                for kind in 0..<4 { edges[kind].append(kinds & (1 << kind) != 0) }
            }
        }
        let (wide, high) = (width / 5, max(4, width * 3 / 80))
        var crowds: [Double] = []
        for y in stride(from: 0, to: height - high, by: high / 2) {
            for x in stride(from: 0, to: width - wide, by: wide / 2) {
                let counts = edges.map { $0.count(x, y, wide, high) }
                crowds.append(200 * Double(min(counts[0], counts[1]) + min(counts[2], counts[3])) / Double(wide * high))
            }
        }
        let raw = max(0, (crowds.max() ?? 0) - 5 * Statistics.median(crowds))
        return Findings(["burnt_in": Part(score: 1 / (1 + (raw / 10) * (raw / 10)), raw: raw)])
    }

    /// Bits: rising and falling to the right, rising and falling downwards.
    private func edge(_ index: Int) -> Int {
        let count = Float(samples)
        let (across, along) = (Float(right[index]) / count, Float(down[index]) / count)
        let square = across * across + along * along
        guard square > 64, abs(across) + abs(along) > 0.9 * Float(length[index]) / count else { return 0 }
        let deviation = max(0, Float(squares[index]) / count - square).squareRoot()
        guard square.squareRoot() > 2 * (deviation + 1) else { return 0 }
        return (across > 5.6 ? 1 : 0) | (across < -5.6 ? 2 : 0) | (along > 5.6 ? 4 : 0) | (along < -5.6 ? 8 : 0)
    }

    /// Counts marks in rectangles by sums over all that lies left and above (Crow 1984).
    private struct Crowd {
        private let width: Int
        private var sums: [Int32]
        private var row: Int32 = 0

        init(width: Int, height: Int) {
            self.width = width + 1
            sums = [Int32](repeating: 0, count: width + 1)
            sums.reserveCapacity((width + 1) * (height + 1))
        }

        /// The next pixel, row by row.
        mutating func append(_ mark: Bool) {
            if sums.count % width == 0 {
                row = 0
                sums.append(0)
            }
            row += mark ? 1 : 0
            sums.append(sums[sums.count - width] + row)
        }

        func count(_ x: Int, _ y: Int, _ wide: Int, _ high: Int) -> Int {
            let (top, bottom) = (y * width + x, (y + high) * width + x)
            return Int(sums[bottom + wide] - sums[bottom] - sums[top + wide] + sums[top])
        }
    }
}
