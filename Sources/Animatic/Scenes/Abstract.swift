import Foundation

/// Pictures of nothing but shapes and light.
extension Composition {
    func buildAbstract() {
        let p = palette
        aim = .zero
        horizon = 0
        light = Point(side * 0.3, -0.3)
        let sets: [[UInt32]] = [
            [0x101935, 0xff5d73, 0xffb84d, 0x33c4b3, 0xf7f1e3], [0x2d0b45, 0xff3f8e, 0x6f5bff, 0x2de2ff, 0xffe66d],
            [0xf3e9dc, 0xd1495b, 0x1d4e89, 0xedae49, 0x0b3948],
            [0x06302f, 0x19a78b, 0xf2cb6c, 0xf26c4f, 0xeaf4e4], [0x1c1c28, 0xe0e0ea, 0x8f94b8, 0xf25f5c, 0x50f0c8],
            [0x0b2545, 0x4f9bd9, 0x9fd0ef, 0xffa07a, 0xfff6da],
        ]
        var inks = sets[(Int(description.wordHash % 6) + (coin(0.5) ? 0 : pick(6))) % 6].map { Ink(hex: $0) }
        if !description.hues.isEmpty { inks = inks.map { $0.tinted(p.accent, 0.7) } }
        switch (Int((description.wordHash >> 16) % 3) + (coin(0.6) ? 0 : pick(3))) % 3 {
        case 0: ribbons(inks)
        case 1: orbs(inks)
        default: geometry(inks)
        }
        elements.append(
            Particles(
                kind: .dust, count: Int(60 * max(0.5, halfWidth)), ink: inks[4].mixed(Ink(1, 1, 1, 1), 0.3), salt: pick(999),
                halfWidth: halfWidth))
    }

    func backdrop(_ a: Ink, _ b: Ink, _ c: Ink) {
        let sprite = Sprite(left: -halfWidth - 0.5, top: -0.85, right: halfWidth + 0.5, bottom: 0.85, density: 60, endless: true)
        let (noise, shift) = (noise, chance(0, 50))
        sprite.shade { x, y in
            let n = noise.fractal(x * 1.2 + shift, y * 1.2 + shift, octaves: 3)
            let m = noise.fractal(x * 1.5 - shift, y * 1.3 + 30, octaves: 3)
            return a.mixed(b, smoothstep(0.3, 0.75, n + y * 0.2)).mixed(c, smoothstep(0.5, 0.85, m) * 0.6).veil(1)
        }
        add(sprite, depth: 40)
    }

    /// Folded bands of colour, each sliding over the next.
    func ribbons(_ inks: [Ink]) {
        backdrop(inks[0], inks[1].lit(0.6), inks[2])
        let bands = 8
        for band in 0..<bands {
            let t = Float(band) / Float(bands - 1)
            let y = -0.3 + 0.75 * t
            let span: Float = 4
            let sprite = Sprite(left: -span / 2, top: y - 0.3, right: span / 2, bottom: y + 0.42, density: min(density, 240))
            let (noise, row) = (noise, chance(0, 60))
            let (ink, other) = (inks[1 + band % 4], inks[1 + (band + 1) % 4])
            let amplitude = chance(0.12, 0.24)
            let cells = coin() ? 1 : 2
            sprite.shade { x, py in
                let wave = (noise.fractal((x + span / 2) * Float(cells), row, octaves: 2, period: cells * 4) - 0.5) * 2 * amplitude
                let under = py - (y + wave)
                let edge = limited(under * sprite.density + 0.5)
                guard edge > 0 else { return .zero }
                let fade = smoothstep(y + 0.42, y + 0.24, py)
                let shine = exp(-under * 22) * 0.55
                return ink.mixed(other, limited(under * 2.4)).lit(1 - 0.35 * smoothstep(0, 0.35, under)).mixed(Ink(1, 1, 1, 1), shine * 0.5)
                    .veil(edge * fade * 0.94)
            }
            let speed = chance(0.03, 0.08) * (band % 2 == 0 ? 1 : -1)
            let phase = chance(0, 6)
            add(sprite, depth: 4.5 - 2.8 * t) {
                $0.wraps = true
                $0.velocity = Point(speed, 0)
                $0.bob = Point(0, 0.02)
                $0.bobRate = 0.7
                $0.phase = phase
            }
        }
    }

