import Foundation
import Timebase

/// A picture laid out once per clip: what stands where, in which colours, in layers from back to front.
final class Composition {
    private(set) var description: SceneDescription
    var palette: Palette
    var random: SeededRandom
    let noise: Noise
    /// Half of the frame's width in heights.
    let halfWidth: Float
    /// Texels per height for sprites with edges.
    let density: Float
    let unit: Float
    /// Which side the subject stands on; the light comes from the other.
    let side: Float
    var elements: [any Element] = []
    var aim = Point.zero
    var horizon: Float = 0.1
    var light = Point(0.3, -0.2)
    /// Added to the depth of every layer: what is seen through a window lies further off.
    var farther: Float = 0

    init(_ description: SceneDescription, seed: UInt64, width: Int, height: Int) {
        self.description = description
        random = SeededRandom(seed: seed ^ description.wordHash, "composition")
        palette = Palette(description, random: &random)
        noise = Noise(seed: seed ^ description.wordHash, "noise")
        halfWidth = Float(width) / Float(height) / 2
        unit = Float(height)
        density = min(unit, 720)
        side = random.unit() < 0.5 ? -1 : 1
        build(description.scene)
    }

    /// Builds what is seen through an opening: a scene of its own, further off, where nobody named stands.
    func buildBeyond(_ scene: SceneKind) {
        let whole = description
        description.scene = scene
        description.subjects.removeAll { ![.bird, .balloon, .plane, .boat, .tower, .tree, .house].contains($0) }
        description.features.subtract([.fire, .road])
        farther = 2.2
        build(scene)
        farther = 0
        description = whole
    }

    func build(_ scene: SceneKind) {
        switch scene {
        case .sky: buildSky()
        case .sea: buildSea()
        case .mountains: buildMountains()
        case .forest: buildForest()
        case .desert: buildDesert()
        case .city: buildCity()
        case .street: buildStreet()
        case .corridor: buildCorridor()
        case .room: buildRoom()
        case .tunnel: buildTunnel()
        case .stage: buildStage()
        case .space: buildSpace()
        case .abstract: buildAbstract()
        case .field: buildField()
        case .underwater: buildUnderwater()
        }
    }

    // MARK: chance

    func chance(_ low: Float, _ high: Float) -> Float { Float(random.within(Double(low)...Double(high))) }
    func coin(_ probability: Float = 0.5) -> Bool { Float(random.unit()) < probability }
    func pick(_ count: Int) -> Int { Int(random.next() % UInt64(max(1, count))) }
    func has(_ subject: Subject) -> Bool { description.subjects.contains(subject) }
    func has(_ feature: Feature) -> Bool { description.features.contains(feature) }
    var isSnowy: Bool { description.weather == .snow || has(.snowfield) }
    var isDark: Bool { description.time == .night || description.time == .dusk }

    // MARK: layers

    /// A sprite as wide as the frame with room for the camera to move.
    func canvas(top: Float, bottom: Float, detail: Float = 1, margin: Float = 0.32) -> Sprite {
        Sprite(left: -halfWidth - margin, top: top, right: halfWidth + margin, bottom: bottom, density: density * detail, endless: true)
    }

    @discardableResult
    func add(_ sprite: Sprite, depth: Float, _ change: (inout SpriteLayer) -> Void = { _ in }) -> Sprite {
        var layer = SpriteLayer(sprite.finish(), depth: depth + farther)
        change(&layer)
        elements.append(layer)
        return sprite
    }

    /// Light without an edge, added to what is behind it.
    func addGlow(_ x: Float, _ y: Float, radius: Float, _ ink: Ink, depth: Float, stretch: Float = 1, breath: Float = 0.05) {
        let detail = min(density, 26 / radius)
        let sprite = Sprite(left: x - radius, top: y - radius * stretch, right: x + radius, bottom: y + radius * stretch, density: detail)
        sprite.shade { px, py in
            let d = Point(px - x, (py - y) / stretch) / radius
            let fall = max(0, 1 - (d * d).sum())
            return ink.glow(fall * fall * fall)
        }
        let phase = chance(0, 6)
        add(sprite, depth: depth) {
            $0.blend = .add
            $0.breath = breath
            $0.bobRate = 0.7
            $0.phase = phase
        }
    }

    func tint(_ tone: Figure.Tone, _ nearness: Float) -> Ink {
        let body = palette.layer(nearness)
        return switch tone {
        case .body: body
        case .shade: body.lit(0.62)
        case .sheen: body.mixed(palette.light, 0.06 + 0.12 * palette.day)
        case .lit: body.mixed(palette.light, 0.3 + 0.25 * palette.day)
        case .accent: body.mixed(palette.accent, 0.42 + 0.3 * palette.day)
        case .second: body.mixed(palette.contrast, 0.38 + 0.3 * palette.day)
        case .lamp: palette.accent.mixed(Ink(1, 0.97, 0.85, 1), 0.45)
        }
    }

    /// Stands a figure on (x, y), `height` tall, with a rim of light towards the light.
    func stand(
        _ figure: Figure, x: Float, y: Float, height: Float, depth: Float, nearness: Float = 1, rim: Float = 0.5, mirrored: Bool = false,
        dim: Float = 1,
        glow: Bool = true, _ change: (inout SpriteLayer) -> Void = { _ in }
    ) {
        let b = figure.bounds
        let sx = mirrored ? -height : height
        let left = x + (mirrored ? -b.high.x : b.low.x) * height - 0.012
        let right = x + (mirrored ? -b.low.x : b.high.x) * height + 0.012
        let sprite = Sprite(
            left: left, top: y + b.low.y * height - 0.012, right: right, bottom: y + b.high.y * height + 0.012, density: density * 1.15)
        for piece in figure.pieces {
            sprite.fill(piece.shape.scaled(sx, height).moved(x, y), tint(piece.tone, nearness).lit(piece.tone == .lamp ? 1 : dim))
        }
        let towards = light - Point(x, y - height * 0.5)
        if rim > 0 {
            sprite.rim(
                from: towards, width: 0.006 + height * 0.006, palette.light.mixed(palette.low, 0.35).lit(rim * (0.5 + 0.5 * palette.day)))
        }
        add(sprite, depth: depth, change)
        guard glow else { return }
        for piece in figure.pieces where piece.tone == .lamp {
            for contour in piece.shape.scaled(sx, height).moved(x, y).contours {
                let middle = contour.reduce(Point.zero, +) / Float(contour.count)
                addGlow(middle.x, middle.y, radius: height * 0.28, palette.accent.lit(isDark ? 0.5 : 0.18), depth: depth, breath: 0.12)
            }
        }
    }
}
