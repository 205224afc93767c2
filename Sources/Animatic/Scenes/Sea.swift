import Foundation

/// The sea, its shore and its boats.
extension Composition {
    func buildSea() {
        let h = chance(-0.04, 0.1)
        let lake = has(.reflection)
        aim = Point(chance(-0.1, 0.1) * halfWidth, h)
        sky(horizon: h)
        let rock = Ink(hex: 0x4a5a68)
        if lake || description.beyond == .mountains {
            ridge(base: h + 0.01, height: 0.26, frequency: 1.7, nearness: 0.3, depth: 14, snow: 0.5, surface: rock, foot: h + 0.02)
            ridge(base: h + 0.01, height: 0.13, frequency: 2.6, nearness: 0.5, depth: 11, snow: 0, surface: rock, foot: h + 0.02)
        } else if description.beyond == .city {
            skyline(base: h + 0.005, height: 0.05...0.2, widths: 0.02...0.06, depth: 12, nearness: 0.4, lights: 0.5, foot: h + 0.01)
        } else if coin(0.5) {
            ridge(base: h + 0.005, height: 0.07, frequency: 1.2, nearness: 0.22, depth: 14, snow: 0, surface: rock, foot: h + 0.012)
        }
        if has(.tower) { headland(h, rock) }
        if has(.bird) == false, coin(0.4), !isDark {
            elements.append(
                Flock(
                    count: 6, centre: Point(side * halfWidth * 0.3, h - 0.2), spread: Point(0.5, 0.16), size: 0.02, depth: 8,
                    velocity: Point(side * 0.03, 0), ink: palette.near.veil(0.8), salt: pick(999)))
        }
        let rough: Float = description.weather == .storm ? 1.5 : (lake ? 0.4 : chance(0.7, 1.05))
        if has(.boat) { boats(h) }
        water(horizon: h, depth: 40, roughness: rough, glitter: 1)
        if has(.boat) { boatInFront(h) }
        if has(.whale) {
            stand(.whale(), x: side * halfWidth * 0.3, y: h + 0.13, height: 0.16, depth: 2.6, nearness: 0.9, rim: 0.7, mirrored: side > 0) {
                $0.bob = Point(0.02, 0.02)
                $0.bobRate = 0.7
            }
        }
        mist(h + 0.005, height: 0.045, depth: 30, description.weather == .fog ? 0.9 : 0.35)
        let shore = has(.beach) || description.subjects.contains { $0.isHuman || [.dog, .horse, .tree, .car].contains($0) }
        if shore { beach() } else if coin(0.6) { rocks() }
        foregroundAir()
    }

    func boats(_ h: Float) {
        stand(.boat(), x: -side * halfWidth * 0.55, y: h + 0.004, height: 0.07, depth: 14, nearness: 0.6, rim: 0.4) {
            $0.velocity = Point(0.006, 0)
        }
    }

    func boatInFront(_ h: Float) {
        let (x, y, tall) = (side * halfWidth * 0.3, h + 0.12, 0.3 * min(1, halfWidth / 0.5))
        let shadow = Sprite(left: x - tall * 0.5, top: y, right: x + tall * 0.5, bottom: y + tall * 0.75, density: density * 0.4)
        let (ink, noise) = (palette.near, noise)
        shadow.shade { px, py in
            let t = (py - y) / (tall * 0.75)
            let wobble = (noise.value(px * 6, py * 60) - 0.5) * 0.12
            let half = tall * (0.3 - 0.24 * t)
            return ink.veil(0.5 * (1 - t) * smoothstep(0, 0.04, t) * smoothstep(half, half * 0.6, abs(px - x + wobble * tall)))
        }
        add(shadow, depth: 2.8) {
            $0.bob = Point(0.004, 0.002)
            $0.bobRate = 1.1
        }
        stand(.boat(), x: x, y: y, height: tall, depth: 2.8, nearness: 0.95, rim: 0.7) {
            $0.bob = Point(0.006, 0.008)
            $0.bobRate = 1.1
        }
    }

    func headland(_ h: Float, _ rock: Ink) {
        let sprite = canvas(top: h - 0.3, bottom: h + 0.05)
        let (noise, s, half) = (noise, side, halfWidth)
        let body = palette.layer(0.72)
        sprite.fillBelow({ x in
            let t = (x * s / half - 0.25) / 0.75
            return h + 0.03 - max(0, t) * 0.16 - smoothstep(-0.1, 0.25, t) * 0.07 - noise.line(x * 9, octaves: 3) * 0.02
                * smoothstep(-0.2, 0.2, t)
        }) { x, y, edge in body.mixed(self.palette.light, 0.2 * smoothstep(0.03, 0, y - edge)).lit(0.9 + 0.2 * noise.value(x * 20, y * 30))
        }
        add(sprite, depth: 5)
        stand(.lighthouse(), x: side * halfWidth * 0.62, y: h - 0.1, height: 0.34, depth: 5, nearness: 0.82, rim: 0.6)
        if isDark || description.weather == .fog {
            for turn in [-1, 1] as [Float] {
                elements.append(
                    Beam(
                        source: Point(side * halfWidth * 0.62, h - 0.395), depth: 5 + farther, angle: turn * 1.38, swing: 0.1, rate: 0.9,
                        phase: 0, spread: 0.5,
                        length: 0.32, ink: palette.accent.mixed(Ink(1, 1, 1, 1), 0.4).lit(0.6)))
            }
        }
    }

    func beach() {
        let sand = Ink(hex: 0xdcb888)
        let sprite = canvas(top: 0.22, bottom: 0.62)
        let (noise, shift, s, half) = (noise, chance(0, 40), side, halfWidth)
        let body = palette.surface(sand).lit(0.85).mixed(palette.near, 0.15)
        let wet = body.lit(0.55).mixed(palette.low, 0.25)
        sprite.fillBelow({ x in 0.37 - 0.06 * s * x / half + noise.line(x * 1.4 + shift, octaves: 2) * 0.03 }) { x, y, edge in
            let under = y - edge
            let foam = smoothstep(0.012, 0.004, under)
            let n = noise.fractal(x * 20, y * 60, octaves: 3) - 0.5
            return wet.mixed(body, smoothstep(0.02, 0.09, under)).lit(1 + n * 0.2).mixed(
                Ink(1, 1, 1, 1), foam * 0.55 * (0.4 + 0.6 * self.palette.day))
        }
        add(sprite, depth: 2)
        placeSubjects(y: 0.42, person: 0.24, depth: 1.9)
    }

    func rocks() {
        let sprite = canvas(top: 0.1, bottom: 0.62)
        let (noise, shift, s, half) = (noise, chance(0, 40), side, halfWidth)
        let body = palette.layer(0.98)
        let bright = body.mixed(palette.light, 0.35)
        sprite.fillBelow({ x in
            let t = x * s / half
            return 0.56 - smoothstep(0.1, 1.2, t) * 0.3 - noise.ridge(x * 4 + shift, octaves: 4) * 0.12 * smoothstep(-0.1, 0.6, t)
        }) { x, y, edge in
            let fold = smoothstep(0.45, 0.6, noise.fractal(x * 9 + (y - edge) * 5, y * 8 + shift, octaves: 3))
            return body.mixed(bright, fold * 0.35 + 0.4 * smoothstep(0.012, 0, y - edge))
        }
        add(sprite, depth: 1.5)
    }
}
