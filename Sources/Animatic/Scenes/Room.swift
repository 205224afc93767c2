import Foundation

/// A room with a window or an open door, and what lies beyond it.
extension Composition {
    func buildRoom() {
        let d = description
        let byDoor = has(.door) && !has(.window)
        let p = palette
        let beyond =
            d.beyond.map { $0.isInside ? .city : $0 } ?? (isDark ? .city : [.mountains, .sea, .field, .city][pick(4)] as SceneKind)
        // What lies outside is a picture of its own, further off.
        buildBeyond(beyond == .street ? .city : beyond)
        let tall = min(0.62, 0.3 + halfWidth * 0.36) * (byDoor ? 1 : chance(0.84, 1.08))
        let half = byDoor ? tall * 0.29 : min(tall * [0.38, 0.56, 0.78, 0.96][pick(4)], halfWidth * 0.62)
        let centre = Point(
            byDoor ? chance(-0.15, 0.15) * halfWidth : -side * chance(0.02, 0.26) * halfWidth, byDoor ? 0.33 - tall * 0.5 : -0.09)
        aim = Point(centre.x, centre.y + (byDoor ? -0.02 : 0.03))
        light = Point(centre.x, centre.y)
        let floor: Float = 0.33
        let glow = p.light.mixed(p.low, 0.45)
        let walls = [Ink(hex: 0x6a5560), Ink(hex: 0x3f5568), Ink(hex: 0x75604a), Ink(hex: 0x4d6658)]
        let wall = (d.hues.isEmpty ? walls[pick(4)] : walls[pick(4)].tinted(p.accent, 0.6)).mixed(p.near, isDark ? 0.66 : 0.3).lit(
            isDark ? 0.9 : 0.95)
        let lampOn = isDark
        let hanging = coin(0.4)
        let lampAt = Point(side * halfWidth * chance(0.66, 0.8), hanging ? -0.2 : floor - 0.33)
        let lampInk = Ink(hex: 0xffb765).mixed(p.accent, 0.3)
        let (noise, density) = (noise, density)
        let sprite = Sprite(left: -halfWidth - 0.35, top: -0.75, right: halfWidth + 0.35, bottom: 0.75, density: density, endless: true)
        let (x0, x1, y0, y1) = (centre.x - half, centre.x + half, centre.y - tall / 2, byDoor ? floor : centre.y + tall / 2)
        let wood = wall.mixed(Ink(hex: 0x5a3c28), 0.55).lit(isDark ? 0.55 : 0.8)
        sprite.shade { x, y in
            let dx = max(x0 - x, x - x1)
            let dy = max(y0 - y, y - y1)
            let away = max(dx, dy)
            let clear = limited(-away * density + 0.5)
            if clear >= 1 { return .zero }
            var ink: Ink
            if y > floor {
                // Floor boards run towards the window; its light lies on them.
                let k = y - floor + 0.05
                let across = (x - centre.x) / k
                let board = noise.value((across * 1.1).rounded(.down) * 3.7, 2.5)
                let seam = smoothstep(0.02, 0.05, abs(fract(across * 1.1) - 0.5) * 0.9)
                ink = wood.lit((0.72 + 0.4 * board) * (0.75 + 0.25 * seam))
                let spread = half * (1 + (y - floor) * 2.3)
                let slip = (x - centre.x - (y - floor) * 0.5 * self.side * -1) / spread
                let bars: Float = byDoor ? 1 : smoothstep(0.03, 0.08, abs(slip))
                let pane = smoothstep(1.05, 0.85, abs(slip)) * bars * smoothstep(0.34, 0.05, y - floor)
                ink = ink.mixed(glow, pane * (byDoor ? 0.62 : 0.42))
            } else {
                let paper = 0.97 + 0.06 * noise.value(x * 60, y * 60)
                ink = wall.lit(paper * (0.8 + 0.28 * smoothstep(-0.6, floor, y)))
                if y > floor - 0.035 { ink = ink.lit(0.8) }
                let near = exp(-max(0, away) * 7)
                ink = ink.mixed(glow, near * 0.2)
            }
            if lampOn {
                let r = Point(x - lampAt.x, (y - lampAt.y) * 1.1)
                ink += lampInk.glow(0.4 / (1 + (r * r).sum() * 15))
            }
            let frameWidth: Float = 0.022
            if away < frameWidth, y < y1 + frameWidth {
                let edge = smoothstep(0, frameWidth, away)
                ink = wood.lit(0.9).mixed(glow, 0.5 * (1 - edge))
            }
            return ink.veil(1) * (1 - clear)
        }
        if !byDoor { windowBars(sprite, x0, x1, y0, y1, wood.lit(0.7), glow) }
        add(sprite, depth: 1.6) { $0.hole = (x0 - 0.01)...(x1 + 0.01) }
        let beyondPeople = byDoor && description.subjects.contains(where: \.isHuman)
        if beyondPeople || !byDoor && description.subjects.contains(where: \.isHuman) {
            placeInRoom(centre, half: half, floor: floor, tall: tall, byDoor: byDoor)
        }
        if byDoor {
            openDoorLeaf(x1, y0, floor, wood)
        } else if half < tall * 0.7 || coin() {
            curtains(x0, x1, y0, floor, wall.mixed(p.accent, 0.35))
        }
        furniture(lampAt, lampInk, floor, lampOn, hanging)
        addGlow(centre.x, centre.y, radius: tall * 1.15, glow.lit(isDark ? 0.2 : 0.34), depth: 1.55)
        elements.append(
            Particles(
                kind: .dust, count: Int(30 * max(0.5, halfWidth)), ink: glow.lit(isDark ? 0.45 : 0.6), salt: pick(999), halfWidth: halfWidth
            ))
    }

