import Foundation

/// Meadows and hills under a wide sky.
extension Composition {
    func buildField() {
        let h = chance(0.04, 0.16)
        aim = Point(chance(-0.2, 0.2) * halfWidth, h)
        sky(horizon: h)
        let snowy = isSnowy
        let greens = snowy ? [Ink(hex: 0xdce6f2)] : [Ink(hex: 0x55a83e), Ink(hex: 0x93b83a), Ink(hex: 0xe0b440), Ink(hex: 0x7f7fc4)]
        let own = greens[pick(greens.count)]
        // Near plants are green by day, not the blue of distance.
        palette.near = palette.near.mixed(palette.surface(own.lit(0.32)), 0.25 + 0.55 * palette.day)
        ridge(base: h + 0.02, height: 0.13, frequency: 1.5, nearness: 0.25, depth: 14, snow: 0, surface: own)
        treeLine(y: h + 0.035, height: 0.025...0.06, count: 46, depth: 8, nearness: 0.42, tint: own.lit(0.6), broad: true)
        if has(.road) {
            let lit = palette.surface(own)
            elements.append(
                Ground(
                    horizon: h + 0.02, depth: 60 + farther, near: lit.lit(0.75), far: palette.haze.mixed(lit, 0.55), grain: 0.5,
                    tile: Tile(noise, cellsX: 16, cellsY: 16, octaves: 4),
                    road: .init(
                        halfWidth: 0.34, bend: chance(-0.8, 0.8), asphalt: palette.surface(Ink(hex: 0xb89a72)), line: palette.light,
                        painted: has(.car)),
                    light: palette.light.glow(0.15), lightX: light.x))
        } else {
            hill(y: h + 0.07, swell: 0.035, depth: 6, nearness: 0.5, own: own, texture: 0.08)
            hill(y: h + 0.15, swell: 0.06, depth: 3.4, nearness: 0.62, own: own.lit(0.9), texture: 0.12)
            hill(y: h + 0.25, swell: 0.06, depth: 2.1, nearness: 0.75, own: own.lit(0.8), texture: 0.2)
        }
        if !has(.tree), !has(.house), coin(0.7) {
            stand(
                snowy ? .bare(&random) : .broadleaf(&random), x: side * halfWidth * 0.5, y: h + 0.17, height: chance(0.26, 0.4), depth: 3,
                nearness: 0.85, rim: 0.4
            ) {
                $0.bob = Point(0.002, 0)
            }
        }
        placeSubjects(y: min(0.4, h + 0.25), person: 0.22, depth: 2)
        for index in 0..<2 {
            let depth: Float = index == 0 ? 1.45 : 1.05
            let figure = Figure.grass(width: 2.5 * (halfWidth + 0.3) / 0.16, count: index == 0 ? 260 : 150, &random)
            let tall: Float = index == 0 ? 0.1 : 0.16
            var layerFigure = figure
            if description.hues.isEmpty == false || has(.flower) || own.z > 0.7 {
                layerFigure.add(meadowFlowers(width: 2 * (halfWidth + 0.3) / tall), at: 0, 0)
            }
            stand(layerFigure, x: 0, y: 0.5, height: tall, depth: depth, nearness: index == 0 ? 0.88 : 1, rim: 0.35, glow: false) {
                $0.bob = Point(0.008, 0.001)
                $0.bobRate = 1.1
                $0.phase = Float(index) * 2
            }
        }
        foregroundAir()
    }

    func meadowFlowers(width: Float) -> Figure {
        var f = Figure()
        for _ in 0..<40 {
            let (x, y, r) = (chance(-0.5, 0.5) * width, chance(-1.1, -0.4), chance(0.05, 0.1))
            f.add(coin(0.8) ? .accent : .lit) { s in
                for petal in 0..<5 {
                    let a = Float(petal) * 1.2566
                    s.ellipse(x + cos(a) * r, y + sin(a) * r, r * 0.75, r * 0.55, turn: a)
                }
            }
        }
        return f
    }
}
