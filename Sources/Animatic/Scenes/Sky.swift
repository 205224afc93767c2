import Foundation

/// Among the clouds.
extension Composition {
    func buildSky() {
        aim = Point(chance(-0.2, 0.2) * halfWidth, 0.05)
        sky(horizon: 0.32, clouds: chance(0.35, 0.7), lightHeight: chance(0.14, 0.4))
        cumulus(0.2, count: 7, size: 0.1...0.2, depth: 14, nearness: 0.15)
        cumulus(0.3, count: 6, size: 0.16...0.28, depth: 7, nearness: 0.3)
        if description.weather != .clear || coin(0.5) { mist(0.3, height: 0.12, depth: 6, 0.6) }
        skySubjects()
        cumulus(0.44, count: 6, size: 0.22...0.36, depth: 3.6, nearness: 0.5)
        if description.subjects.contains(where: \.isHuman) || has(.house) || has(.tree) {
            hill(y: 0.42, swell: 0.05, depth: 1.8, nearness: 1, own: Ink(hex: 0x39503a))
            placeSubjects(y: 0.43, person: 0.2)
        } else {
            cumulus(0.6, count: 5, size: 0.28...0.42, depth: 1.9, nearness: 0.7)
        }
        foregroundAir()
    }

    /// A bank of heaped clouds: lit tops, shaded bellies.
    func cumulus(_ base: Float, count: Int, size: ClosedRange<Float>, depth: Float, nearness: Float) {
        let span: Float = 2 * halfWidth + 1.1
        let top = base - size.upperBound * 2.1
        let sprite = Sprite(left: -span / 2, top: top, right: span / 2, bottom: base + size.upperBound * 0.7, density: min(density, 190))
        let p = palette
        let lightInk = p.light.mixed(p.low, 0.2).mixed(Ink(1, 1, 1, 1), 0.25 * p.day).mixed(p.haze, 0.25 * (1 - nearness)).lit(
            0.62 + 0.5 * p.day)
        let shade = p.middle.mixed(p.top, 0.15 + 0.25 * nearness).mixed(p.haze, 0.5).mixed(p.light, 0.22 * p.day)
        let (noise, shift) = (noise, chance(0, 60))
        var puffs: [(Point, Float)] = []
        for index in 0..<count {
            let x = (Float(index) + chance(0.1, 0.9)) / Float(count) * span - span / 2
            let r = chance(size.lowerBound, size.upperBound) * 0.55
            for piece in 0..<7 {
                let across = (Float(piece) - 3) / 3
                let pr = r * (1 - 0.55 * abs(across)) * chance(0.6, 1)
                puffs.append((Point(x + across * r * 1.7, base - pr * 0.9 - r * 0.35 * (1 - abs(across))), pr))
            }
        }
        let flat = base
        let bottom = base + size.upperBound * 0.7
        // Only puffs that can reach a column are asked for its texels.
        var byColumn = [[(Point, Float)]](repeating: [], count: 64)
        for puff in puffs {
            for slot in 0..<64 {
                let x = (Float(slot) + 0.5) / 64 * span - span / 2
                if abs(x - puff.0.x) < puff.1 * 1.5 + span / 64 { byColumn[slot].append(puff) }
            }
        }
        let towards = light
        sprite.shade { x, y in
            let coarse = noise.fractal(x * 5 + shift, y * 5 + shift, octaves: 2) - 0.5
            let fine = noise.fractal(x * 15 + shift, y * 15, octaves: 3) - 0.5
            let slot = min(63, max(0, Int((x + span / 2) / span * 64)))
            var density: Float = 0
            var glow: Float = 0
            var weight: Float = 0.0001
            for (centre, r) in byColumn[slot] {
                let d = Point(x - centre.x, y - centre.y)
                let near = 1 - (d * d).sum() / (r * r * 1.7)
                guard near > 0 else { continue }
                let l = towards - centre
                let facing = (d * l).sum() / (r * max(0.01, (l * l).sum().squareRoot()))
                // Puffs blend where they meet; the one in front shows most.
                let share = near * near * near
                glow += (0.5 + 0.3 * facing - 0.4 * d.y / r) * share
                weight += share
                density += near * near
            }
            let body = density.squareRoot() + smoothstep(flat - 0.06, flat + 0.05, y) * 0.5
            let below = smoothstep(bottom, flat + 0.02, y) * smoothstep(top, top + 0.06, y)
            let cover = smoothstep(0.3, 0.42, body + coarse * 0.5 + fine * 0.42) * below
            let litness = limited(glow / weight + coarse * 0.3 + fine * 0.3) * smoothstep(flat + 0.14, flat - 0.12, y)
            return shade.mixed(lightInk, smoothstep(0.05, 0.75, litness)).veil(cover * (0.8 + 0.18 * nearness))
        }
        let speed = side * 0.05 / depth
        add(sprite, depth: depth) {
            $0.wraps = true
            $0.velocity = Point(speed * 1.5, 0)
        }
    }
}
