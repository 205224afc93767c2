import Foundation

/// A street between two rows of houses, endless, with a wet road that mirrors them and signs over the pavement.
final class Street: Element {
    struct Sign {
        var sprite: Sprite
        /// -1 left, 1 right.
        var side: Float
        var along: Float
        var height: Float
    }

    let facades: [Texture]
    /// Height of the house on each block, left then right.
    let heights: [[Float]]
    let tileLength: Float
    /// What a texture covers upwards from the ground.
    let tileHeight: Float
    let halfStreet: Float
    let eye: Float
    let air: Ink
    let asphalt: Ink
    let wet: Float
    let thickness: Float
    let signs: [Sign]
    let signSpan: Float
    let tile: Tile

    init(
        facades: [Texture], heights: [[Float]], tileLength: Float, tileHeight: Float, halfStreet: Float, eye: Float, air: Ink, asphalt: Ink,
        wet: Float, thickness: Float, signs: [Sign], signSpan: Float, tile: Tile
    ) {
        self.facades = facades
        self.heights = heights
        self.tileLength = tileLength
        self.tileHeight = tileHeight
        self.halfStreet = halfStreet
        self.eye = eye
        self.air = air
        self.asphalt = asphalt
        self.wet = wet
        self.thickness = thickness
        self.signs = signs
        self.signSpan = signSpan
        self.tile = tile
    }

    /// A walking pace: houses close by would flicker past at more.
    private static func distance(_ view: View) -> Float { (view.travel + view.z * 1.2) * 0.66 }

    private struct Column {
        var distance: Float = 0
        var top: Float = 0
        var foot: Float = 0
        var fog: Float = 0
        var level: Int32 = 0
        var first: Int32 = 0
        var second: Int32 = 0
        var fraction: Float = 0
        var side: Int32 = 0
    }

    func draw(into frame: FrameBuffer, _ moment: Moment) {
        let view = moment.view
        let centre = view.aim + view.pan
        let travel = Street.distance(view) + 200
        let columns = UnsafeMutablePointer<Column>.allocate(capacity: frame.width)
        defer { columns.deallocate() }
        for index in 0..<frame.width { columns[index] = column(frame.worldX(index), centre, travel, view, frame.unit) }
        let horizonRow = frame.row(centre.y)
        let (left, right) = (facades[0], facades[1])
        for row in 0..<min(frame.height, moment.limit) {
            let y = (frame.worldY(row) - centre.y) / view.zoom
            let target = frame.pixels + row * frame.width
            let perRow = frame.unit * view.zoom
            for index in 0..<frame.width {
                let c = columns[index]
                if y > c.foot { continue }
                let cover = (y - c.top) * perRow + 0.5
                if cover <= 0 { continue }
                let texture = c.side == 0 ? left : right
                let level = Int(c.level)
                let w = texture.width >> level
                let v = min(max((eye - y * c.distance) / tileHeight * Float(w) - 0.5, 0), Float(w) - 1.001)
                let (i, f) = split(v)
                let a = texture.levels[level] + Int(c.first) * w + i
                let b = texture.levels[level] + Int(c.second) * w + i
                let near = a[0] + (a[1] - a[0]) * f
                let far = b[0] + (b[1] - b[0]) * f
                var ink = near + (far - near) * c.fraction
                ink += (air - ink) * c.fog
                ink.w = 1
                target[index] += (ink - target[index]) * min(1, cover)
            }
        }
        drawSigns(frame, moment, centre, travel)
        drawRoad(frame, moment, centre, columns, horizonRow)
    }

    private func column(_ x: Float, _ centre: Point, _ travel: Float, _ view: View, _ unit: Float) -> Column {
        var c = Column()
        let dx = (x - centre.x) / view.zoom
        let right = dx > 0
        let wall = right ? halfStreet - view.x * 0.5 : halfStreet + view.x * 0.5
        c.distance = min(80, wall / max(abs(dx), 0.0008))
        c.side = right ? 1 : 0
        let along = (c.distance + travel) / tileLength
        let texture = facades[Int(c.side)]
        let footprint = Float(texture.height) / tileLength * c.distance * c.distance / (wall * unit * view.zoom)
        c.level = Int32(limited(log2(max(1, footprint)) - 0.3, 0, Float(texture.count - 1)))
        let h = texture.height >> Int(c.level)
        let v = fract(along) * Float(h)
        c.first = Int32(min(Int(v), h - 1))
        c.second = Int32(Int(c.first) + 1 == h ? 0 : Int(c.first) + 1)
        c.fraction = v - Float(c.first)
        let row = heights[Int(c.side)]
        let block = Int(fract(along) * Float(row.count)) % row.count
        c.top = -(row[block] - eye) / c.distance
        c.foot = eye / c.distance
        c.fog = 1 - exp(-c.distance * thickness)
        return c
    }

