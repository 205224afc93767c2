import Foundation

/// A street between houses.
extension Composition {
    func buildStreet() {
        let p = palette
        let neon = isDark || description.looks.contains(.neon) || has(.neonSigns)
        aim = Point(chance(-0.12, 0.12) * halfWidth, chance(0.05, 0.12))
        sky(horizon: aim.y, clouds: 0.5)
        skyline(
            base: aim.y + 0.01, height: 0.1...0.36, widths: 0.03...0.06, depth: 40, nearness: 0.3, lights: neon ? 0.5 : 0.1,
            foot: aim.y + 0.02)
        addGlow(aim.x, aim.y - 0.04, radius: 0.42, p.low.mixed(p.accent, 0.3).lit(neon ? 0.5 : 0.3), depth: 60, stretch: 0.9)
        let wet: Float = [.rain, .storm].contains(description.weather) ? 0.85 : (has(.reflection) ? 0.8 : (neon ? 0.55 : 0.16))
        let half = min(0.62, 0.3 + halfWidth * 0.3)
        let air = p.haze.mixed(p.low, 0.3)
        let facades = (0..<2).map { facade(side: $0, neon: neon) }
        let heights = (0..<2).map { _ in (0..<8).map { _ in chance(0.8, 2.3) } }
        let inks = [p.accent, p.contrast, Ink(hex: 0xff3f8e), Ink(hex: 0x2de2ff), Ink(hex: 0xffd34d), Ink(hex: 0x7dff8a)]
        let signs = (neon ? 0..<12 : 0..<5).map { index in
            let onRight = index % 2 == 0
            let ink = neon ? inks[pick(inks.count)] : p.accent
            return Street.Sign(
                sprite: sign(ink, lit: neon, towards: onRight ? -1 : 1), side: onRight ? 1 : -1,
                along: Float(index) * 0.92 + chance(0, 0.5), height: chance(0.45, 0.95))
        }
        let street = Street(
            facades: facades, heights: heights, tileLength: 9, tileHeight: 2.4, halfStreet: half, eye: 0.3, air: air,
            asphalt: p.near.mixed(p.haze, neon ? 0.12 : 0.3),
            wet: wet, thickness: description.weather == .fog ? 0.42 : 0.15, signs: signs, signSpan: 11,
            tile: Tile(noise, cellsX: 16, cellsY: 16, octaves: 3))
        elements.append(street)
        streetSubjects()
        if description.weather == .fog || neon {
            mist(aim.y + 0.06, height: 0.13, depth: 3.5, description.weather == .fog ? 0.6 : 0.22, ink: air.mixed(p.accent, 0.2))
        }
        foregroundAir()
    }

    func streetSubjects() {
        let floor: Float = 0.3
        func at(_ z: Float) -> Float { aim.y + floor / z }
        let y = at(1.7)
        let lamps = description.subjects.contains(.lamp)
        if description.subjects.contains(where: { $0 != .window && $0 != .door && $0 != .lamp }) {
            placeSubjects(y: y, person: 0.28, depth: 3, nearness: 1, rim: 0.9)
        } else if !lamps, coin(0.5) {
            stand(.withUmbrella(), x: aim.x + side * 0.12, y: at(2.2), height: 0.19, depth: 3, nearness: 1, rim: 0.9) {
                $0.bob = Point(0.003, 0.004)
                $0.bobRate = 5
            }
        }
        if lamps {
            for index in 0..<3 {
                let z = 1.3 + Float(index) * 1.2
                stand(
                    .lampPost(), x: aim.x + side * 0.42 / z, y: at(z), height: 0.9 / z, depth: 1.4 + Float(index), nearness: 1, rim: 0.4,
                    mirrored: side > 0)
            }
        }
    }

