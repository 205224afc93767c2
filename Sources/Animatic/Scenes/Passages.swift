import Foundation

/// Corridor and tunnel.
extension Composition {
    func buildCorridor() {
        aim = Point(chance(-0.08, 0.08) * halfWidth, chance(-0.03, 0.03))
        horizon = aim.y
        light = aim
        let p = palette
        let kinds: [(wall: UInt32, floor: UInt32, door: UInt32, lamp: UInt32)] = [
            (0x8a4a3c, 0x7a1f2b, 0x4a2a1c, 0xffc98a), (0xb8c4c2, 0x7d8f93, 0x4f7f86, 0xe8fbff), (0x4b5a86, 0x2b3350, 0x232a48, 0x9fd8ff),
            (0x9c8b5a, 0x6b5a34, 0x5a4526, 0xfff0b0), (0x5c3f6e, 0x2f1f40, 0x22142f, 0xff9bd8),
        ]
        let kind = kinds[Int((description.wordHash >> 8) % 5 + (coin(0.6) ? 0 : UInt64(pick(4)))) % 5]
        let tone = { (hex: UInt32) -> Ink in
            let ink = Ink(hex: hex)
            return (self.description.hues.isEmpty ? ink : ink.tinted(p.accent, 0.75)).mixed(p.middle, 0.12)
        }
        let (wall, floor, door, lamp) = (
            tone(kind.wall), tone(kind.floor), tone(kind.door), Ink(hex: kind.lamp).mixed(p.accent, description.hues.isEmpty ? 0 : 0.4)
        )
        let half = min(0.42, halfWidth * 0.62)
        let (down, up) = (Float(0.36), Float(0.4))
        let perimeter = half + down + up + half
        let (noise, style) = (noise, pick(2))
        let texture = Texture(width: 512, height: 512) { around, along in
            let s = around * perimeter
            let z = along * 2.4
            let bay = fract(z / 1.2)
            let pool = 0.66 + 0.4 * exp(-pow((bay - 0.5) * 2.6, 2))
            if s < half {
                let tiles = style == 0 ? Float(1) : ((Int(s / 0.1) + Int(z / 0.1)) % 2 == 0 ? 1.12 : 0.88)
                let runner = smoothstep(half * 0.64, half * 0.6, s)
                let stripe = smoothstep(0.012, 0.004, abs(s - half * 0.54))
                let base = style == 0 ? wall.lit(0.5).mixed(floor, runner).mixed(lamp, stripe * 0.3) : floor.lit(tiles)
                return base.lit(pool * (0.75 + 0.15 * noise.value(s * 40, z * 40)))
            }
            let h = s - half
            if h < down + up {
                // Doors alternate with lamps.
                if abs(bay) > 0.08, bay < 0.36, h < 0.56 {
                    let edge = min(min(bay - 0.08, 0.36 - bay) * 1.2, 0.56 - h)
                    if edge < 0.012 { return wall.lit(0.5 * pool) }
                    let panel = edge > 0.035 && edge < 0.05 ? 1.3 : Float(1)
                    let knob = abs(h - 0.26) < 0.012 && abs(bay - 0.33) < 0.008
                    return knob ? lamp.lit(pool) : door.lit(pool * panel)
                }
                if h < 0.03 { return wall.lit(0.4 * pool) }
                let rail = h > 0.24 && h < 0.255
                let lower = h < 0.24 ? wall.lit(0.72).mixed(floor, 0.25) : wall
                let sconce = exp(-(pow((bay - 0.5) * 9, 2) + pow((h - 0.5) * 13, 2)))
                let scallop = exp(-(pow((bay - 0.5) * 5, 2) + pow((h - 0.56) * 5, 2)))
                let stripes: Float = style == 0 && h > 0.255 ? (fract(z / 0.05) < 0.5 ? 1.05 : 0.96) : 1
                let ink = rail ? wall.lit(1.25 * pool) : lower.lit(pool * stripes)
                return ink.mixed(lamp, scallop * 0.42).mixed(lamp.mixed(Ink(1, 1, 1, 1), 0.5), sconce)
            }
            let c = s - half - down - up
            let panel = style == 1 && c > half * 0.45 && abs(bay - 0.5) < 0.2
            if panel { return lamp.mixed(Ink(1, 1, 1, 1), 0.55) }
            return wall.mixed(Ink(1, 1, 1, 1), 0.2).lit(pool * 0.6)
        }
        let glow = lamp.mixed(p.light, 0.5)
        let air = glow.mixed(wall, 0.35).lit(0.85)
        elements.append(
            Section(texture: texture, tileLength: 2.4, air: air, thickness: 0.13, halfWidth: halfWidth, unit: unit) { x, y in
                let tx = half / max(0.0005, abs(x))
                let ty = (y > 0 ? down : up) / max(0.0005, abs(y))
                if tx < ty {
                    let h = down - y * tx
                    return ((half + h) / perimeter, tx, 1 / half)
                }
                let s = abs(x) * ty
                return y > 0 ? (s / perimeter, ty, 1 / down) : ((perimeter - s) / perimeter, ty, 1 / up)
            })
        endOfPassage(glow, half: half / 7, up: up / 7, down: down / 7, isDoor: true)
        placeSubjects(y: aim.y + down / 1.9, person: 0.3, depth: 3.4, nearness: 0.98, rim: 0.9)
        foregroundAir()
    }

