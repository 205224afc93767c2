import Foundation

/// Forest: trunks behind trunks in the mist, shafts of light between them.
extension Composition {
    func buildForest() {
        let d = description
        let snowy = isSnowy
        let kinds = d.hues.isEmpty ? pick(3) : 0
        let green =
            snowy
            ? Ink(hex: 0xaabfd2)
            : (has(.leaves) ? Ink(hex: 0xb8702c) : [Ink(hex: 0x2e6b48), Ink(hex: 0x3a6f3a), Ink(hex: 0x2b6660)][kinds])
        let h = chance(0.1, 0.18)
        aim = Point(chance(-0.15, 0.15) * halfWidth, h - 0.06)
        palette.haze = palette.haze.mixed(palette.low, 0.35).mixed(palette.surface(green), d.hues.isEmpty ? 0.58 : 0.12)
        palette.near = palette.near.mixed(palette.surface(green.mixed(Ink(hex: 0x3a2a1c), 0.45)).lit(0.24), 0.75)
        palette.top = palette.top.mixed(palette.surface(green), 0.4)
        palette.middle = palette.middle.mixed(palette.haze, 0.5)
        palette.low = palette.low.mixed(palette.light, 0.3)
        sky(horizon: h, clouds: 0, lightHeight: chance(0.14, 0.34), stars: d.time == .night)
        let glowInk = palette.light.mixed(palette.low, 0.35)
        addGlow(light.x, light.y, radius: 0.62, glowInk.lit(isDark ? 0.24 : 0.5), depth: 200)
        for index in 0..<3 {
            let t = Float(index) / 3
            let near = 0.12 + 0.42 * t
            treeLine(
                y: h + 0.05 + 0.05 * t, height: (0.26 + 0.1 * t)...(0.48 + 0.16 * t), count: 26 - 5 * index,
                depth: 9 / (1 + 1.1 * Float(index)), nearness: near, tint: green, broad: has(.leaves))
            mist(
                h + 0.06 + 0.03 * t, height: 0.13, depth: 8 / (1 + 1.1 * Float(index)), d.weather == .fog ? 0.85 : 0.42,
                ink: palette.haze.mixed(palette.low, 0.4))
        }
        if !isDark || d.time == .dusk || has(.beams) { shafts(glowInk) }
        let path = has(.road) || coin(0.35)
        forestFloor(h, green, path: path)
        let sparse = coin(0.4)
        for row in 0..<3 {
            let depth: Float = [3, 2.1, 1.45][row]
            trunks(
                h, depth: depth, nearness: [0.62, 0.8, 0.95][row], count: sparse ? [5, 3, 2][row] : [9, 6, 4][row],
                clearing: 0.16 + 0.13 * Float(row))
            if row == 1 { mist(h + 0.12, height: 0.1, depth: 1.9, d.weather == .fog ? 0.6 : 0.26, ink: palette.haze.mixed(glowInk, 0.4)) }
        }
        placeForestSubjects(h)
        ferns()
        foregroundAir()
    }

    func placeForestSubjects(_ h: Float) {
        let trees = description.subjects.contains(.tree)
        if trees, description.subjects.count == 1 { return }
        placeSubjects(y: h + 0.21, person: 0.22, depth: 2)
    }

    func shafts(_ ink: Ink) {
        for index in 0..<6 {
            let spread = chance(0.03, 0.08)
            elements.append(
                Beam(
                    source: Point(light.x + (Float(index) - 2.5) * 0.07, light.y - 0.22), depth: 6 + farther,
                    angle: side * (0.25 + 0.16 * Float(index)) - 0.2 * side,
                    swing: 0.02, rate: chance(0.2, 0.5), phase: chance(0, 6), spread: spread, length: chance(0.8, 1.15), ink: ink.lit(0.34),
                    soft: 0.45))
        }
    }

    func forestFloor(_ h: Float, _ green: Ink, path: Bool) {
        let lit = palette.surface(green.mixed(Ink(hex: 0x5a4630), 0.3), 0.8)
        elements.append(
            Ground(
                horizon: h + 0.1, depth: 30 + farther, near: lit.lit(0.42).mixed(palette.near, 0.3), far: palette.haze.mixed(lit, 0.4),
                grain: 0.75,
                tile: Tile(noise, cellsX: 16, cellsY: 16, octaves: 4),
                road: path
                    ? .init(
                        halfWidth: 0.3, bend: chance(-0.8, 0.8), asphalt: palette.surface(Ink(hex: 0x9c8260)).lit(0.7), line: .zero,
                        painted: false) : nil,
                light: palette.light.glow(0.18), lightX: light.x))
    }

    func trunks(_ h: Float, depth: Float, nearness: Float, count: Int, clearing: Float) {
        let sprite = canvas(top: -0.75, bottom: h + 0.62 / depth + 0.05)
        let ground = h + 0.3 / depth * 1.1
        let ink = palette.layer(nearness)
        let air = palette.haze
        let source = light.x
        for index in 0..<count {
            let t = (Float(index) + chance(0.15, 0.85)) / Float(count)
            var x = (t * 2 - 1) * (halfWidth + 0.25)
            if abs(x - aim.x) < clearing * halfWidth { x += (x < aim.x ? -1 : 1) * clearing * halfWidth }
            let figure = Figure.trunk(&random)
            let size = 1.7 / depth + 0.5
            let towards: Float = source < x ? -1 : 1
            let width = 0.035 * size
            for piece in figure.pieces {
                sprite.fill(piece.shape.scaled(size, size).moved(x, ground)) { px, py in
                    let round = limited(0.5 + towards * (px - x) / width * 0.5)
                    return ink.mixed(self.palette.light, 0.2 * round * round).mixed(
                        air, (1 - nearness) * 0.45 * smoothstep(ground - 0.25, ground, py))
                }
            }
        }
        add(sprite, depth: depth)
    }

    func ferns() {
        for row in 0..<2 {
            var f = Figure()
            let depth: Float = row == 0 ? 1.4 : 1.05
            for _ in 0..<(row == 0 ? 12 : 7) {
                let x = chance(-1, 1) * (halfWidth + 0.25)
                let size = chance(0.09, 0.17)
                for frond in 0..<7 {
                    let angle = -.pi / 2 + (Float(frond) - 3) * 0.36 + chance(-0.1, 0.1)
                    let bow: Float = angle > -.pi / 2 ? 1 : -1
                    let tip = Point(x + cos(angle) * size * 1.3, 0.5 + sin(angle) * size * 0.95 + 0.03)
                    let mid = Point(x + cos(angle) * size * 0.7 - bow * 0.004, 0.5 + sin(angle) * size * 0.75)
                    f.add(.body) { s in
                        s.add([
                            Point(x - 0.006, 0.53), Point(mid.x - 0.012, mid.y - 0.006), tip, Point(mid.x + 0.012, mid.y + 0.012),
                            Point(x + 0.006, 0.53),
                        ])
                    }
                }
            }
            stand(f, x: 0, y: 0, height: 1, depth: depth, nearness: row == 0 ? 0.92 : 1, rim: 0.2) {
                $0.bob = Point(0.004, 0.001)
                $0.bobRate = 0.9
                $0.phase = Float(row) * 2
            }
        }
    }
}
