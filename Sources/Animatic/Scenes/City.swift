import Foundation

/// A city from afar.
extension Composition {
    /// A row of houses with lit windows.
    func skyline(
        base: Float, height: ClosedRange<Float>, widths: ClosedRange<Float>, depth: Float, nearness: Float, lights: Float,
        foot: Float? = nil, gap: Float = 0
    ) {
        let sprite = canvas(top: base - height.upperBound * 1.45, bottom: foot ?? 0.62)
        let p = palette
        let body = p.layer(nearness)
        let air = p.haze.mixed(p.low, 0.4)
        let lamps = [Ink(hex: 0xffd98a), Ink(hex: 0xffb65c), Ink(hex: 0xcfe8ff), p.accent, Ink(hex: 0xffe9c0)]
        let towards: Float = light.x < 0 ? -1 : 1
        var x = sprite.x(0) - 0.05
        let end = sprite.x(sprite.width - 1) + 0.05
        let cluster = chance(-0.5, 0.5) * halfWidth
        while x < end {
            let w = chance(widths.lowerBound, widths.upperBound)
            let middle = x + w / 2
            let central = exp(-(middle - cluster) * (middle - cluster) * 3.2)
            let tall = mix(height.lowerBound, height.upperBound, limited(chance(0, 0.45) + central * chance(0.1, 0.7)))
            if gap > 0, abs(middle - aim.x) < gap * halfWidth {
                x += w
                continue
            }
            house(
                sprite, left: x, right: x + w, top: base - tall, bottom: foot ?? 0.62, body: body.lit(chance(0.85, 1.15)), air: air,
                base: base, nearness: nearness,
                lights: lights * chance(0.4, 1.25), lamps: lamps, towards: towards)
            x += w * (nearness > 0.7 ? chance(1.0, 1.12) : chance(0.8, 1.05))
        }
        add(sprite, depth: depth)
    }

    func house(
        _ sprite: Sprite, left: Float, right: Float, top: Float, bottom: Float, body: Ink, air: Ink, base: Float, nearness: Float,
        lights: Float, lamps: [Ink], towards: Float
    ) {
        let w = right - left
        var shape = Shape()
        shape.box(left, top, right, bottom)
        let roof = pick(6)
        let mast = min(0.06, w * 0.7)
        let m = (left + right) / 2
        switch roof {
        case 0: shape.box(left + w * 0.2, top - w * 0.22, right - w * 0.2, top + 0.01)
        case 1:
            shape.box(left + w * 0.15, top - w * 0.16, right - w * 0.15, top + 0.01)
            shape.box(left + w * 0.32, top - w * 0.36, right - w * 0.32, top + 0.01)
            shape.limb(m, top - w * 0.3, m, top - w * 0.36 - mast, 0.002, 0.0012)
        case 2: shape.add([Point(left, top + 0.005), Point(left + w * 0.25, top - w * 0.3), Point(right, top + 0.005)])
        case 3: shape.limb(m + w * 0.2, top, m + w * 0.2, top - mast, 0.002, 0.0012)
        case 4 where nearness > 0.5:
            shape.box(m - w * 0.14, top - 0.03, m + w * 0.1, top + 0.01)
            shape.box(m - w * 0.18, top - 0.036, m + w * 0.14, top - 0.028)
        default: break
        }
        let cellX = max(0.0085, 0.008 + 0.012 * nearness) * chance(0.85, 1.2)
        let cellY = cellX * chance(1.05, 1.6)
        let salt = pick(99999)
        let faces = limited(palette.day)
        let (light, dim) = (palette.light, isDark ? Float(1) : 0.35)
        let columns = max(1, (w * 0.84 / cellX).rounded(.down))
        let inset = (w - columns * cellX) / 2
        let soft = sprite.density * 1.0
        let style = pick(3)
        sprite.fill(shape) { x, y in
            var ink = body.mixed(light, 0.16 * faces * (0.5 + 0.5 * towards * (x - m) / w * 2))
            ink = ink.mixed(air, (1 - nearness) * 0.55 * smoothstep(top, base + 0.05, y))
            let u = (x - left - inset) / cellX
            let v = (y - top - 0.008) / cellY
            guard u > 0, u < columns, v > 0 else { return ink }
            let (cu, cv) = (Int(u), Int(v))
            let (fu, fv) = (u - Float(cu), v - Float(cv))
            let insideX = style == 2 ? 1 : limited(min(fu - 0.2, 0.8 - fu) * cellX * soft + 0.5)
            let insideY = limited(min(fv - 0.25, 0.78 - fv) * cellY * soft + 0.5)
            let amount = insideX * insideY
            let chosen = style == 2 ? hashUnit(cv * 7919 + cu / 3, salt) : hashUnit(cu * 7919 + cv, salt)
            guard chosen < lights else { return ink.mixed(ink.lit(0.72), amount * 0.7) }
            let lamp = lamps[Int(hashUnit(cu + cv * 31, salt + 1) * 4.99)]
            let strength = (0.45 + 0.55 * hashUnit(cv * 131 + cu, salt + 2)) * dim
            return ink.mixed(lamp, amount * strength * (0.55 + 0.45 * nearness))
        }
        if roof == 1 || roof == 3, isDark, coin(0.5) {
            var dot = Shape()
            dot.ellipse(roof == 1 ? m : m + w * 0.2, top - (roof == 1 ? w * 0.36 + mast : mast), 0.004, 0.004)
            sprite.fill(dot, Ink(hex: 0xff4a4a))
        }
    }