    /// The light a passage leads to.
    func endOfPassage(_ glow: Ink, half: Float, up: Float, down: Float, isDoor: Bool) {
        addGlow(aim.x, aim.y, radius: 0.46, glow.lit(0.62), depth: 9, breath: 0.08)
        guard isDoor, description.subjects.contains(.door) || description.subjects.contains(.window) || coin(0.5) else { return }
        let sprite = Sprite(left: aim.x - half, top: aim.y - up, right: aim.x + half, bottom: aim.y + down, density: density * 1.4)
        var door = Shape()
        door.box(aim.x - half * 0.5, aim.y - up * 0.55, aim.x + half * 0.5, aim.y + down)
        sprite.fill(door, glow.mixed(Ink(1, 1, 1, 1), 0.7))
        add(sprite, depth: 7)
    }

    func buildTunnel() {
        aim = Point(chance(-0.1, 0.1) * halfWidth, chance(-0.04, 0.04))
        horizon = aim.y
        light = aim
        let p = palette
        let road = has(.road) || has(.car) || has(.train) || description.subjects.contains(where: \.isHuman) || coin(0.55)
        let inks = [p.accent, p.contrast, Ink(hex: 0xffb04a), Ink(hex: 0x6fe0ff)]
        let lamp = description.hues.isEmpty ? inks[pick(4)] : p.accent
        let radius: Float = min(0.5, 0.3 + halfWidth * 0.2)
        let floorY: Float = road ? radius * 0.62 : 9
        let floorHalf = road ? (radius * radius - floorY * floorY).squareRoot() : 0
        let startAngle = road ? atan2(floorHalf, floorY) : 0
        let arc = radius * (.pi - startAngle)
        let perimeter = floorHalf + arc
        let concrete = p.middle.mixed(Ink(hex: 0x70757c), 0.6).lit(0.62).tinted(lamp, 0.35)
        let noise = noise
        let style = pick(3)
        let texture = Texture(width: 512, height: 512) { around, along in
            let s = around * perimeter
            let z = along * 3.2
            let ring = fract(z / 0.8)
            let pool = 0.52 + 0.6 * exp(-pow((ring - 0.5) * 2.4, 2))
            let stain = 0.8 + 0.4 * noise.fractal(s * 6, z * 5, octaves: 3, period: 16)
            if s < floorHalf {
                let mark = smoothstep(0.016, 0.008, s) * (fract(z / 1.6) < 0.5 ? 1 : 0)
                let edge = smoothstep(0.012, 0.004, abs(s - floorHalf * 0.82))
                let sheen = lamp.glow(0.3 * pool * smoothstep(0.3, 0.75, s / floorHalf) * smoothstep(1, 0.75, s / floorHalf))
                return concrete.lit(0.5 * stain * pool).mixed(Ink(1, 1, 0.9, 1), max(mark, edge * 0.6) * 0.55) + sheen
            }
            let t = (s - floorHalf) / arc
            var ink = concrete.lit(pool * stain)
            let joint = smoothstep(0.02, 0.0, abs(ring - 0.02)) + smoothstep(0.006, 0.002, abs(t - 0.33))
            ink = ink.lit(1 - 0.45 * min(1, joint))
            switch style {
            case 0:  // A lamp on either side of the vault.
                let d = exp(-(pow((t - 0.66) * 26, 2) + pow((ring - 0.5) * 5, 4)))
                let halo = exp(-(pow((t - 0.66) * 6, 2) + pow((ring - 0.5) * 2.4, 2)))
                ink = ink.mixed(lamp, halo * 0.5).mixed(lamp.mixed(Ink(1, 1, 1, 1), 0.72), d)
            case 1:  // Rings of light.
                let d = smoothstep(0.05, 0.02, abs(ring - 0.5))
                let halo = exp(-pow((ring - 0.5) * 4.5, 2))
                ink = ink.mixed(lamp, halo * 0.45).mixed(lamp.mixed(Ink(1, 1, 1, 1), 0.6), d)
            default:  // Lines of light along the vault.
                let d = smoothstep(0.02, 0.008, abs(t - 0.52)) + smoothstep(0.014, 0.006, abs(t - 0.96))
                let halo = exp(-pow((t - 0.52) * 8, 2))
                ink = ink.mixed(lamp, halo * 0.45).mixed(lamp.mixed(Ink(1, 1, 1, 1), 0.6), min(1, d))
            }
            return ink
        }
        let glow = lamp.mixed(p.light, 0.6).mixed(Ink(1, 1, 1, 1), 0.25)
        elements.append(
            Section(
                texture: texture, tileLength: 3.2, air: glow.mixed(lamp, 0.4).lit(0.9), thickness: 0.12, halfWidth: halfWidth, unit: unit
            ) { x, y in
                let r = max(0.0008, (x * x + y * y).squareRoot())
                var ahead = radius / r
                if y * ahead > floorY {
                    ahead = floorY / y
                    return (min(abs(x) * ahead, floorHalf) / perimeter, ahead, 1 / floorY)
                }
                ahead = min(ahead, 60)
                let angle = atan2(abs(x), y)
                return ((floorHalf + radius * max(0, angle - startAngle)) / perimeter, ahead, 1 / radius)
            })
        addGlow(aim.x, aim.y, radius: 0.34, glow.lit(0.7), depth: 9, breath: 0.1)
        if road {
            placeSubjects(y: aim.y + floorY / 1.7, person: 0.26, depth: 3.4, nearness: 1, rim: 1)
        }
        foregroundAir()
        elements.append(Particles(kind: .dust, count: Int(50 * max(0.5, halfWidth)), ink: glow, salt: pick(999), halfWidth: halfWidth))
    }
}