    /// Soft discs of light at many depths.
    func orbs(_ inks: [Ink]) {
        backdrop(inks[0], inks[0].mixed(inks[1], 0.45), inks[2].lit(0.7))
        for index in 0..<26 {
            let depth = 9 - 7.6 * Float(index) / 26
            let r = chance(0.03, 0.16) * (depth < 3 ? 1.25 : 0.9)
            let x = chance(-1.15, 1.15) * halfWidth
            let y = chance(-0.5, 0.5)
            let ink = inks[1 + pick(4)]
            let sprite = Sprite(left: x - r * 1.1, top: y - r * 1.1, right: x + r * 1.1, bottom: y + r * 1.1, density: min(density, 60 / r))
            let ringed = coin(0.3)
            sprite.shade { px, py in
                let d = (Point(px - x, py - y) * Point(px - x, py - y)).sum().squareRoot() / r
                let disc = smoothstep(1, 0.94, d)
                if ringed { return ink.glow(disc * smoothstep(0.82, 0.9, d) * 0.7) }
                return ink.glow(disc * (0.2 + 0.28 * d * d))
            }
            let phase = chance(0, 6)
            let speed = Point(chance(-0.02, 0.02), chance(-0.03, -0.005))
            add(sprite, depth: depth) {
                $0.blend = .add
                $0.breath = 0.3
                $0.bob = Point(0.02, 0.02)
                $0.bobRate = 0.6
                $0.phase = phase
                $0.velocity = speed
            }
        }
    }

    /// Flat shapes on paper, in the manner of a poster.
    func geometry(_ inks: [Ink]) {
        backdrop(inks[0], inks[0].mixed(inks[4], 0.12), inks[0].mixed(inks[1], 0.15))
        var place = 0
        for index in 0..<13 {
            let depth = 7 - 5 * Float(index) / 13
            let angle = Float(place) * 2.4 + chance(-0.3, 0.3)
            let reach = 0.08 + 0.44 * (Float(place) / 13).squareRoot()
            place += 1
            let (x, y) = (cos(angle) * reach * halfWidth * 1.7, sin(angle) * reach * 0.85)
            let size = chance(0.08, 0.26) * (index < 3 ? 1.5 : 1)
            var shape = Shape()
            switch pick(6) {
            case 0: shape.add(circle(size))
            case 1:
                shape.add(circle(size))
                shape.cut(circle(size * 0.62))
            case 2: shape.add((0...30).map { Point(cos(Float($0) / 30 * .pi) * size, sin(Float($0) / 30 * .pi) * size) })
            case 3:
                for bar in 0..<5 {
                    shape.box(-size, -size * 0.5 + Float(bar) * size * 0.24, size, -size * 0.5 + Float(bar) * size * 0.24 + size * 0.09)
                }
            case 4: shape.add([Point(-size, size * 0.8), Point(0, -size), Point(size, size * 0.8)])
            default:
                for dot in 0..<16 {
                    shape.ellipse((Float(dot % 4) - 1.5) * size * 0.5, (Float(dot / 4) - 1.5) * size * 0.5, size * 0.08, size * 0.08)
                }
            }
            let turned = shape.turned(Float(pick(8)) * .pi / 4).moved(x, y)
            let b = turned.bounds
            let sprite = Sprite(
                left: b.low.x - 0.02, top: b.low.y - 0.02, right: b.high.x + 0.05, bottom: b.high.y + 0.05, density: density)
            sprite.fill(turned.moved(0.014, 0.016), Ink(0, 0, 0, 1).veil(0.2))
            let ink = inks[1 + index % 4]
            let low = b.low.y
            sprite.fill(turned) { _, py in ink.lit(1.06 - 0.2 * (py - low)).veil(0.96) }
            let phase = chance(0, 6)
            let bob = Point(chance(0.015, 0.05), chance(0.015, 0.05))
            add(sprite, depth: depth) {
                $0.bob = bob
                $0.bobRate = 0.7
                $0.phase = phase
            }
        }
    }

    func circle(_ r: Float) -> [Point] { (0..<64).map { Point(cos(Float($0) / 64 * 2 * .pi) * r, sin(Float($0) / 64 * 2 * .pi) * r) } }
}