    func facade(side: Int, neon: Bool) -> Texture {
        let p = palette
        let salt = pick(9999)
        let noise = self.noise
        let bodies = (0..<8).map { _ in
            p.layer(chance(0.55, 0.95)).mixed(
                p.surface([Ink(hex: 0x8a6a5c), Ink(hex: 0x6f7f94), Ink(hex: 0x9a8f7f), Ink(hex: 0x5f6a72)][pick(4)]), neon ? 0.22 : 0.62)
        }
        let lamps = [Ink(hex: 0xffd08a), Ink(hex: 0xffb05c), Ink(hex: 0xbfe4ff), p.accent, p.contrast, Ink(hex: 0xffe2b0)]
        let shops = (0..<8).map { _ in neon ? lamps[pick(6)] : p.accent.mixed(p.surface(Ink(hex: 0xd8cdb8)), 0.7) }
        let warm = (0..<8).map { _ in
            neon
                ? [Ink(hex: 0xffc27a), Ink(hex: 0xff9a5c), p.accent, Ink(hex: 0x9fd8ff), p.contrast][pick(5)]
                : p.surface(Ink(hex: 0xb8b0a0))
        }
        let share: Float = neon ? 0.42 : 0.12
        // Across is upwards from the pavement, along is along the street.
        return Texture(width: 256, height: 1024, levels: 6) { up, along in
            let y = up * 2.4
            let block = min(7, Int(along * 8))
            let u = (along * 8 - Float(block)) * 9 / 8
            let length: Float = 9 / 8
            let body = bodies[block]
            var ink = body.lit(0.9 + 0.2 * noise.value(u * 9, y * 9 + Float(block)))
            if u < 0.02 || u > length - 0.02 { return ink.lit(0.55) }
            if y < 0.3 {
                // A shop: step, pane between posts, awning or sign board over it.
                let bay = length / Float(2 + block % 2)
                let pane = fract(u / bay)
                if y > 0.255 {
                    return pane > 0.06 && pane < 0.94
                        ? shops[block].mixed(body, neon ? 0.25 : 0.45).lit(0.8 + 0.2 * (fract(u / 0.05) < 0.5 ? 1 : 0)) : body.lit(0.45)
                }
                if pane > 0.1, pane < 0.9, y > 0.035 {
                    if abs(fract(u / bay * 3) - 0.5) > 0.47 || abs(y - 0.2) < 0.004 { return body.lit(0.3) }
                    let goods = noise.value(u * 34, Float(block) * 5) * 0.09 + 0.05
                    let lampHere = warm[block].lit(0.45 + 0.75 * exp(-pow((fract(u / bay) - 0.5) * 3, 2)) * (0.6 + y * 1.6))
                    let stock = y < goods ? lampHere.lit(0.3) : lampHere
                    return neon ? stock : stock.mixed(body, 0.45)
                }
                return body.lit(0.42)
            }
            let cellX: Float = [0.16, 0.12, 0.2][block % 3]
            let cellY: Float = [0.2, 0.17, 0.24][block % 3]
            let (cu, cv) = (Int(u / cellX), Int((y - 0.3) / cellY))
            let (fu, fv) = (fract(u / cellX), fract((y - 0.3) / cellY))
            if fv < 0.06 { return ink.lit(1.14) }
            if fu > 0.24, fu < 0.76, fv > 0.25, fv < 0.82 {
                if abs(fu - 0.5) < 0.025 { return body.lit(0.6) }
                if hashUnit(cu * 97 + cv, salt + block * 13) < share {
                    let lamp = lamps[Int(hashUnit(cu + cv * 57, salt + block) * 5.99)]
                    ink = lamp.lit(0.55 + 0.4 * hashUnit(cu * 3 + cv, salt) + 0.15 * (fv - 0.5))
                } else {
                    ink = body.mixed(neon ? p.middle : p.low, neon ? 0.22 : 0.45).lit(0.7 + 0.35 * fv)
                }
            }
            return ink
        }
    }

    func sign(_ ink: Ink, lit: Bool, towards: Float) -> Sprite {
        let tall = chance(0.22, 0.5)
        let wide = chance(0.09, 0.16)
        let far = towards * (wide + 0.02)
        let (left, right) = (min(0, far) - 0.1, max(0, far) + 0.1)
        let sprite = Sprite(left: left, top: -tall - 0.12, right: right, bottom: 0.12, density: min(density, 420) * 0.7)
        let (x0, x1) = (min(towards * 0.02, far), max(towards * 0.02, far))
        if lit {
            sprite.shade { x, y in
                let dx = max(0, max(x0 - x, x - x1))
                let dy = max(0, max(-tall - y, y))
                let d = limited(1 - (dx * dx + dy * dy).squareRoot() / 0.1)
                return ink.glow(0.4 * d * d)
            }
        }
        var board = Shape()
        board.box(x0, -tall, x1, 0)
        sprite.fill(board, palette.near.mixed(ink, lit ? 0.22 : 0.55))
        var inner = Shape()
        let m: Float = 0.012
        inner.box(x0 + m * 0.5, -tall + m * 0.5, x1 - m * 0.5, -m * 0.5)
        inner.cut([Point(x0 + m, -tall + m), Point(x1 - m, -tall + m), Point(x1 - m, -m), Point(x0 + m, -m)])
        let rows = Int(tall / 0.085)
        for row in 0..<rows {
            let cy = -tall + 0.05 + Float(row) * 0.085
            let cx = (x0 + x1) / 2
            let r = (x1 - x0) * 0.26
            switch pick(5) {
            case 0:
                inner.box(cx - r, cy - 0.006, cx + r, cy + 0.006)
                inner.box(cx - 0.006, cy - 0.026, cx + 0.006, cy + 0.03)
            case 1:
                inner.limb(cx - r, cy - 0.02, cx + r, cy - 0.02, 0.006, 0.006)
                inner.limb(cx, cy - 0.02, cx - r * 0.8, cy + 0.028, 0.006, 0.005)
                inner.limb(cx, cy - 0.02, cx + r * 0.8, cy + 0.028, 0.006, 0.005)
            case 2:
                inner.ellipse(cx, cy, r * 0.8, 0.026)
                inner.cut(Shape.ellipsePoints(cx, cy, r * 0.8 - 0.01, 0.016))
            case 3: for bar in [-1, 0, 1] as [Float] { inner.box(cx - r, cy + bar * 0.02 - 0.005, cx + r, cy + bar * 0.02 + 0.005) }
            default:
                inner.limb(cx - r, cy + 0.02, cx, cy - 0.026, 0.006, 0.006)
                inner.limb(cx, cy - 0.026, cx + r, cy + 0.02, 0.006, 0.006)
                inner.box(cx - r * 0.5, cy + 0.006, cx + r * 0.5, cy + 0.016)
            }
        }
        sprite.fill(inner, lit ? ink.mixed(Ink(1, 1, 1, 1), 0.35) : palette.light)
        return sprite.finish()
    }
}