    private func drawSigns(_ frame: FrameBuffer, _ moment: Moment, _ centre: Point, _ travel: Float) {
        let view = moment.view
        var order: [(index: Int, distance: Float)] = []
        for (index, sign) in signs.enumerated() {
            let distance = signSpan * fract((sign.along - travel) / signSpan)
            order.append((index, distance))
        }
        order.sort { ($0.distance, $0.index) > ($1.distance, $1.index) }
        for (index, distance) in order where distance > 0.35 {
            let sign = signs[index]
            let scale = view.zoom / distance
            let x = sign.side * halfStreet - view.x * 0.5
            let offset = centre + Point(x, eye - sign.height) * scale
            let fade = limited((distance - 0.35) * 2.5) * limited((signSpan - distance) * 0.6) * exp(-distance * thickness * 0.7)
            let glimmer = 0.9 + 0.1 * sin(moment.time * (1.5 + Float(index % 3)) + Float(index) * 2)
            frame.draw(
                sign.sprite, .init(scale: scale, offset: offset), opacity: fade * (glimmer), limit: moment.limit)
        }
    }

    private func drawRoad(
        _ frame: FrameBuffer, _ moment: Moment, _ centre: Point, _ columns: UnsafeMutablePointer<Column>, _ horizonRow: Float
    ) {
        let view = moment.view
        let first = max(0, Int(horizonRow.rounded(.up)))
        let lines = UnsafeMutablePointer<Float>.allocate(capacity: 256)
        defer { lines.deallocate() }
        let width = frame.width
        let step = 1 / (frame.unit * view.zoom)
        for row in first..<max(first, min(frame.height, moment.limit)) {
            let y = max(0.002, (frame.worldY(row) - centre.y) / view.zoom)
            let z = eye / y
            let along = z + Street.distance(view)
            tile.row((along * 46).truncatingRemainder(dividingBy: 256) + 512, into: lines)
            let calm = limited(1.4 / (eye / (y * y) * step * 46))
            let fog = 1 - exp(-z * thickness)
            let x0 = (frame.worldX(0) - centre.x) / view.zoom * z + view.x * 0.5
            let xStep = z * step
            var u = x0 * 30 + 8192
            let us = min(xStep * 30, 3)
            let base = asphalt.mixed(air, fog * 0.8)
            let target = frame.pixels + row * width
            let curb = halfStreet * 0.62
            let perUnit = 1 / xStep
            let dash = fract(along / 1.3)
            let dashes = limited((0.45 - abs(dash - 0.25) * 2) * 8 + 0.3) * limited(1.2 / max(0.001, eye / (y * y) * step)) * exp(-z * 0.25)
            for index in 0..<width {
                let c = columns[index]
                if y <= c.foot {
                    u += us
                    continue
                }
                let n = (sampleLine(lines, u) - 0.5) * calm
                u += us
                let foot = frame.row(c.foot * view.zoom + centre.y)
                let ripple = n * 16 * (0.4 + y) * frame.unit / 360
                let source = min(max(split(2 * foot - Float(row) - abs(ripple) * 1.4 + 0.5).whole, 0), row - 1)
                let column = min(max(index + split(ripple + 0.5).whole, 0), width - 1)
                let mirror = frame.pixels[max(0, source) * width + column]
                let x = x0 + Float(index) * xStep
                let pavement = limited((abs(x) - curb) * perUnit + 0.5)
                let edge = limited((0.02 - abs(abs(x) - curb)) * perUnit + 0.5)
                let puddle = wet * (0.75 + n * 1.4) * (1 - 0.45 * pavement)
                var ink = base * (1 + n * 0.5 + 0.35 * pavement + 0.4 * edge)
                ink += mirror * puddle
                ink += (Ink(0.8, 0.8, 0.75, 0) - ink) * (limited((0.02 - abs(x)) * perUnit + 0.5) * dashes * 0.32)
                ink.w = 1
                target[index] = ink
            }
        }
    }

    /// Houses hide the sky but for the gap between them.
    func opening(_ frame: FrameBuffer, _ moment: Moment) -> Range<Int>? {
        let centre = moment.view.aim + moment.view.pan
        let highest = (centre.y + 0.5) / moment.view.zoom
        let lowestHouse = (heights.joined().min() ?? 0) - eye
        guard highest > 0.05, lowestHouse > 0 else { return nil }
        // Nearer than this even the lowest house reaches above the frame.
        let reach = (halfStreet + abs(moment.view.x) * 0.5) * highest / lowestHouse * moment.view.zoom + 0.03
        let left = Int(limited(frame.column(centre.x - reach), 0, Float(frame.width)))
        return left..<max(left, Int(limited(frame.column(centre.x + reach), 0, Float(frame.width))))
    }

    func hidesFrom(_ frame: FrameBuffer, _ moment: Moment) -> Int {
        max(0, min(frame.height, Int(frame.row(moment.view.aim.y + moment.view.pan.y).rounded(.up)) + 1))
    }
}
