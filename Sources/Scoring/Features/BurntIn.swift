import Editorial

/// Watermarks, logos and burnt-in text: edges that stay where they are while the picture around them moves.
///
/// On the proxy, of every second frame: pixels whose mean gradient is above 8 code values and as long as the gradients themselves
/// (coherence |mean ∇Y| ÷ mean |∇Y| above 0.9), where luma 6 pixels to either side varies over time by more than 4. The raw number is
/// their share in per mille. A locked-off camera before a busy street has such edges too: this is a hint, not a verdict.
package struct BurntIn: Feature {
    package static let names = [ScoreName("burnt_in", "1 without edges that stand still in a moving picture, as text and logos do")]

    private static let every = 2
    private static let away = 6
    /// With fewer, edges of moving things agree by chance.
    private static let fewest = 12
    private var width = 0
    private var height = 0
    private var samples = 0
    private var right: [Int32] = []
    private var down: [Int32] = []
    private var length: [Int32] = []
    private var sum: [Int32] = []
    private var squares: [Int32] = []

    package init() {}

    package mutating func see(_ picture: Picture) {
        let luma = picture.luma
        // 2000 samples of squared differences still fit 32 bits.
        guard picture.index % Self.every == 0, samples < 2000, luma.width > 2 * Self.away, luma.height > 2 * Self.away else { return }
        if samples == 0 {
            (width, height) = (luma.width, luma.height)
            let zeros = [Int32](repeating: 0, count: width * height)
            (right, down, length, sum, squares) = (zeros, zeros, zeros, zeros, zeros)
        }
        guard (width, height) == (luma.width, luma.height) else { return }
        samples += 1
        for y in 0..<height - 1 {
            let (line, below) = (luma.row(y), luma.row(y + 1))
            let start = y * width
            right.withUnsafeMutableBufferPointer { right in
                down.withUnsafeMutableBufferPointer { down in
                    length.withUnsafeMutableBufferPointer { length in
                        for x in 0..<width - 1 {
                            let (dx, dy) = (Int32(line[x + 1]) - Int32(line[x]), Int32(below[x]) - Int32(line[x]))
                            right[start + x] &+= dx
                            down[start + x] &+= dy
                            length[start + x] &+= abs(dx) &+ abs(dy)
                        }
                    }
                }
            }
            sum.withUnsafeMutableBufferPointer { sum in
                squares.withUnsafeMutableBufferPointer { squares in
                    for x in 0..<width {
                        let value = Int32(line[x])
                        sum[start + x] &+= value
                        squares[start + x] &+= value &* value
                    }
                }
            }
        }
    }

    package func judge(_ clip: ClipRecord) -> Findings {
        guard samples >= Self.fewest else { return Findings(["burnt_in": Part(score: 1, raw: 0)]) }
        var (standing, coherent, edges) = (0, 0, 0)
        for y in Self.away..<height - Self.away {
            for x in Self.away..<width - Self.away {
                let index = y * width + x
                guard length[index] > Int32(8 * samples) else { continue }
                edges += 1
                guard isEdge(index) else { continue }
                coherent += 1
                if movesAround(x, y) { standing += 1 }
            }
        }
        // Where most edges stand still it is the camera that does.
        let camera = Statistics.ramp(Double(coherent) / Double(max(1, edges)), from: 0.5, to: 0.15)
        let raw = camera * 1000 * Double(standing) / Double(width * height)
        return Findings(["burnt_in": Part(score: 1 / (1 + (raw / 3) * (raw / 3)), raw: raw)])
    }

    private func isEdge(_ index: Int) -> Bool {
        let mean = abs(right[index]) + abs(down[index])
        return mean > Int32(8 * samples) && Double(mean) > 0.9 * Double(length[index])
    }

    private func movesAround(_ x: Int, _ y: Int) -> Bool {
        let around = [(x - Self.away, y), (x + Self.away, y), (x, y - Self.away), (x, y + Self.away)]
        return around.count { deviation($0.0 + $0.1 * width) > 4 } >= 3
    }

    private func deviation(_ index: Int) -> Double {
        let mean = Double(sum[index]) / Double(samples)
        return max(0, Double(squares[index]) / Double(samples) - mean * mean).squareRoot()
    }
}
