/// The frame being painted, in display light, and the mapping between its pixels and the world.
final class FrameBuffer {
    let width: Int
    let height: Int
    let pixels: UnsafeMutablePointer<Ink>
    /// Pixels per world unit: the height of the frame.
    let unit: Float

    /// Columns that can be seen at all, when something in front leaves only an opening.
    var clipLeft = 0
    var clipRight: Int

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        clipRight = width
        unit = Float(height)
        pixels = .allocate(capacity: width * height)
        pixels.initialize(repeating: Ink(0, 0, 0, 1), count: width * height)
    }

    deinit { pixels.deallocate() }

    /// Half of the frame's width in world units.
    var halfWidth: Float { Float(width) / Float(height) / 2 }

    @inline(__always) func worldX(_ column: Int) -> Float { (Float(column) + 0.5 - Float(width) * 0.5) / unit }
    @inline(__always) func worldY(_ row: Int) -> Float { (Float(row) + 0.5) / unit - 0.5 }
    @inline(__always) func column(_ x: Float) -> Float { x * unit + Float(width) * 0.5 - 0.5 }
    @inline(__always) func row(_ y: Float) -> Float { (y + 0.5) * unit - 0.5 }

    enum Blend { case over, add }

    /// Where a sprite lands: a world point `q` of the sprite is shown at `q * scale + offset`.
    struct Placing {
        var scaleX: Float
        var scaleY: Float
        var offset: Point

        init(scale: Float, offset: Point) {
            (scaleX, scaleY) = (scale, scale)
            self.offset = offset
        }
    }

    /// The first pixel row from which the sprite hides everything; `height` when it never does.
    func opaqueRow(_ sprite: Sprite, _ placing: Placing) -> Int {
        guard sprite.isEndless, sprite.opaqueFrom < sprite.height else { return height }
        let y = sprite.y(sprite.opaqueFrom) * placing.scaleY + placing.offset.y
        return max(0, min(height, Int(row(y).rounded(.up)) + 1))
    }

    /// Draws a sprite with bilinear sampling. Rows from `limit` on are hidden by something in front and left out.
    func draw(_ sprite: Sprite, _ placing: Placing, opacity: Float = 1, blend: Blend = .over, limit: Int) {
        let perPixelX = sprite.density / (placing.scaleX * unit)
        let perPixelY = sprite.density / (placing.scaleY * unit)
        let u0 = ((worldX(0) - placing.offset.x) / placing.scaleX - sprite.origin.x) * sprite.density
        let v0 = ((worldY(0) - placing.offset.y) / placing.scaleY - sprite.origin.y) * sprite.density
        guard perPixelX.isFinite, perPixelY.isFinite, opacity > 0.002 else { return }
        let lastRow = sprite.height - 1
        for row in 0..<min(limit, height) {
            let place = v0 + Float(row) * perPixelY
            if place < -0.5 || (!sprite.isEndless && place > Float(lastRow) + 0.5) { continue }
            let v = limited(place, 0, Float(lastRow) - 0.001)
            let sourceRow = Int(v)
            let fv = v - Float(sourceRow)
            let line = sprite.texels + sourceRow * sprite.width
            let target = pixels + row * width
            for run in Int(sprite.firstRun[sourceRow])..<Int(sprite.firstRun[sourceRow + 1]) {
                let (start, end) = sprite.runs[run]
                let left =
                    start == 0 && sprite.isEndless
                    ? clipLeft : max(clipLeft, Int(limited(((Float(start) - 1 - u0) / perPixelX).rounded(.down), 0, 1e5)))
                let right =
                    Int(end) == sprite.width && sprite.isEndless
                    ? clipRight : min(clipRight, Int(limited((Float(end) - u0) / perPixelX, -1, 1e5).rounded(.up)) + 1)
                if left >= right { continue }
                drawRun(line, sprite.width, target, left..<right, u0, perPixelX, fv, opacity, blend)
            }
        }
    }

    /// One stretch of one row. Beside the sprite its border texels go on; within, a fixed-point walk samples it.
    @inline(__always)
    private func drawRun(
        _ line: UnsafeMutablePointer<Ink>, _ count: Int, _ target: UnsafeMutablePointer<Ink>, _ columns: Range<Int>, _ u0: Float,
        _ perPixel: Float,
        _ fv: Float, _ opacity: Float, _ blend: Blend
    ) {
        let next = line + count
        let (left, right) = (columns.lowerBound, columns.upperBound)
        let maxU = Float(count - 1) - 0.002
        let inner = max(left, min(right, Int(limited((-u0 / perPixel).rounded(.up), 0, 1e5))))
        let outer = max(inner, min(right, Int(limited(((maxU - u0) / perPixel).rounded(.down), 0, 1e5))))
        let keep: Float = blend == .over ? opacity : 0
        if inner > left {
            let source = (line[0] + (next[0] - line[0]) * fv) * opacity
            let behind = 1 - (blend == .over ? source.w : 0)
            for column in left..<inner { target[column] = source + target[column] * behind }
        }
        if outer < right {
            let last = count - 1
            let source = (line[last] + (next[last] - line[last]) * fv) * opacity
            let behind = 1 - (blend == .over ? source.w : 0)
            for column in outer..<right { target[column] = source + target[column] * behind }
        }
        var u = Int(max(0, u0 + Float(inner) * perPixel) * 65536)
        let step = Int(perPixel * 65536)
        if blend == .over, opacity >= 0.999 {
            for column in inner..<outer {
                let i = u >> 16
                let fu = Float(Int32(truncatingIfNeeded: u & 0xffff)) * (1 / 65536)
                let top = line[i] + (line[i &+ 1] - line[i]) * fu
                let bottom = next[i] + (next[i &+ 1] - next[i]) * fu
                let source = top + (bottom - top) * fv
                target[column] = source + target[column] * (1 - source.w)
                u &+= step
            }
        } else {
            for column in inner..<outer {
                let i = u >> 16
                let fu = Float(Int32(truncatingIfNeeded: u & 0xffff)) * (1 / 65536)
                let top = line[i] + (line[i &+ 1] - line[i]) * fu
                let bottom = next[i] + (next[i &+ 1] - next[i]) * fu
                let source = top + (bottom - top) * fv
                target[column] = source * opacity + target[column] * (1 - source.w * keep)
                u &+= step
            }
        }
    }

    /// Draws a sprite that repeats endlessly in x (its texels wrap), moved by `shift` world units of the sprite.
    func drawWrapped(_ sprite: Sprite, _ placing: Placing, opacity: Float, limit: Int) {
        let perPixelX = sprite.density / (placing.scaleX * unit)
        let perPixelY = sprite.density / (placing.scaleY * unit)
        let count = Float(sprite.width)
        let u0 = ((worldX(0) - placing.offset.x) / placing.scaleX - sprite.origin.x) * sprite.density
        let v0 = ((worldY(0) - placing.offset.y) / placing.scaleY - sprite.origin.y) * sprite.density
        for row in 0..<min(limit, height) {
            let v = v0 + Float(row) * perPixelY
            guard v >= 0, v < Float(sprite.height - 1) else { continue }
            let sourceRow = Int(v)
            let fv = v - Float(sourceRow)
            if sprite.firstRun[sourceRow] == sprite.firstRun[sourceRow + 1] { continue }
            let line = sprite.texels + sourceRow * sprite.width
            let next = line + sprite.width
            let target = pixels + row * width
            let first = u0 + Float(clipLeft) * perPixelX
            var u = min(Int((first - (first / count).rounded(.down) * count) * 65536), (sprite.width << 16) - 1)
            let step = Int(perPixelX * 65536)
            let end = sprite.width << 16
            for column in clipLeft..<clipRight {
                if u >= end { u &-= end }
                let i = u >> 16
                let j = i &+ 1 == sprite.width ? 0 : i &+ 1
                let fu = Float(Int32(truncatingIfNeeded: u & 0xffff)) * (1 / 65536)
                let top = line[i] + (line[j] - line[i]) * fu
                let bottom = next[i] + (next[j] - next[i]) * fu
                let source = (top + (bottom - top) * fv) * opacity
                target[column] = source + target[column] * (1 - source.w)
                u &+= step
            }
        }
    }

    /// A soft round dot of light or paint; radii below half a pixel are drawn fainter, so that small dots do not flicker.
    func dot(_ x: Float, _ y: Float, radius: Float, _ ink: Ink, limit: Int) {
        let cx = column(x)
        let cy = row(y)
        var reach = radius * unit
        var ink = ink
        if reach < 0.7 {
            ink *= (reach / 0.7) * (reach / 0.7)
            reach = 0.7
        }
        guard cx > -reach - 1, cx < Float(width) + reach, cy > -reach - 1, cy < Float(limit) + reach else { return }
        let inverse = 1 / ((reach + 0.5) * (reach + 0.5))
        let y0 = max(0, Int((cy - reach - 0.5).rounded(.up)))
        let y1 = min(limit - 1, Int(cy + reach + 0.5))
        let x0 = max(0, Int((cx - reach - 0.5).rounded(.up)))
        let x1 = min(width - 1, Int(cx + reach + 0.5))
        guard y0 <= y1, x0 <= x1 else { return }
        for row in y0...y1 {
            let dy = Float(row) - cy
            let line = pixels + row * width
            for column in x0...x1 {
                let dx = Float(column) - cx
                let fall = max(0, 1 - (dx * dx + dy * dy) * inverse)
                let source = ink * (fall * fall)
                line[column] = source + line[column] * (1 - source.w)
            }
        }
    }

    /// A thin line of light or paint from one point to another, faint at its start.
    func streak(_ a: Point, _ b: Point, thickness: Float, _ ink: Ink, limit: Int) {
        let start = Point(column(a.x), row(a.y))
        let end = Point(column(b.x), row(b.y))
        let delta = end - start
        let steps = Int(max(abs(delta.x), abs(delta.y)).rounded(.up)) + 1
        guard steps < 4000 else { return }
        let steep = abs(delta.y) >= abs(delta.x)
        let pixelThickness = max(thickness * unit, 0.6)
        let strength = min(1, thickness * unit / 0.6)
        let reach = Int(pixelThickness * 0.5 + 1)
        for step in 0..<steps {
            let t = (Float(step) + 0.5) / Float(steps)
            let point = start + delta * t
            let major = Int((steep ? point.y : point.x).rounded())
            let minor = steep ? point.x : point.y
            let ink = ink * (strength * min(1, t * 3))
            for offset in -reach...reach {
                let cell = Int(minor.rounded()) + offset
                let amount = limited(pixelThickness * 0.5 + 0.5 - abs(Float(cell) - minor))
                if amount <= 0 { continue }
                let (column, row) = steep ? (cell, major) : (major, cell)
                guard column >= 0, column < width, row >= 0, row < limit else { continue }
                let index = row * width + column
                let source = ink * amount
                pixels[index] = source + pixels[index] * (1 - source.w)
            }
        }
    }
}
