import Foundation

/// Stars, nebulae and planets.
extension Composition {
    func buildSpace() {
        let p = palette
        aim = Point(chance(-0.2, 0.2) * halfWidth, chance(-0.1, 0.1))
        horizon = 0.6
        light = Point(-side * halfWidth * 0.7, -0.3)
        let pairs: [(UInt32, UInt32, UInt32)] = [
            (0x7b2ff7, 0xf107a3, 0x0a0722), (0x1f8bff, 0x19e0c0, 0x04101f), (0xff7a3d, 0xb02fd0, 0x140716), (0x3a5bff, 0xff5f8f, 0x070a24),
            (0x17b890, 0xf5c04a, 0x05131a),
        ]
        let pair = pairs[(Int(description.wordHash % 5) + (coin(0.5) ? 0 : 1 + pick(4))) % 5]
        let hued = !description.hues.isEmpty
        let (one, two) = hued ? (p.accent, p.middle.mixed(p.accent, 0.3)) : (Ink(hex: pair.0), Ink(hex: pair.1))
        let deep = Ink(hex: pair.2).mixed(p.top, 0.3).mixed(one, 0.07)
        let noise = noise
        let strength: Float = has(.galaxy) ? 1.1 : chance(0.6, 0.95)
        let tilt = chance(-0.7, 0.7)
        let backdrop = Sprite(left: -halfWidth - 0.5, top: -0.85, right: halfWidth + 0.5, bottom: 0.85, density: 110, endless: true)
        let shift = chance(0, 40)
        backdrop.shade { x, y in
            let (u, v) = (x * cos(tilt) + y * sin(tilt), -x * sin(tilt) + y * cos(tilt))
            let warp = noise.fractal(u * 1.6 + shift, v * 1.6, octaves: 3) - 0.5
            let band = exp(-pow((v + warp * 0.55) * 2.5, 2))
            let cloud = noise.fractal(u * 2.6 + warp * 2.5 + shift, v * 3.4 + warp, octaves: 5)
            let second = noise.fractal(u * 3.4 - warp * 2 + shift + 9, v * 3 + 20, octaves: 4)
            let lanes = smoothstep(0.44, 0.62, noise.fractal(u * 4 + shift + 30, v * 6 + warp * 3, octaves: 4))
            let a = band * smoothstep(0.3, 0.72, cloud) * strength
            let b = band * smoothstep(0.42, 0.78, second) * strength
            let lit =
                deep + one.glow(a * 0.72 * (1 - 0.55 * lanes)) + two.glow(b * 0.75 * (1 - 0.4 * lanes)) + Ink(1, 0.92, 0.84, 0)
                * (a * b * 0.6)
            return Ink(lit.x, lit.y, lit.z, 1)
        }
        add(backdrop, depth: 60)
        elements.append(
            Stars(count: Int(330 * max(0.6, halfWidth)), salt: pick(9999), lowest: 0.7, ink: Ink(0.93, 0.95, 1, 1), halfWidth: halfWidth))
        let planets = has(.planet) || (!has(.galaxy) && coin(0.75))
        if planets {
            let big = coin(0.5)
            planet(
                Point(side * halfWidth * chance(0.25, 0.55), chance(-0.1, 0.16) + (big ? 0.16 : 0)),
                radius: big ? chance(0.32, 0.48) : chance(0.15, 0.24), one, two, ring: coin(0.4), depth: 6)
            if coin(0.6) {
                planet(
                    Point(-side * halfWidth * chance(0.4, 0.7), chance(-0.3, -0.1)), radius: chance(0.035, 0.07), two, one, ring: false,
                    depth: 12)
            }
        }
        elements.append(
            StarFlight(
                count: Int(330 * max(0.6, halfWidth)), salt: pick(9999),
                inks: [Ink(1, 1, 1, 1), Ink(hex: 0xcfe0ff), one.mixed(Ink(1, 1, 1, 1), 0.6)], halfWidth: halfWidth))
        palette.light = one.mixed(Ink(1, 1, 1, 1), 0.7)
        palette.near = Ink(hex: 0x8d94a8)
        palette.haze = Ink(hex: 0x5d6580)
        palette.day = 0.9
        if description.subjects.contains(where: \.isHuman) {
            stand(
                .astronaut(), x: -side * halfWidth * 0.22, y: 0.2, height: 0.36 * min(1, halfWidth / 0.6), depth: 2.4, nearness: 1, rim: 0.7
            ) {
                $0.bob = Point(0.016, 0.02)
                $0.bobRate = 0.6
            }
        }
        foregroundAir()
    }

