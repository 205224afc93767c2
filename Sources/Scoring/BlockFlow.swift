/// How far blocks of the picture travel, by matching 8×8 blocks of the halved proxy with an earlier one.
///
/// Each block starts from the best of no motion, its neighbours' vectors and its own last vector, then walks downhill over
/// the sum of absolute differences (small diamond search, Zhu and Ma 2000); a parabola through the minimum gives fractions
/// of a pixel. Blocks without texture have no say.
///
/// Vectors say where the picture went: a block now at (x, y) came from (x, y) minus its vector.
package struct BlockFlow {
    private static let block = 8
    private static let reach = 20

    private struct Vector {
        var x = 0
        var y = 0
    }

    private var width = 0
    private var height = 0
    private var earlier: [UInt8] = []
    private var now: [UInt8] = []
    private var vectors: [Vector] = []
    private var seen = 0

    package init() {}

    /// Call for every frame; every `lag`th is matched with the one `lag` before.
    /// - Returns: nil when nothing was matched.
    package mutating func see(_ luma: Plane, lag: Int) -> FlowField? {
        defer { seen += 1 }
        guard seen % lag == 0 else { return nil }
        swap(&now, &earlier)
        let hadPicture = (width, height) == (luma.width / 2, luma.height / 2) && !earlier.isEmpty
        (width, height) = (luma.width / 2, luma.height / 2)
        halve(luma)
        let (columns, rows) = (width / Self.block, height / Self.block)
        guard columns > 0, rows > 0 else { return nil }
        if vectors.count != columns * rows { vectors = Array(repeating: Vector(), count: columns * rows) }
        guard hadPicture else { return nil }
        var field = FlowField(width: Double(width), height: Double(height), lag: lag)
        field.blocks.reserveCapacity(columns * rows)
        now.withUnsafeBufferPointer { now in
            earlier.withUnsafeBufferPointer { earlier in
                for row in 0..<rows {
                    for column in 0..<columns {
                        let match = Match(
                            now: now.baseAddress!, earlier: earlier.baseAddress!, width: width, height: height, x: column * Self.block,
                            y: row * Self.block)
                        let index = row * columns + column
                        guard match.hasTexture else {
                            vectors[index] = Vector()
                            continue
                        }
                        var starts = [vectors[index]]
                        if column > 0 { starts.append(vectors[index - 1]) }
                        if row > 0 { starts.append(vectors[index - columns]) }
                        let (vector, exact) = match.search(starts)
                        vectors[index] = vector
                        field.blocks.append(
                            FlowField.Block(
                                x: Double(column * Self.block) + Double(Self.block) / 2 - Double(width) / 2,
                                y: Double(row * Self.block) + Double(Self.block) / 2 - Double(height) / 2, dx: -exact.x, dy: -exact.y))
                    }
                }
            }
        }
        return field
    }

    private mutating func halve(_ luma: Plane) {
        if now.count != width * height { now = [UInt8](repeating: 0, count: width * height) }
        now.withUnsafeMutableBufferPointer { now in
            for y in 0..<height {
                let (top, bottom, out) = (luma.row(2 * y), luma.row(2 * y + 1), now.baseAddress! + y * width)
                for x in 0..<width {
                    let sum = UInt16(top[2 * x]) &+ UInt16(top[2 * x + 1]) &+ UInt16(bottom[2 * x]) &+ UInt16(bottom[2 * x + 1])
                    out[x] = UInt8(truncatingIfNeeded: (sum &+ 2) >> 2)
                }
            }
        }
    }

    /// The search for one block.
    private struct Match {
        let now: UnsafePointer<UInt8>
        let earlier: UnsafePointer<UInt8>
        let width: Int
        let height: Int
        let x: Int
        let y: Int

        private func line(_ plane: UnsafePointer<UInt8>, _ x: Int, _ y: Int) -> SIMD8<UInt8> {
            UnsafeRawPointer(plane + y * width + x).loadUnaligned(as: SIMD8<UInt8>.self)
        }

        private func difference(_ a: SIMD8<UInt8>, _ b: SIMD8<UInt8>) -> SIMD8<UInt16> {
            SIMD8<UInt16>(truncatingIfNeeded: pointwiseMax(a, b) &- pointwiseMin(a, b))
        }

        /// Neighbouring pixels differ by 2 code values or more on average, over both axes together.
        var hasTexture: Bool {
            var sums = SIMD8<UInt16>(repeating: 0)
            for row in 0..<BlockFlow.block - 1 {
                let here = line(now, x, y + row)
                sums &+= difference(here, line(now, x, y + row + 1))
                sums &+= difference(here, line(now, min(x + 1, width - BlockFlow.block), y + row))
            }
            return sums.wrappedSum() >= 128
        }

        private func cost(_ dx: Int, _ dy: Int) -> Int {
            let (fromX, fromY) = (x + dx, y + dy)
            guard fromX >= 0, fromY >= 0, fromX + BlockFlow.block <= width, fromY + BlockFlow.block <= height else { return Int.max / 4 }
            var sums = SIMD8<UInt16>(repeating: 0)
            for row in 0..<BlockFlow.block { sums &+= difference(line(now, x, y + row), line(earlier, fromX, fromY + row)) }
            return Int(sums.wrappedSum())
        }

        func search(_ starts: [Vector]) -> (vector: Vector, exact: (x: Double, y: Double)) {
            var best = Vector()
            var least = cost(0, 0)
            for start in starts where start.x != 0 || start.y != 0 {
                let other = cost(start.x, start.y)
                if other < least { (best, least) = (start, other) }
            }
            for _ in 0..<BlockFlow.reach {
                let centre = best
                for (stepX, stepY) in [(-1, 0), (1, 0), (0, -1), (0, 1)] {
                    let (dx, dy) = (centre.x + stepX, centre.y + stepY)
                    guard abs(dx) <= BlockFlow.reach, abs(dy) <= BlockFlow.reach else { continue }
                    let other = cost(dx, dy)
                    if other < least { (best, least) = (Vector(x: dx, y: dy), other) }
                }
                if best.x == centre.x, best.y == centre.y { break }
            }
            let exactX = Double(best.x) + fraction(cost(best.x - 1, best.y), least, cost(best.x + 1, best.y))
            let exactY = Double(best.y) + fraction(cost(best.x, best.y - 1), least, cost(best.x, best.y + 1))
            return (best, (exactX, exactY))
        }

        /// Where the parabola through three neighbouring costs is least; 0 at the picture's rim.
        private func fraction(_ left: Int, _ middle: Int, _ right: Int) -> Double {
            let bend = left + right - 2 * middle
            guard bend > 0, left < Int.max / 8, right < Int.max / 8 else { return 0 }
            return min(0.5, max(-0.5, Double(left - right) / Double(2 * bend)))
        }
    }
}
