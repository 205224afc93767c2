import Foundation

/// A plain running to the horizon, with grain that comes nearer as the camera travels, and perhaps a road.
struct Ground: Element {
    struct Road {
        var halfWidth: Float = 0.5
        var centre: Float = 0
        /// How far the road swings sideways in the distance.
        var bend: Float = 0
        var asphalt: Ink
        var line: Ink
        /// A painted road has a dashed middle line; a path has none.
        var painted = true
    }

    let horizon: Float
    let depth: Float
    let near: Ink
    let far: Ink
    let grain: Float
    let tile: Tile
    var road: Road?
    /// Height of the camera over the ground.
    var rise: Float = 0.35
    /// Light on the ground around this screen x.
    var light: Ink = .zero
    var lightX: Float = 0

    func draw(into frame: FrameBuffer, _ moment: Moment) {
        guard let placing = moment.view.placing(depth: depth) else { return }
        let y = horizon * placing.scaleY + placing.offset.y
        let first = max(0, Int(frame.row(y).rounded(.up)))
        guard first < min(frame.height, moment.limit) else { return }
        let lines = UnsafeMutablePointer<Float>.allocate(capacity: 512)
        defer { lines.deallocate() }
        let (fine, coarse) = (lines, lines + 256)
        let width = frame.width
        let centreX = frame.column(moment.view.aim.x + moment.view.pan.x * placing.scaleX)
        let step = 1 / frame.unit
        for row in first..<min(frame.height, moment.limit) {
            let k = max(0.002, frame.worldY(row) - y + 0.5 * step)
            let z = rise / k
            let zStep = rise / (k * k) * step
            let along = z + moment.view.travel + moment.view.z * 1.2
            tile.row((along * 34).truncatingRemainder(dividingBy: 256) + 512, into: fine)
            tile.row((along * 7).truncatingRemainder(dividingBy: 256) + 512, into: coarse)
            let fineAmount = grain * limited(1.6 / (zStep * 34 + z * step * 34))
            let coarseAmount = grain * limited(1.6 / (zStep * 7 + z * step * 7)) * 1.3
            let air = expf(-z * 0.16)
            let base = far.mixed(near, air)
            let xStep = z * step
            let x0 = (0 - centreX) * xStep + moment.view.x * 1.0
            let target = frame.pixels + row * width
            var uf = x0 * 34 + 8192
            var uc = x0 * 7 + 8192
            let sf = min(xStep * 34, 3)
            let sc = min(xStep * 7, 3)
            let glow = light * (0.5 * (1 - k))
            let glowX = frame.column(lightX * placing.scaleX + placing.offset.x)
            let glowWidth = frame.unit * (0.18 + 0.5 * k)
            for column in 0..<width {
                let n = (sampleLine(fine, uf) - 0.5) * fineAmount + (sampleLine(coarse, uc) - 0.5) * coarseAmount
                uf += sf
                uc += sc
                let dx = (Float(column) - glowX) / glowWidth
                var ink = base * (1 + n) + glow * (1 / (1 + dx * dx))
                ink.w = 1
                target[column] = ink
            }
            if let road { draw(road, target, width, centreX, xStep, x0, z, along, zStep, air, fineLine: fine) }
        }
    }

    private func draw(
        _ road: Road, _ target: UnsafeMutablePointer<Ink>, _ width: Int, _ centreX: Float, _ xStep: Float, _ x0: Float, _ z: Float,
        _ along: Float, _ zStep: Float, _ air: Float, fineLine: UnsafeMutablePointer<Float>
    ) {
        let middle = road.centre + road.bend * z * z * 0.012
        let left = Int(limited((middle - road.halfWidth * 1.05 - x0) / xStep - 2, -10, 1e5))
        let right = Int(limited((middle + road.halfWidth * 1.05 - x0) / xStep + 2, -10, 1e5))
        guard right > 0, left < width else { return }
        let dash = fract(along / 1.5)
        let soft = max(0.03, zStep / 1.5)
        let dashAmount = limited((0.5 - abs(dash - 0.25) * 2) / (soft * 2) + 0.25) * limited(0.9 / max(0.001, zStep))
        let asphalt = far.mixed(road.asphalt, min(1, air * 1.15))
        let line = asphalt.mixed(road.line, limited(air * 1.4))
        let inverse = 1 / xStep
        for column in max(0, left)..<max(0, left, min(width, right)) {
            let x = x0 + Float(column) * xStep - middle
            let cover = limited((road.halfWidth - abs(x)) * inverse + 0.5)
            let n = sampleLine(fineLine, x * 60 + 8192) - 0.5
            var ink = asphalt * (1 + n * 0.12 * air)
            if road.painted {
                let centre = limited((0.022 - abs(x)) * inverse + 0.5) * dashAmount * min(1, 0.044 * inverse)
                let edge = limited((0.014 - abs(abs(x) - road.halfWidth * 0.9)) * inverse + 0.5) * min(1, 0.028 * inverse)
                ink = ink + (line - ink) * max(centre, edge * 0.7)
            }
            ink.w = 1
            target[column] += (ink - target[column]) * cover
        }
    }

    func hidesFrom(_ frame: FrameBuffer, _ moment: Moment) -> Int {
        guard let placing = moment.view.placing(depth: depth) else { return frame.height }
        let y = horizon * placing.scaleY + placing.offset.y
        return max(0, min(frame.height, Int(frame.row(y).rounded(.up))))
    }
}
