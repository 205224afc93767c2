/// Open water from the horizon down: it mirrors what is painted above it, rippled, and glitters under the light.
struct Water: Element {
    let horizon: Float
    let depth: Float
    let deep: Ink
    let light: Ink
    /// Where the light stands; its path lies below.
    let lightX: Float
    let glitter: Float
    /// 0.3 for a lake, 1 for a sea, 1.6 for a storm.
    let roughness: Float
    let tile: Tile

    func draw(into frame: FrameBuffer, _ moment: Moment) {
        guard let placing = moment.view.placing(depth: depth) else { return }
        let y = horizon * placing.scaleY + placing.offset.y
        let first = max(0, Int(frame.row(y).rounded(.up)))
        guard first < frame.height else { return }
        let lines = UnsafeMutablePointer<Float>.allocate(capacity: 512)
        defer { lines.deallocate() }
        let (lineA, lineB) = (lines, lines + 256)
        let glitterX = frame.column(lightX * placing.scaleX + placing.offset.x)
        let width = frame.width
        let time = moment.time
        let step = 1 / frame.unit
        let drift = moment.view.x * 40 - moment.view.pan.x * 30
        for row in first..<min(frame.height, max(first, moment.limit)) {
            let k = max(0.0012, frame.worldY(row) - y)
            let near = (k * 2).squareRoot()
            let wave = 130 * k.squareRoot()
            tile.row(wave * 1.0 - time * 5.2 * (0.4 + near) - moment.view.travel * 3 + 512, into: lineA)
            tile.row(wave * 1.7 + time * 3.1 * (0.4 + near) - moment.view.travel * 5 + 512, into: lineB)
            let scale = min(90 / (0.25 + k * 3.2), 150) * step
            var ua =
                Float(4096) + (drift - Float(width) * 0.5 * step * 40) + time * 2.2 + (Float(frame.clipLeft) - Float(width) * 0.5) * scale
            var ub = Float(4096) - time * 3.4 + drift * 1.4 + (Float(frame.clipLeft) - Float(width) * 0.5) * scale * 1.6
            let mirror = frame.row(y) - (Float(row) - frame.row(y)) * 0.92
            let swing = roughness * (2 + 26 * k) * frame.unit / 360
            let clear = limited(0.86 - 0.95 * k - 0.12 * (roughness - 0.3))
            let tone = deep * (1 - clear)
            let chop = 2 * roughness * (0.05 + 0.17 * near)
            let pathStep = 1 / (frame.unit * (0.075 + 1.05 * k))
            var fromPath = (Float(frame.clipLeft) - glitterX) * pathStep
            let shine = glitter * 3.4
            let target = frame.pixels + row * width
            for column in frame.clipLeft..<frame.clipRight {
                let n = sampleLine(lineA, ua) + sampleLine(lineB, ub) - 1
                ua += scale
                ub += scale * 1.6
                let sourceRow = min(max(split(mirror - abs(n) * swing * 2.2).whole, 0), first > 0 ? first - 1 : 0)
                let sourceColumn = min(max(column + split(n * swing + 0.5).whole, 0), width - 1)
                var ink = frame.pixels[sourceRow * width + sourceColumn] * clear + tone
                ink += ink * (n * chop)
                let dx = fromPath
                fromPath += pathStep
                let path = max(0, 1 - dx * dx)
                if path > 0 {
                    let share = path * path * path
                    ink += light * (max(0, n - 0.05 + share * 0.12) * share * shine)
                }
                ink.w = 1
                target[column] = ink
            }
        }
    }

    func hidesFrom(_ frame: FrameBuffer, _ moment: Moment) -> Int {
        guard let placing = moment.view.placing(depth: depth) else { return frame.height }
        return max(0, min(frame.height, Int(frame.row(horizon * placing.scaleY + placing.offset.y).rounded(.up))))
    }
}
