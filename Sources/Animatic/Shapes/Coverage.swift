/// Exact area coverage of an outline on a pixel grid, by summing signed areas along each row.
///
/// The method of Raph Levien's font-rs: every edge adds its area to an accumulation buffer, a running sum makes coverage.
struct Coverage {
    let x0: Int
    let y0: Int
    let width: Int
    let height: Int
    private(set) var values: [Float]

    /// - Parameter contours: outlines in pixels of the target.
    init(_ contours: [[Point]], width limitX: Int, height limitY: Int) {
        var low = Point(.greatestFiniteMagnitude, .greatestFiniteMagnitude)
        var high = -low
        for contour in contours {
            for point in contour {
                low = pointwiseMin(low, point)
                high = pointwiseMax(high, point)
            }
        }
        let left = max(0, Int(max(low.x, 0)) - 1)
        let top = max(0, Int(max(low.y, 0)) - 1)
        let right = min(limitX, Int(min(high.x, Float(limitX))) + 2)
        let bottom = min(limitY, Int(min(high.y, Float(limitY))) + 2)
        guard right > left, bottom > top, high.x > low.x else {
            (x0, y0, width, height, values) = (0, 0, 0, 0, [])
            return
        }
        (x0, y0, width, height) = (left, top, right - left, bottom - top)
        values = [Float](repeating: 0, count: width * height + 2)
        let offset = Point(Float(left), Float(top))
        for contour in contours {
            for index in contour.indices {
                edge(contour[index] - offset, contour[index + 1 == contour.count ? 0 : index + 1] - offset)
            }
        }
        for y in 0..<height {
            var sum: Float = 0
            for x in 0..<width {
                sum += values[y * width + x]
                values[y * width + x] = min(1, abs(sum))
            }
        }
    }

    private mutating func edge(_ a: Point, _ b: Point) {
        guard a.y != b.y else { return }
        let sign: Float = a.y < b.y ? 1 : -1
        let (top, bottom) = a.y < b.y ? (a, b) : (b, a)
        let slope = (bottom.x - top.x) / (bottom.y - top.y)
        let first = max(0, Int(max(0, top.y)))
        let last = min(height, Int(max(0, min(bottom.y, Float(height))).rounded(.up)))
        guard first < last else { return }
        let limit = Float(width) - 0.001
        for row in first..<last {
            let y0 = max(Float(row), top.y)
            let y1 = min(Float(row + 1), bottom.y)
            guard y1 > y0 else { continue }
            let d = (y1 - y0) * sign
            let xa = limited(top.x + (y0 - top.y) * slope, 0, limit)
            let xb = limited(top.x + (y1 - top.y) * slope, 0, limit)
            let (xl, xr) = xa < xb ? (xa, xb) : (xb, xa)
            let base = row * width
            let cell = Int(xl)
            let lastCell = Int(xr.rounded(.up))
            if lastCell <= cell + 1 {
                let middle = (xl + xr) * 0.5 - Float(cell)
                values[base + cell] += d * (1 - middle)
                if cell + 1 < width { values[base + cell + 1] += d * middle }
            } else {
                let perCell = 1 / (xr - xl)
                let head = 1 - (xl - Float(cell))
                let headArea = 0.5 * perCell * head * head
                values[base + cell] += d * headArea
                var filled = headArea
                var total = headArea
                for column in (cell + 1)..<lastCell {
                    let left = Float(column)
                    let right = min(Float(column + 1), xr)
                    let reach = (left - xl) * perCell
                    let reachEnd = (right - xl) * perCell
                    let area = (reach + reachEnd) * 0.5 * (right - left) + reachEnd * (Float(column + 1) - right)
                    if column < width { values[base + column] += d * (area - filled) }
                    filled = area
                    total = area
                }
                if lastCell < width { values[base + lastCell] += d * (1 - total) }
            }
        }
    }
}
