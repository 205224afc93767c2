import Foundation

/// Under water.
extension Composition {
    func buildUnderwater() {
        let p = palette
        aim = Point(0, 0)
        light = Point(-side * halfWidth * chance(0.1, 0.5), -0.55)
        horizon = 0.2
        let own = [Ink(hex: 0x0e7c9a), Ink(hex: 0x0b5f8a), Ink(hex: 0x14907f)][pick(3)].mixed(p.middle, 0.25)
        let bright = own.mixed(Ink(hex: 0xbff5ee), 0.65).lit(0.5 + 0.5 * p.day)
        let deep = own.lit(0.3 + 0.14 * p.day)
        palette.haze = own.lit(0.45 + 0.35 * p.day)
        palette.near = deep.lit(0.4)
        palette.light = bright
        palette.low = own.mixed(bright, 0.4)
        let source = light
        let backdrop = Sprite(left: -halfWidth - 0.5, top: -0.8, right: halfWidth + 0.5, bottom: 0.8, density: 60, endless: true)
        backdrop.shade { x, y in
            let d = Point(x - source.x, y - source.y)
            let ink = bright.mixed(own, smoothstep(-0.6, -0.15, y)).mixed(deep, smoothstep(-0.15, 0.6, y))
            return ink.mixed(bright, 0.5 / (1 + (d * d).sum() * 9))
        }
        add(backdrop, depth: 400)
        for index in 0..<7 {
            elements.append(
                Beam(
                    source: Point(source.x + (Float(index) - 3) * 0.16, -0.62), depth: 20, angle: (Float(index) - 3) * 0.09 + side * 0.12,
                    swing: 0.035,
                    rate: chance(0.4, 0.8), phase: chance(0, 6), spread: chance(0.05, 0.1), length: chance(0.9, 1.3), ink: bright.lit(0.22),
                    soft: 0.25))
        }
        ridge(base: 0.34, height: 0.16, frequency: 1.6, nearness: 0.3, depth: 8, snow: 0, surface: own)
        shoal(28, size: 0.035, depth: 5, nearness: 0.55, y: -0.05)
        if has(.whale) {
            stand(
                .whale(), x: side * halfWidth * 0.2, y: 0.06, height: 0.34 * min(1, halfWidth / 0.7), depth: 3.4, nearness: 0.75, rim: 0.8,
                mirrored: side > 0
            ) {
                $0.velocity = Point(-self.side * 0.04, -0.004)
                $0.bob = Point(0, 0.012)
                $0.bobRate = 0.8
            }
        }
        ridge(base: 0.42, height: 0.15, frequency: 2.2, nearness: 0.62, depth: 3.6, snow: 0, surface: own)
        kelp(depth: 2.4, count: 16, nearness: 0.75)
        if has(.fish) || !has(.whale) { shoal(7, size: 0.09, depth: 2, nearness: 0.9, y: 0.05) }
        if description.subjects.contains(where: \.isHuman) {
            stand(
                has(.astronaut) ? .astronaut() : .dancer(), x: side * halfWidth * 0.25, y: 0.16, height: 0.34, depth: 1.9, nearness: 0.95,
                rim: 0.8
            ) {
                $0.bob = Point(0.012, 0.02)
                $0.bobRate = 0.7
            }
        }
        kelp(depth: 1.3, count: 9, nearness: 1)
        elements.append(
            Particles(kind: .bubbles, count: Int(60 * max(0.5, halfWidth)), ink: bright.veil(1), salt: pick(999), halfWidth: halfWidth))
        elements.append(Particles(kind: .dust, count: 90, ink: bright.lit(0.7), salt: pick(999), halfWidth: halfWidth))
    }

    func shoal(_ count: Int, size: Float, depth: Float, nearness: Float, y: Float) {
        let centre = Point(-side * halfWidth * 0.25, y)
        for _ in 0..<count {
            let at = centre + Point(chance(-0.5, 0.5) * halfWidth * 1.3, chance(-0.16, 0.16))
            let bob = chance(0.004, 0.012)
            let phase = chance(0, 6)
            let speed = side * chance(0.05, 0.075)
            stand(
                .fish(), x: at.x, y: at.y, height: size * chance(0.6, 1.1) * 0.5, depth: depth + chance(-0.3, 0.3), nearness: nearness,
                rim: 0.6, mirrored: side < 0
            ) {
                $0.velocity = Point(speed, 0)
                $0.bob = Point(bob, bob)
                $0.bobRate = 1.6
                $0.phase = phase
            }
        }
    }

    func kelp(depth: Float, count: Int, nearness: Float) {
        for _ in 0..<count {
            let x = (coin(0.75) ? (coin() ? 1 : -1) * chance(0.4, 1.15) : chance(-0.5, 0.5)) * halfWidth
            var f = Figure()
            let (tall, bend, phase) = (chance(0.25, 0.6), chance(-0.1, 0.1), chance(0, 6))
            f.add(.body) { s in
                for step in 0..<10 {
                    let t = Float(step) / 10
                    let at = { (t: Float) in sin(t * 5 + phase) * 0.05 + bend * t * t }
                    s.limb(at(t), -t, at(t + 0.1), -t - 0.1, 0.016 * (1.1 - t), 0.016 * (1 - t))
                    let leaf: Float = step % 2 == 0 ? 1 : -1
                    s.curve([
                        (at(t), -t), (at(t) + leaf * 0.06, -t - 0.06), (at(t) + leaf * 0.11, -t - 0.14), (at(t) + leaf * 0.04, -t - 0.09),
                    ])
                }
            }
            stand(f, x: x, y: 0.56, height: tall, depth: depth, nearness: nearness, rim: 0.25) {
                $0.bob = Point(0.012, 0.003)
                $0.bobRate = 0.8
                $0.phase = phase
            }
        }
    }
}