    func buildCity() {
        let river = has(.river) || has(.reflection) || has(.bridge) || description.beyond == .sea || coin(0.4)
        // Low and wide under a large sky, a skyline, or towers close by.
        let style = pick(3)
        let rise: Float = [0.5, 0.95, 1.35][style]
        let broad: Float = [0.85, 1, 1.45][style]
        let h = [chance(0.16, 0.22), chance(0.1, 0.18), chance(0.08, 0.14)][style]
        aim = Point(chance(-0.2, 0.2) * halfWidth, h - 0.1)
        sky(horizon: h + 0.04)
        let lights: Float = [.night: 0.52, .dusk: 0.42, .sunset: 0.2, .dawn: 0.22, .morning: 0.06, .day: 0.03][description.time] ?? 0.2
        if isDark { addGlow(aim.x, h + 0.06, radius: 0.75, palette.low.mixed(palette.accent, 0.3).lit(0.42), depth: 50, stretch: 0.5) }
        let foot: Float? = river ? h + 0.13 : nil
        skyline(
            base: h, height: (0.06 * rise)...(0.34 * rise), widths: (0.03 * broad)...(0.07 * broad), depth: 14, nearness: 0.2,
            lights: lights * 0.7, foot: foot)
        mist(h, height: 0.12, depth: 11, description.weather == .fog ? 0.9 : 0.45)
        skyline(
            base: h + 0.04, height: (0.04 * rise)...(0.46 * rise), widths: (0.045 * broad)...(0.1 * broad), depth: 6.5, nearness: 0.48,
            lights: lights * 0.9, foot: foot)
        mist(h + 0.08, height: 0.1, depth: 5.6, description.weather == .fog ? 0.7 : 0.3)
        skyline(
            base: h + 0.1, height: (0.02 * rise)...(0.32 * rise), widths: (0.07 * broad)...(0.14 * broad), depth: 4, nearness: 0.72,
            lights: lights, foot: foot, gap: style == 2 ? 0.2 : 0)
        if river {
            if has(.bridge) { bridge(h + 0.12) }
            water(horizon: h + 0.128, depth: 3.9, roughness: 0.7, glitter: 0.35)
            if has(.boat) {
                stand(.boat(), x: side * halfWidth * 0.35, y: h + 0.2, height: 0.14, depth: 3, nearness: 0.9, rim: 0.5) {
                    $0.velocity = Point(0.012, 0)
                }
            }
            skySubjects()
            if !description.subjects.isEmpty || coin() { rooftop() }
        } else {
            skyline(base: h + 0.26, height: 0.02...0.2, widths: 0.14...0.24, depth: 2.3, nearness: 0.9, lights: lights * 0.8, gap: 0.12)
            streetGlow(h)
            if !description.subjects.isEmpty || coin() {
                rooftop()
            } else {
                skyline(base: 0.5, height: 0.0...0.3, widths: 0.2...0.36, depth: 1.5, nearness: 1, lights: lights * 0.5, gap: 0.45)
            }
        }
        foregroundAir()
    }

    func streetGlow(_ h: Float) {
        guard isDark else { return }
        for index in 0..<9 {
            addGlow(
                chance(-1, 1) * halfWidth, h + chance(0.22, 0.36), radius: chance(0.06, 0.14),
                (index % 3 == 0 ? palette.contrast : palette.accent).lit(0.4), depth: chance(2.4, 4), breath: 0.2)
        }
    }

    func bridge(_ y: Float) {
        let sprite = canvas(top: y - 0.32, bottom: y + 0.02)
        let ink = palette.layer(0.85)
        var shape = Shape()
        shape.box(-3, y - 0.045, 3, y - 0.03)
        let span = halfWidth * 1.1
        for tower in [-0.5, 0.5] as [Float] {
            let x = aim.x + tower * span
            shape.box(x - 0.016, y - 0.28, x - 0.006, y + 0.01)
            shape.box(x + 0.006, y - 0.28, x + 0.016, y + 0.01)
            shape.box(x - 0.016, y - 0.25, x + 0.016, y - 0.235)
            shape.box(x - 0.016, y - 0.14, x + 0.016, y - 0.128)
        }
        let middle = aim.x
        let cable = { (x: Float) -> Float in
            let t = fract((x - middle + span * 0.5) / span) * 2 - 1
            return y - 0.06 - 0.21 * t * t
        }
        var x = -halfWidth - 0.3
        while x < halfWidth + 0.3 {
            shape.limb(x, cable(x), x + 0.02, cable(x + 0.02), 0.003, 0.003)
            shape.limb(x, cable(x), x, y - 0.04, 0.0009, 0.0009)
            x += 0.02
        }
        sprite.fill(shape, ink)
        add(sprite, depth: 3.95)
    }

    /// The parapet of the roof one looks from, with whoever stands there.
    func rooftop() {
        guard farther == 0 else { return }
        let sprite = canvas(top: 0.18, bottom: 0.62)
        let ink = palette.near.mixed(palette.haze, 0.06)
        var shape = Shape()
        shape.box(-3, 0.42, 3, 0.7)
        let vent = -side * halfWidth * chance(0.3, 0.7)
        shape.box(vent - 0.06, 0.33, vent + 0.05, 0.45)
        shape.box(vent + 0.09, 0.37, vent + 0.16, 0.45)
        shape.limb(vent - 0.03, 0.34, vent - 0.03, 0.2, 0.003, 0.002)
        shape.limb(vent - 0.06, 0.235, vent, 0.235, 0.002, 0.002)
        sprite.fill(shape, ink)
        var edge = Shape()
        edge.box(-3, 0.418, 3, 0.425)
        sprite.fill(edge, ink.mixed(palette.light, 0.28))
        add(sprite, depth: 1.6)
        placeSubjects(y: 0.43, person: 0.28, depth: 1.59)
    }
}