    func windowBars(_ sprite: Sprite, _ x0: Float, _ x1: Float, _ y0: Float, _ y1: Float, _ ink: Ink, _ glow: Ink) {
        var bars = Shape()
        let columns = x1 - x0 > (y1 - y0) * 1.05 ? 3 : 2
        for column in 1..<columns {
            let x = x0 + (x1 - x0) * Float(column) / Float(columns)
            bars.box(x - 0.006, y0, x + 0.006, y1)
        }
        let split = y0 + (y1 - y0) * 0.36
        bars.box(x0, split - 0.005, x1, split + 0.005)
        bars.box(x0 - 0.04, y1 + 0.004, x1 + 0.04, y1 + 0.024)
        sprite.fill(bars) { x, y in y > y1 ? ink.mixed(glow, 0.45) : ink.mixed(glow, 0.12) }
    }

    func placeInRoom(_ centre: Point, half: Float, floor: Float, tall: Float, byDoor: Bool) {
        let person: Float = byDoor ? tall * 0.74 : 0.5
        let x = byDoor ? centre.x : centre.x - side * -half * 0.5
        let figure: Figure =
            has(.couple) ? .couple() : (has(.child) ? .person(.dress) : (has(.dancer) ? .dancer() : .person(coin() ? .coat : .dress)))
        let feet: Float = byDoor ? floor + 0.015 : floor + 0.1
        stand(
            figure, x: x, y: feet, height: has(.child) ? person * 0.65 : person, depth: byDoor ? 1.62 : 1.4, nearness: 1, rim: 0.9, dim: 0.5
        ) {
            $0.bob = Point(0.0015, 0.002)
            $0.bobRate = 1.2
        }
    }

    func openDoorLeaf(_ hinge: Float, _ top: Float, _ floor: Float, _ wood: Ink) {
        let sprite = Sprite(left: hinge - 0.01, top: top - 0.08, right: hinge + 0.2, bottom: floor + 0.1, density: density)
        var leaf = Shape()
        leaf.add([Point(hinge, top), Point(hinge + 0.13, top - 0.045), Point(hinge + 0.13, floor + 0.07), Point(hinge, floor)])
        let (light, s) = (palette.light, wood)
        sprite.fill(leaf) { x, _ in s.lit(0.75).mixed(light, 0.25 * smoothstep(hinge + 0.13, hinge, x)) }
        add(sprite, depth: 1.58)
    }

    func curtains(_ x0: Float, _ x1: Float, _ y0: Float, _ floor: Float, _ ink: Ink) {
        for wing in [-1, 1] as [Float] {
            let edge = wing < 0 ? x0 : x1
            let sprite = Sprite(left: edge - 0.14, top: y0 - 0.08, right: edge + 0.14, bottom: floor + 0.02, density: density)
            var cloth = Shape()
            cloth.curve([
                (edge + wing * 0.1, y0 - 0.05), (edge - wing * 0.05, y0 - 0.05), (edge - wing * 0.045, (y0 + floor) / 2),
                (edge - wing * 0.02, floor - 0.02),
                (edge + wing * 0.1, floor - 0.02), (edge + wing * 0.09, (y0 + floor) / 2),
            ])
            let light = palette.light
            sprite.fill(cloth) { x, _ in
                let fold = 0.5 + 0.5 * sin((x - edge) * 120)
                let inner = smoothstep(0.06, -0.05, (x - edge) * wing)
                return ink.lit(0.55 + 0.3 * fold).mixed(light, inner * 0.3).veil(0.96)
            }
            add(sprite, depth: 1.54) {
                $0.bob = Point(0.003, 0)
                $0.bobRate = 0.9
                $0.phase = wing
            }
        }
    }

