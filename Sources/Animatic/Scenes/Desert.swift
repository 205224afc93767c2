import Foundation

/// Dunes, or a road through stony desert.
extension Composition {
    func buildDesert() {
        let h = chance(0.06, 0.16)
        let onRoad = has(.road) || has(.car)
        aim = Point(onRoad ? chance(-0.1, 0.1) : chance(-0.2, 0.2) * halfWidth, h)
        sky(horizon: h, clouds: description.weather == .clear ? [0.15, 0.35, 0.5][pick(3)] : nil)
        let sand = [Ink(hex: 0xd98e4a), Ink(hex: 0xe2a868), Ink(hex: 0xc4703f)][pick(3)]
        if coin(0.6) || onRoad { mesas(h, sand) }
        ridge(base: h + 0.015, height: 0.07, frequency: 2.4, nearness: 0.28, depth: 14, snow: 0, surface: sand)
        mist(h + 0.005, height: 0.05, depth: 10, 0.5)
        let lit = palette.surface(sand)
        if onRoad {
            elements.append(
                Ground(
                    horizon: h, depth: 300 + farther, near: lit.lit(0.82), far: palette.haze.mixed(lit, 0.45), grain: 0.34,
                    tile: Tile(noise, cellsX: 16, cellsY: 16, octaves: 4),
                    road: .init(
                        halfWidth: 0.42, centre: 0, bend: chance(-0.4, 0.4), asphalt: palette.near.mixed(palette.haze, 0.22),
                        line: palette.light.mixed(palette.accent, 0.35)),
                    light: palette.light.glow(0.2), lightX: light.x))
            roadside(h)
            carOrSubjects(h)
        } else {
            dunes(h, sand)
            placeSubjects(y: 0.36, person: 0.2)
        }
        foregroundAir()
        if description.weather == .wind || coin(0.5) { mist(0.3, height: 0.12, depth: 1.5, 0.22, ink: lit.mixed(palette.light, 0.3)) }
    }

    func carOrSubjects(_ h: Float) {
        placeSubjects(y: h + 0.24, person: 0.2, depth: 2.2)
    }

    func mesas(_ h: Float, _ rock: Ink) {
        let sprite = canvas(top: h - 0.3, bottom: h + 0.06, detail: 0.9)
        let (noise, p) = (noise, palette)
        let body = p.layer(0.34).mixed(p.surface(rock), 0.3)
        let towards: Float = light.x < 0 ? -1 : 1
        for _ in 0..<(2 + pick(3)) {
            let x = chance(-1, 1) * halfWidth * 1.1
            let (w, tall) = (chance(0.06, 0.2), chance(0.08, 0.2))
            var shape = Shape()
            shape.add([
                Point(x - w * 1.7, h + 0.03), Point(x - w * 1.1, h - tall * 0.36), Point(x - w, h - tall),
                Point(x + w * 0.8, h - tall * chance(0.9, 1.02)),
                Point(x + w, h - tall * 0.4), Point(x + w * 1.8, h + 0.03),
            ])
            sprite.fill(shape) { px, py in
                let strata = noise.value(px * 3, py * 70) - 0.5
                let face = limited(0.5 + towards * (px - x) / w * 0.5)
                return body.lit(0.82 + 0.25 * strata).mixed(p.light, 0.24 * face * p.day).mixed(p.haze, 0.5 * smoothstep(h - tall, h, py))
            }
        }
        add(sprite, depth: 16)
    }

    func roadside(_ h: Float) {
        for index in 0..<7 {
            let depth = 1.3 + Float(index) * 0.55
            let lateral = (0.5 + 0.55 * chance(0, 1)) * (index % 2 == 0 ? 1 : -1) as Float
            let y = h + 0.42 / depth
            let near = limited(1.05 - 0.16 * depth, 0.3, 1)
            if coin(0.4) {
                stand(
                    .cactus(), x: aim.x + lateral * 0.95, y: y, height: 0.26 / depth * chance(0.8, 1.3), depth: depth, nearness: near,
                    rim: 0.4)
            } else {
                stand(
                    .grass(width: 0.7, count: 14, &random), x: aim.x + lateral * 0.9, y: y, height: 0.1 / depth, depth: depth,
                    nearness: near, rim: 0.3)
            }
        }
    }

    func dunes(_ h: Float, _ sand: Ink) {
        let p = palette
        for index in 0..<4 {
            let t = Float(index) / 3
            let y = h + 0.05 + 0.32 * t * t
            let sprite = canvas(top: y - 0.26, bottom: 0.62)
            let (noise, shift, row) = (noise, chance(0, 60), chance(0, 60))
            let frequency: Float = 1.7 - 0.8 * t
            let bright = p.surface(sand, 0.4 + 0.6 * t).mixed(p.light, 0.16 * p.day)
            let dark = p.surface(sand, 0.4 + 0.6 * t).lit(0.42).mixed(p.near, 0.3)
            let towards: Float = light.x < 0 ? -1 : 1
            let wave = { (x: Float) in (noise.ridge(x * frequency + shift, octaves: 2, row: row) - 0.5) * (0.13 + 0.13 * t) }
            sprite.fillBelow({ y - wave($0) }) { x, py, edge in
                let under = py - edge
                // The lee side falls away from a crest line that winds down the dune.
                let crest = noise.value((x + towards * under * 1.5) * frequency * 1.35 + shift, row + 0.5)
                let slope = crest - noise.value((x + towards * (under * 1.5 + 0.06)) * frequency * 1.35 + shift, row + 0.5)
                let lee = smoothstep(-0.004, 0.012, slope * (1 - under * 0.6))
                let ripple = (noise.value(x * 18 + under * 12 + shift, py * 110) - 0.5) * 0.07 * t
                return bright.mixed(dark, lee * 0.85).lit((1 + ripple) * (1 - 0.2 * limited(under * 2)))
            }
            add(sprite, depth: 7 / (1 + 2.1 * t))
        }
    }
}
