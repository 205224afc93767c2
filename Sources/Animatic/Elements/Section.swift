import Foundation

/// An endless passage of constant cross-section: corridor, tunnel, cave. For every pixel it is known once and for all where
/// its ray meets the walls; a frame only looks up what is painted there.
final class Section: Element {
    /// Meets the walls along a direction (x, y) of the screen: place around the section (0 floor middle, 1 ceiling middle) and
    /// distance ahead.
    typealias Profile = (_ x: Float, _ y: Float) -> (around: Float, ahead: Float, slant: Float)

    private let texture: Texture
    private let air: Ink
    private let tileLength: Float
    private let width: Int
    private let height: Int
    private let origin: Point
    private let density: Float
    /// around, ahead, share of air, level of the texture.
    private let map: UnsafeMutablePointer<SIMD4<Float>>

    init(
        texture: Texture, tileLength: Float, air: Ink, thickness: Float, halfWidth: Float, unit: Float, profile: Profile
    ) {
        self.texture = texture
        self.air = air
        self.tileLength = tileLength
        // The map is smooth: half of the frame's detail is plenty, and stays in the cache.
        density = min(unit, 720) * 0.5
        let (reachX, reachY) = (halfWidth + 0.3, Float(0.75))
        width = Int(2 * reachX * density)
        height = Int(2 * reachY * density)
        origin = Point(-reachX, -reachY)
        map = .allocate(capacity: width * height)
        let texelsAhead = Float(texture.height) / tileLength
        for row in 0..<height {
            let y = origin.y + (Float(row) + 0.5) / density
            for column in 0..<width {
                let x = origin.x + (Float(column) + 0.5) / density
                let (around, ahead, slant) = profile(x, y)
                let footprint = max(1, texelsAhead * ahead * ahead * slant / unit)
                let level = limited(log2(footprint) - 0.6, 0, Float(texture.count - 1))
                map[row * width + column] = SIMD4(around, min(ahead, 60), 1 - exp(-ahead * thickness), level)
            }
        }
    }

    deinit { map.deallocate() }

    func draw(into frame: FrameBuffer, _ moment: Moment) {
        let view = moment.view
        let centre = view.aim + view.pan
        let scale = density / (view.zoom * frame.unit)
        let u0 = ((frame.worldX(0) - centre.x) / view.zoom + view.x * 0.25 - origin.x) * density - 0.5
        let v0 = ((frame.worldY(0) - centre.y) / view.zoom + view.y * 0.25 - origin.y) * density - 0.5
        let (maxU, maxV) = (Float(width) - 1.001, Float(height) - 1.001)
        let perTile = 1 / tileLength
        // Lamps that pass too quickly would make the picture pulse.
        let travel = (view.travel + view.z * 1.2) * 0.62
        let offset = travel * perTile + 100
        for row in 0..<min(frame.height, moment.limit) {
            let v = limited(v0 + Float(row) * scale, 0, maxV)
            let line = map + Int(v) * width
            let next = line + width
            let fv = v - v.rounded(.down)
            let target = frame.pixels + row * frame.width
            // What a ray meets changes smoothly: it is looked up for every second pixel, and halved in between.
            let hit = { (column: Int) -> SIMD4<Float> in
                let (i, fu) = split(min(max(u0 + Float(column) * scale, 0), maxU))
                let top = line[i] + (line[i &+ 1] - line[i]) * fu
                let bottom = next[i] + (next[i &+ 1] - next[i]) * fu
                return top + (bottom - top) * fv
            }
            var here = hit(0)
            var column = 0
            while column < frame.width {
                let ahead = hit(column &+ 2)
                let between = (here + ahead) * 0.5
                let ink = texture.sample(here.x, here.y * perTile + offset, level: split(here.w + 0.5).whole)
                target[column] = ink + (air - ink) * here.z
                let second = texture.sample(between.x, between.y * perTile + offset, level: split(between.w + 0.5).whole)
                target[column &+ 1] = second + (air - second) * between.z
                here = ahead
                column &+= 2
            }
        }
    }

    func hidesFrom(_ frame: FrameBuffer, _ moment: Moment) -> Int { 0 }
}
