/// A picture painted once per clip and drawn into every frame: premultiplied colours on a grid over a world rectangle.
///
/// Outside its rectangle an endless sprite goes on with its border texels, so that a landscape reaches on below and beside, not above;
/// a figure ends.
final class Sprite {
    let width: Int
    let height: Int
    /// World position of the middle of the first texel, and texels per world unit.
    let origin: Point
    let density: Float
    let texels: UnsafeMutablePointer<Ink>
    let isEndless: Bool
    /// Stretches of texels that are not clear, for every row together with the one below it.
    private(set) var runs: [(start: Int32, end: Int32)] = []
    /// Where the stretches of a row begin in `runs`; those of the last pair end at the last entry.
    private(set) var firstRun: [Int32] = []
    /// The first row from which on all rows are opaque all over; `height` when there is none.
    private(set) var opaqueFrom: Int

    init(left: Float, top: Float, right: Float, bottom: Float, density: Float, endless: Bool = false) {
        width = max(4, Int(((right - left) * density).rounded(.up)))
        height = max(4, Int(((bottom - top) * density).rounded(.up)))
        origin = Point(left + 0.5 / density, top + 0.5 / density)
        self.density = density
        isEndless = endless
        texels = .allocate(capacity: width * height)
        texels.initialize(repeating: .zero, count: width * height)
        opaqueFrom = height
    }

    deinit { texels.deallocate() }

    @inline(__always) func x(_ column: Int) -> Float { origin.x + Float(column) / density }
    @inline(__always) func y(_ row: Int) -> Float { origin.y + Float(row) / density }

    /// To be called when painting is over: finds what is clear and what is opaque.
    @discardableResult
    func finish() -> Sprite {
        runs = []
        firstRun = [0]
        for row in 0..<(height - 1) {
            let line = texels + row * width
            let next = line + width
            var start = -1
            var end = 0
            for column in 0..<width {
                let (a, b) = (line[column], next[column])
                guard a.w + a.x + a.y + a.z + b.w + b.x + b.y + b.z > 0.006 else { continue }
                // Short gaps are cheaper to paint than to skip.
                if start >= 0, column - end > 14 {
                    runs.append((Int32(start), Int32(end)))
                    start = column
                } else if start < 0 {
                    start = column
                }
                end = column + 1
            }
            if start >= 0 { runs.append((Int32(start), Int32(end))) }
            firstRun.append(Int32(runs.count))
        }
        opaqueFrom = height
        rows: for row in stride(from: height - 1, through: 0, by: -1) {
            let line = texels + row * width
            for column in 0..<width where line[column].w < 0.999 { break rows }
            opaqueFrom = row
        }
        return self
    }

    // MARK: painting

    /// Sets every texel from its place.
    func shade(_ ink: (_ x: Float, _ y: Float) -> Ink) {
        for row in 0..<height {
            for column in 0..<width { texels[row * width + column] = ink(x(column), y(row)) }
        }
    }

    /// Lays a shape over the picture in one colour.
    func fill(_ shape: Shape, _ ink: Ink) { fill(shape) { _, _ in ink } }

    /// Lays a shape over the picture; the colour (premultiplied) depends on the place.
    func fill(_ shape: Shape, _ ink: (_ x: Float, _ y: Float) -> Ink) {
        let left = origin.x - 0.5 / density
        let top = origin.y - 0.5 / density
        let contours = shape.contours.map { contour in contour.map { ($0 - Point(left, top)) * density } }
        let coverage = Coverage(contours, width: width, height: height)
        for row in 0..<coverage.height {
            let y = self.y(coverage.y0 + row)
            let line = texels + (coverage.y0 + row) * width + coverage.x0
            for column in 0..<coverage.width {
                let amount = coverage.values[row * coverage.width + column]
                if amount < 0.003 { continue }
                let source = ink(x(coverage.x0 + column), y) * amount
                line[column] = source + line[column] * (1 - source.w)
            }
        }
    }

    /// Fills everything below a line given per column, with one texel of softness.
    func fillBelow(_ edge: (Float) -> Float, _ ink: (_ x: Float, _ y: Float, _ edge: Float) -> Ink) {
        for column in 0..<width {
            let x = self.x(column)
            let top = edge(x)
            let firstRow = max(0, Int((top - origin.y) * density) - 1)
            guard firstRow < height else { continue }
            for row in firstRow..<height {
                let y = self.y(row)
                let amount = limited((y - top) * density + 0.5)
                if amount <= 0 { continue }
                let source = ink(x, y, top) * amount
                texels[row * width + column] = source + texels[row * width + column] * (1 - source.w)
            }
        }
    }

    /// Adds a rim of light to what is opaque where the texel towards the light is clear.
    func rim(from light: Point, width rimWidth: Float, _ ink: Ink) {
        let length = max(0.001, (light * light).sum().squareRoot())
        let step = light / length * rimWidth * density
        let (dx, dy) = (Int(step.x.rounded()), Int(step.y.rounded()))
        guard dx != 0 || dy != 0 else { return }
        var edges = [Float](repeating: 0, count: width * height)
        for row in 0..<height {
            for column in 0..<width where texels[row * width + column].w > 0.05 {
                let (c, r) = (column + dx, row + dy)
                let other = c >= 0 && c < width && r >= 0 && r < height ? texels[r * width + c].w : 0
                edges[row * width + column] = max(0, texels[row * width + column].w - other)
            }
        }
        for index in edges.indices where edges[index] > 0.01 { texels[index] += ink.glow(edges[index]) }
    }

    /// Softens the picture: repeated box blur, `radius` in world units.
    func blur(_ radius: Float, passes: Int = 2) {
        let reach = Int((radius * density).rounded())
        guard reach > 0 else { return }
        let line = UnsafeMutablePointer<Ink>.allocate(capacity: max(width, height))
        defer { line.deallocate() }
        for _ in 0..<passes {
            for row in 0..<height { Sprite.box(texels + row * width, count: width, stride: 1, reach: reach, scratch: line) }
            for column in 0..<width { Sprite.box(texels + column, count: height, stride: width, reach: reach, scratch: line) }
        }
    }

    static func box(_ data: UnsafeMutablePointer<Ink>, count: Int, stride: Int, reach: Int, scratch: UnsafeMutablePointer<Ink>) {
        for index in 0..<count { scratch[index] = data[index * stride] }
        var sum = scratch[0] * Float(reach + 1)
        for index in 1...reach { sum += scratch[min(count - 1, index)] }
        let share = 1 / Float(2 * reach + 1)
        for index in 0..<count {
            data[index * stride] = sum * share
            sum += scratch[min(count - 1, index + reach + 1)] - scratch[max(0, index - reach)]
        }
    }
}
