/// Turns proxies into the rows of a clip record, keeping the frame before for the differences.
package struct FrameStatistics {
    private var previous: [UInt8] = []
    private var histogram = [UInt32](repeating: 0, count: 256)

    /// A pixel that differs by this many code values has moved; grain and re-encoding stay below it at proxy size.
    private static let movedBy: UInt8 = 6

    package init() {}

    package mutating func row(of picture: Picture) -> ClipRecord.Row {
        let luma = picture.luma
        var row = ClipRecord.Row()
        count(luma)
        let pixels = luma.width * luma.height
        var sum = 0
        for value in 0..<256 { sum += value * Int(histogram[value]) }
        row.mean = Double(sum) / Double(pixels)
        row.p001 = percentile(0.001, pixels)
        row.p1 = percentile(0.01, pixels)
        row.p50 = percentile(0.5, pixels)
        row.p99 = percentile(0.99, pixels)
        row.p999 = percentile(0.999, pixels)
        row.clipped = Double(histogram[234...].reduce(0, +)) / Double(pixels) + clippedColours(picture)
        for value in 0..<256 { row.tones[value / 16] += Float(histogram[value]) / Float(pixels) }
        (row.blues, row.reds) = (Self.histogram(picture.cb), Self.histogram(picture.cr))
        row.crushed = Double(histogram[...17].reduce(0, +)) / Double(pixels)
        if previous.count == pixels {
            let (difference, signed, squares, moved) = compare(luma)
            row.change = Double(difference) / Double(pixels)
            row.moved = Double(moved) / Double(pixels)
            let mean = Double(signed) / Double(pixels)
            row.changeDeviation = max(0, Double(squares) / Double(pixels) - mean * mean).squareRoot()
        }
        remember(luma)
        return row
    }

    /// Four counters in turn, since equal neighbours would wait for each other's increment.
    private mutating func count(_ luma: Plane) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 1024) { counters in
            counters.initialize(repeating: 0)
            let counter = counters.baseAddress!
            for y in 0..<luma.height {
                let line = luma.row(y)
                var x = 0
                while x + 4 <= luma.width {
                    counter[Int(line[x])] &+= 1
                    counter[256 + Int(line[x + 1])] &+= 1
                    counter[512 + Int(line[x + 2])] &+= 1
                    counter[768 + Int(line[x + 3])] &+= 1
                    x += 4
                }
                while x < luma.width {
                    counter[Int(line[x])] &+= 1
                    x += 1
                }
            }
            for value in 0..<256 { histogram[value] = counter[value] + counter[256 + value] + counter[512 + value] + counter[768 + value] }
        }
    }

    /// Share of pixels below luma 234 that are bright and have red, green or blue at 254 or above (BT.709, limited range).
    private func clippedColours(_ picture: Picture) -> Double {
        let (luma, cb, cr) = (picture.luma, picture.cb, picture.cr)
        var count = 0
        for y in 0..<cb.height where 2 * y < luma.height {
            let (line, blue, red) = (luma.row(2 * y), cb.row(y), cr.row(y))
            var found: Int32 = 0
            for x in 0..<min(cb.width, luma.width / 2) {
                let light = Int32(line[2 * x])
                let (b, r) = (Int32(blue[x]) &- 128, Int32(red[x]) &- 128)
                // 64 times the channels less 16·1.164; 254 is 64·254 + 1192 there.
                let most = 75 &* light &+ max(115 &* r, max(135 &* b, 0 &- 14 &* b &- 34 &* r))
                found &+= most >= 17448 && light >= 110 && light < 234 ? 1 : 0
            }
            count += Int(found)
        }
        return Double(count) / Double(max(1, cb.width * cb.height))
    }

    private static func histogram(_ plane: Plane) -> SIMD16<Float> {
        var counts = [UInt32](repeating: 0, count: 16)
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 512) { tally in
            tally.initialize(repeating: 0)
            let tally = tally.baseAddress!
            for y in 0..<plane.height {
                let line = plane.row(y)
                // Two counters in turn, since equal neighbours would wait for each other's increment.
                for x in 0..<plane.width { tally[((x & 1) << 8) + Int(line[x])] &+= 1 }
            }
            for value in 0..<256 { counts[min(15, max(0, (value - 80) / 6))] += tally[value] + tally[256 + value] }
        }
        var shares = SIMD16<Float>()
        for index in 0..<16 { shares[index] = Float(counts[index]) / Float(plane.width * plane.height) }
        return shares
    }

    private func percentile(_ share: Double, _ pixels: Int) -> Double {
        let wanted = UInt32((share * Double(pixels)).rounded(.up))
        var seen: UInt32 = 0
        for value in 0..<256 {
            seen += histogram[value]
            if seen >= wanted { return Double(value) }
        }
        return 255
    }

    private func compare(_ luma: Plane) -> (difference: Int, signed: Int, squares: Int, moved: Int) {
        previous.withUnsafeBufferPointer { previous in
            var (difference, signed, squares, moved) = (0, 0, 0, 0)
            for y in 0..<luma.height {
                let (now, before) = (luma.row(y), previous.baseAddress! + y * luma.width)
                var (rowDifference, rowMoved): (UInt32, UInt32) = (0, 0)
                var (rowSigned, rowSquares): (Int32, UInt32) = (0, 0)
                for x in 0..<luma.width {
                    let distance = max(now[x], before[x]) &- min(now[x], before[x])
                    rowDifference &+= UInt32(distance)
                    rowSquares &+= UInt32(distance) &* UInt32(distance)
                    rowSigned &+= Int32(now[x]) &- Int32(before[x])
                    rowMoved &+= distance >= Self.movedBy ? 1 : 0
                }
                difference += Int(rowDifference)
                signed += Int(rowSigned)
                squares += Int(rowSquares)
                moved += Int(rowMoved)
            }
            return (difference, signed, squares, moved)
        }
    }

    private mutating func remember(_ luma: Plane) {
        let pixels = luma.width * luma.height
        if previous.count != pixels { previous = [UInt8](repeating: 0, count: pixels) }
        previous.withUnsafeMutableBufferPointer { previous in
            for y in 0..<luma.height { (previous.baseAddress! + y * luma.width).update(from: luma.row(y), count: luma.width) }
        }
    }
}
