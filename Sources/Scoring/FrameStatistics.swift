/// Turns proxies into the rows of a clip record, keeping the frame before for the differences.
package struct FrameStatistics {
    private var previous: [UInt8] = []
    private var histogram = [UInt32](repeating: 0, count: 256)

    /// A pixel that differs by this many code values has moved; grain and re-encoding stay below it at proxy size.
    private static let movedBy: UInt8 = 6

    package init() {}

    package mutating func row(of luma: Plane) -> ClipRecord.Row {
        var row = ClipRecord.Row()
        count(luma)
        let pixels = luma.width * luma.height
        var sum = 0
        for value in 0..<256 { sum += value * Int(histogram[value]) }
        row.mean = Double(sum) / Double(pixels)
        row.p1 = percentile(0.01, pixels)
        row.p50 = percentile(0.5, pixels)
        row.p99 = percentile(0.99, pixels)
        row.p999 = percentile(0.999, pixels)
        row.clipped = Double(histogram[234...].reduce(0, +)) / Double(pixels)
        row.crushed = Double(histogram[...17].reduce(0, +)) / Double(pixels)
        if previous.count == pixels {
            let (difference, moved) = compare(luma)
            row.change = Double(difference) / Double(pixels)
            row.moved = Double(moved) / Double(pixels)
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

    private func percentile(_ share: Double, _ pixels: Int) -> Double {
        let wanted = UInt32((share * Double(pixels)).rounded(.up))
        var seen: UInt32 = 0
        for value in 0..<256 {
            seen += histogram[value]
            if seen >= wanted { return Double(value) }
        }
        return 255
    }

    private func compare(_ luma: Plane) -> (difference: Int, moved: Int) {
        previous.withUnsafeBufferPointer { previous in
            var (difference, moved) = (0, 0)
            for y in 0..<luma.height {
                let (now, before) = (luma.row(y), previous.baseAddress! + y * luma.width)
                var (rowDifference, rowMoved): (UInt32, UInt32) = (0, 0)
                for x in 0..<luma.width {
                    let distance = max(now[x], before[x]) &- min(now[x], before[x])
                    rowDifference &+= UInt32(distance)
                    rowMoved &+= distance >= Self.movedBy ? 1 : 0
                }
                difference += Int(rowDifference)
                moved += Int(rowMoved)
            }
            return (difference, moved)
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
