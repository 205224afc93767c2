import Foundation

/// A stage with lamps, players and the heads of the crowd.
extension Composition {
    func buildStage() {
        let p = palette
        let inks =
            description.hues.isEmpty
            ? [p.accent, p.contrast, Ink(hex: 0x7c5cff), Ink(hex: 0xff4f8b), Ink(hex: 0x35d0ff), Ink(hex: 0xffa640)]
            : [p.accent, p.accent.mixed(Ink(1, 1, 1, 1), 0.4), p.middle]
        let first = inks[pick(inks.count)]
        let second = inks[pick(inks.count)]
        let floor: Float = 0.24
        aim = Point(chance(-0.08, 0.08) * halfWidth, 0.05)
        horizon = floor
        light = Point(0, -0.3)
        palette.near = Ink(hex: 0x0b0a14).mixed(first, 0.06)
        palette.haze = first.mixed(second, 0.4).lit(0.4)
        palette.light = first.mixed(Ink(1, 1, 1, 1), 0.5)
        palette.day = max(palette.day, 0.55)
        let style = pick(3)
        let backdrop = Sprite(
            left: -halfWidth - 0.5, top: -0.8, right: halfWidth + 0.5, bottom: 0.8, density: style == 1 ? 130 : 70, endless: true)
        let (noise, salt) = (noise, pick(999))
        backdrop.shade { x, y in
            var ink = Ink(hex: 0x0e0c1c).mixed(first, 0.2).mixed(second.lit(0.55), smoothstep(-0.5, 0.3, y) * 0.55)
            let d = Point(x, (y - 0.05) * 1.3)
            ink = ink.mixed(first.mixed(second, 0.5), 0.6 / (1 + (d * d).sum() * 8))
            if style == 0 { ink = ink.lit(0.86 + 0.22 * sin(x * 46 + 2 * noise.value(x * 6, 1))) }
            if style == 1, y < floor - 0.03, y > -0.36 {
                let cell = hashUnit(Int((x + 9) / 0.06) * 71 + Int((y + 9) / 0.06), salt)
                ink = ink.mixed(
                    second, cell * cell * 0.5 * smoothstep(0.008, 0.014, min(fract((x + 9) / 0.06), fract((y + 9) / 0.06)) * 0.06))
            }
            return ink.veil(1)
        }
        add(backdrop, depth: 30)
        let floorInk = Ink(hex: 0x17141f).mixed(first, 0.25)
        let lamps = 5 + pick(4)
        let truss = Sprite(left: -halfWidth - 0.35, top: -0.5, right: halfWidth + 0.35, bottom: -0.3, density: density)
        var bar = Shape()
        bar.box(-3, -0.44, 3, -0.432)
        bar.box(-3, -0.4, 3, -0.392)
        for step in 0..<60 {
            let x = -halfWidth - 0.35 + Float(step) * 0.06
            bar.limb(x, -0.436, x + 0.03, -0.396, 0.002, 0.002)
            bar.limb(x + 0.03, -0.396, x + 0.06, -0.436, 0.002, 0.002)
        }
        truss.fill(bar, palette.near.mixed(first, 0.25))
        add(truss, depth: 4)
        let water = Water(
            horizon: floor, depth: 6, deep: floorInk, light: first.glow(0.5), lightX: 0, glitter: 0, roughness: 0.12,
            tile: Tile(noise, cellsX: 8, cellsY: 16, octaves: 2))
        for index in 0..<lamps {
            let t = (Float(index) + 0.5) / Float(lamps) * 2 - 1
            let ink = index % 2 == 0 ? first : second
            let x = t * halfWidth * 0.95
            elements.append(
                Beam(
                    source: Point(x, -0.39), depth: 4, angle: -t * 0.42 + chance(-0.15, 0.15), swing: chance(0.14, 0.32),
                    rate: chance(0.6, 1.2), phase: chance(0, 6),
                    spread: chance(0.07, 0.13), length: 1.05, ink: ink.mixed(Ink(1, 1, 1, 1), 0.15).lit(0.6)))
            addGlow(x, -0.39, radius: 0.07, ink.mixed(Ink(1, 1, 1, 1), 0.5), depth: 3.99, breath: 0.25)
        }
        elements.append(water)
        addGlow(0, floor + 0.05, radius: 0.6, first.lit(0.4), depth: 4, stretch: 0.22, breath: 0.2)
        mist(floor, height: 0.1, depth: 4, 0.4, ink: first.mixed(second, 0.5).lit(0.8))
        performers(floor)
        if !has(.dancer) || has(.crowd) {
            for row in 0..<2 {
                let size: Float = [0.2, 0.3][row]
                let figure = Figure.crowd(width: 2.6 * (halfWidth + 0.15) / size, seed: pick(999), raised: 0.35)
                stand(figure, x: 0, y: 0.5 + [0.02, 0.07][row], height: size, depth: [2, 1.35][row], nearness: 1, rim: [0.8, 0.45][row]) {
                    $0.bob = Point(0.004, 0.009)
                    $0.bobRate = 4.4 + Float(row) * 0.6
                    $0.phase = Float(row)
                }
            }
        }
        elements.append(
            Particles(
                kind: .dust, count: Int(110 * max(0.5, halfWidth)), ink: first.mixed(Ink(1, 1, 1, 1), 0.4), salt: pick(999),
                halfWidth: halfWidth))
        if has(.petals) || has(.sparks) || has(.lanterns) { foregroundAir() }
    }

    func performers(_ floor: Float) {
        let known: Set<Subject> = [.singer, .band, .dancer, .guitar, .piano, .person, .couple, .child, .horse, .tree, .chair]
        if description.subjects.contains(where: known.contains) {
            placeOnStage(description.subjects.filter { $0 != .crowd }, floor)
        } else {
            placeOnStage([[.singer, .band, .guitar][pick(3)]], floor)
        }
    }

    func placeOnStage(_ subjects: [Subject], _ floor: Float) {
        let person = 0.34 * min(1, halfWidth / 0.6)
        let places: [Float] = [0, 0.4, -0.4, 0.7, -0.7]
        for (index, subject) in subjects.prefix(5).enumerated() {
            let x = aim.x + places[index] * halfWidth * side
            let figure: Figure
            switch subject {
            case .band: figure = .band()
            case .dancer: figure = .dancer()
            case .guitar: figure = .guitarist()
            case .piano: figure = .piano()
            case .couple: figure = .couple()
            case .singer: figure = .singer()
            case .child: figure = .person(.dress)
            case .chair: figure = .chair()
            default: figure = .person(.coat, armUp: true)
            }
            let size: Float = subject == .piano ? 0.75 : (subject == .child ? 0.65 : 1)
            addGlow(x, floor - person * 0.4, radius: person * 1.1, palette.light.lit(0.42), depth: 3.2)
            stand(figure, x: x, y: floor + 0.05, height: person * size, depth: 3.1, nearness: 1, rim: 1.2) {
                $0.bob = Point(0.005, 0.006)
                $0.bobRate = 3.6
                $0.phase = Float(index)
            }
        }
    }
}