    func planet(_ centre: Point, radius: Float, _ one: Ink, _ two: Ink, ring: Bool, depth: Float) {
        addGlow(centre.x, centre.y, radius: radius * 1.75, one.mixed(Ink(1, 1, 1, 1), 0.25).lit(0.34), depth: depth)
        let reach = ring ? radius * 2.1 : radius * 1.06
        let sprite = Sprite(
            left: centre.x - reach, top: centre.y - reach, right: centre.x + reach, bottom: centre.y + reach, density: density)
        let (noise, shift, source) = (noise, chance(0, 50), light)
        let banded = coin(0.6)
        let sun = Point(source.x - centre.x, source.y - centre.y)
        let length = max(0.01, (sun * sun).sum().squareRoot())
        let towards = sun / length
        let (base, other) = (one.mixed(Ink(hex: 0xd8c7b0), 0.4), two.mixed(Ink(hex: 0x40506a), 0.35))
        var globe = Shape()
        globe.add(
            (0..<120).map { Point(centre.x + cos(Float($0) / 120 * 2 * .pi) * radius, centre.y + sin(Float($0) / 120 * 2 * .pi) * radius) })
        let turn: Float = -0.35
        let ringInk = one.mixed(Ink(1, 0.95, 0.85, 1), 0.6)
        let ringAt = { (x: Float, y: Float) -> (Float, Float) in
            let d = Point(x - centre.x, y - centre.y)
            let u = d.x * cos(turn) + d.y * sin(turn)
            let v = (-d.x * sin(turn) + d.y * cos(turn)) * 4.2
            return ((u * u + v * v).squareRoot() / radius, v)
        }
        let ringTone = { (r: Float) -> Float in
            guard r > 1.28, r < 2.0 else { return 0 }
            return (0.35 + 0.65 * noise.value(r * 28, 3)) * smoothstep(1.28, 1.34, r) * smoothstep(2.0, 1.93, r) * 0.75
        }
        if ring {
            sprite.shade { x, y in
                let (r, v) = ringAt(x, y)
                return v < 0 ? ringInk.veil(ringTone(r)) : .zero
            }
        }
        sprite.fill(globe) { x, y in
            let d = Point(x - centre.x, y - centre.y) / radius
            let z = max(0, 1 - (d * d).sum()).squareRoot()
            let facing = d.x * towards.x * 0.86 + d.y * towards.y * 0.86 + z * 0.42
            let across = d.x / max(0.3, (1 - d.y * d.y).squareRoot())
            let tone =
                banded
                ? noise.fractal(
                    across * 0.6 + shift, (d.y + d.x * 0.2) * 5 + (noise.value(across * 3 + shift, d.y * 4) - 0.5) * 0.7, octaves: 4)
                : noise.fractal(across * 2.2 + shift, d.y * 2.2 + shift, octaves: 5)
            let surface = base.mixed(other, smoothstep(0.36, 0.64, tone))
            let day = smoothstep(-0.12, 0.75, facing)
            let rim = pow(1 - z, 3) * smoothstep(-0.3, 0.6, facing)
            return (surface.lit(0.05 + 1.0 * day).mixed(one.mixed(Ink(1, 1, 1, 1), 0.6), rim * 0.75)).veil(1)
        }
        if ring {
            let front = Sprite(
                left: centre.x - reach, top: centre.y - reach, right: centre.x + reach, bottom: centre.y + reach, density: density)
            front.shade { x, y in
                let (r, v) = ringAt(x, y)
                return v >= 0 ? ringInk.veil(ringTone(r)) : .zero
            }
            add(sprite, depth: depth)
            add(front, depth: depth)
        } else {
            add(sprite, depth: depth)
        }
    }
}