    func furniture(_ lampAt: Point, _ lampInk: Ink, _ floor: Float, _ lampOn: Bool, _ hanging: Bool) {
        let s = side
        let nearFloor = floor + 0.1
        if lampOn, hanging {
            var lamp = Figure()
            lamp.add(.shade) { $0.limb(0, -4, 0, -0.5, 0.02, 0.02) }
            lamp.add(.lamp) { $0.curve([(-0.5, 0), (-0.4, -0.4), (0, -0.62), (0.4, -0.4), (0.5, 0), (0, 0.06)]) }
            stand(lamp, x: lampAt.x, y: lampAt.y, height: 0.16, depth: 1.4, nearness: 1, rim: 0.2, glow: false)
            addGlow(lampAt.x, lampAt.y, radius: 0.34, lampInk.lit(0.6), depth: 1.4, breath: 0.06)
        } else if lampOn {
            var lamp = Figure()
            lamp.add(.shade) {
                $0.limb(0, 0, 0, -0.8, 0.012, 0.01)
                $0.ellipse(0, -0.01, 0.1, 0.02)
            }
            lamp.add(.lamp) { $0.add([Point(-0.13, -0.78), Point(-0.075, -1), Point(0.075, -1), Point(0.13, -0.78)]) }
            stand(lamp, x: lampAt.x, y: nearFloor - 0.02, height: 0.46, depth: 1.4, nearness: 1, rim: 0.2, glow: false)
            addGlow(lampAt.x, nearFloor - 0.43, radius: 0.34, lampInk.lit(0.6), depth: 1.4, breath: 0.06)
        }
        if has(.bed) {
            stand(.bed(), x: -s * halfWidth * 0.55, y: nearFloor + 0.04, height: 0.26, depth: 1.35, nearness: 1, rim: 0.6, mirrored: s < 0)
        }
        if has(.chair) || (!has(.bed) && !has(.piano) && coin(0.6)) {
            stand(.chair(), x: s * halfWidth * 0.48, y: nearFloor + 0.03, height: 0.3, depth: 1.35, nearness: 1, rim: 0.5, mirrored: s > 0)
        }
        if has(.piano) {
            stand(.piano(), x: -s * halfWidth * 0.5, y: nearFloor + 0.02, height: 0.34, depth: 1.38, nearness: 1, rim: 0.6, mirrored: s < 0)
        }
        if has(.table) || has(.candle) {
            stand(.table(), x: -s * halfWidth * 0.45, y: nearFloor + 0.06, height: 0.22, depth: 1.32, nearness: 1, rim: 0.4)
            stand(.candle(), x: -s * halfWidth * 0.45, y: nearFloor - 0.16, height: 0.12, depth: 1.32, nearness: 0.9, rim: 0.2)
            addGlow(-s * halfWidth * 0.45, nearFloor - 0.26, radius: 0.3, lampInk.lit(0.5), depth: 1.32, breath: 0.22)
        } else if !has(.bed), !has(.piano) {
            plant(-s * halfWidth * 0.72, nearFloor + 0.02)
        }
        if has(.cat) { stand(.cat(), x: aim.x + s * 0.12, y: nearFloor + 0.02, height: 0.13, depth: 1.4, nearness: 1, rim: 0.8) }
        if has(.dog) { stand(.dog(), x: aim.x + s * 0.16, y: nearFloor + 0.04, height: 0.18, depth: 1.4, nearness: 1, rim: 0.8) }
    }

    func plant(_ x: Float, _ y: Float) {
        var f = Figure()
        f.add(.shade) { $0.add([Point(-0.13, -0.28), Point(-0.09, 0), Point(0.09, 0), Point(0.13, -0.28)]) }
        for leaf in 0..<9 {
            let angle = -.pi / 2 + (Float(leaf) - 4) * 0.27
            let reach = chance(0.5, 0.75)
            let (tx, ty) = (cos(angle) * reach, -0.26 + sin(angle) * reach)
            f.add(.body) {
                $0.curve([
                    (0, -0.26), (tx * 0.6 - 0.05, -0.26 + (ty + 0.26) * 0.55), (tx, ty), (tx * 0.6 + 0.06, -0.26 + (ty + 0.26) * 0.6),
                ])
            }
        }
        stand(f, x: x, y: y, height: 0.36, depth: 1.36, nearness: 0.97, rim: 0.45) {
            $0.bob = Point(0.0015, 0.001)
            $0.bobRate = 0.8
        }
    }
}
