import Foundation

/// Sky, light, clouds, mist and weather: what scenes under the open sky share.
extension Composition {
    /// Gradient sky with the light's glow, sun or moon, stars and clouds as time and weather ask.
    func sky(horizon: Float, clouds: Float? = nil, lightHeight: Float? = nil, stars: Bool = true) {
        self.horizon = horizon
        let d = description
        let covered = [.rain, .storm, .fog, .snow, .cloudy].contains(d.weather)
        let rise: Float =
            switch d.time {
            case .dawn, .sunset: chance(0.03, 0.1)
            case .morning, .dusk: chance(0.14, 0.24)
            case .day: chance(0.3, 0.4)
            case .night: chance(0.26, 0.4)
            }
        light = Point(-side * halfWidth * chance(0.12, 0.62), horizon - (lightHeight ?? rise))
        light.y = max(light.y, -0.4)
        let p = palette
        let glow: Float = covered ? 0.25 : (d.time == .night ? 0.3 : 0.62)
        let backdrop = Sprite(left: -halfWidth - 0.5, top: -0.95, right: halfWidth + 0.5, bottom: 0.9, density: 64, endless: true)
        let source = light
        backdrop.shade { x, y in
            let t = limited((y + 0.55) / (horizon + 0.55))
            var ink = t < 0.55 ? p.top.mixed(p.middle, smoothstep(0, 0.55, t)) : p.middle.mixed(p.low, smoothstep(0.5, 1, t))
            let d = Point(x - source.x, (y - source.y) * 1.35)
            let r = (d * d).sum()
            ink = ink.mixed(p.light, glow * 0.55 / (1 + r * 16))
            ink = ink.mixed(p.light, glow * 0.5 / (1 + r * 130))
            return Ink(ink.x, ink.y, ink.z, 1)
        }
        add(backdrop, depth: 400)
        if stars, d.time == .night || has(.stars) || (d.time == .dusk && coin()), !covered || has(.stars) {
            let count = Int(Float(has(.stars) ? 420 : 190) * max(0.6, halfWidth))
            elements.append(Stars(count: count, salt: pick(9999), lowest: horizon - 0.02, ink: Ink(0.92, 0.95, 1, 1), halfWidth: halfWidth))
        }
        if has(.aurora) { aurora(horizon) }
        if has(.moon) || has(.sun) || !covered && !has(.aurora) { disc() }
        let amount = has(.aurora) ? 0.1 : clouds ?? (covered ? 0.95 : [0.25, 0.5, 0.7][pick(3)])
        if amount > 0, d.weather != .fog { cloudBank(horizon, amount, dark: d.weather == .storm || d.weather == .rain) }
        if has(.rainbow) { rainbow(horizon) }
    }

    func disc() {
        let moon = has(.moon) || (description.time == .night && !has(.sun))
        let radius = moon ? chance(0.045, 0.075) : chance(0.05, 0.085)
        let big: Float = has(.moon) || has(.sun) ? 1.35 : 1
        let r = radius * big
        addGlow(light.x, light.y, radius: r * 5.5, palette.light.lit(moon ? 0.34 : 0.5), depth: 380, breath: 0.03)
        let sprite = Sprite(
            left: light.x - r * 1.1, top: light.y - r * 1.1, right: light.x + r * 1.1, bottom: light.y + r * 1.1, density: density)
        let ink = moon ? palette.light.mixed(Ink(0.96, 0.95, 0.9, 1), 0.5) : palette.light.mixed(Ink(1, 0.98, 0.9, 1), 0.5)
        var shape = Shape()
        shape.ellipse(light.x, light.y, r, r)
        let (noise, centre, low) = (noise, light, palette.low)
        sprite.fill(shape) { x, y in
            if moon {
                let spot = noise.fractal(x * 22 + 3, y * 22, octaves: 3)
                return ink.lit(0.84 + 0.16 * smoothstep(0.4, 0.62, spot))
            }
            return ink.mixed(low, 0.18 * limited((y - centre.y) / r)).lit(1.45)
        }
        if has(.moon), coin(0.5) {
            var bite = Shape()
            bite.ellipse(light.x + r * 0.45 * side, light.y - r * 0.16, r * 0.94, r * 0.94)
            let shadow = palette.top.mixed(palette.middle, 0.35)
            sprite.fill(bite) { x, y in
                let inside = (Point(x, y) - centre) * (Point(x, y) - centre)
                return inside.sum() < r * r * 1.0 ? shadow.veil(0.94) : .zero
            }
        }
        add(sprite, depth: 380)
    }

    func cloudBank(_ horizon: Float, _ amount: Float, dark: Bool) {
        let span: Float = 4
        for band in 0..<2 {
            let top = band == 0 ? horizon - 0.3 : -0.75
            let bottom = band == 0 ? horizon + 0.02 : horizon - 0.12
            let sprite = Sprite(left: -span / 2, top: top, right: span / 2, bottom: bottom, density: min(density, band == 0 ? 128 : 96))
            let cells: Float = band == 0 ? 4 : 2
            let stretch: Float = band == 0 ? 5.5 : 2.6
            let row = chance(0, 40)
            let threshold = mix(0.66, 0.4, amount)
            let (noise, p) = (noise, palette)
            let bright = p.light.mixed(p.low, 0.45)
            let shadow = dark ? p.top.mixed(p.middle, 0.4).lit(0.85) : p.middle.mixed(p.haze, 0.35)
            let height = bottom - top
            sprite.shade { x, y in
                let u = (x + span / 2) * cells
                let v = (y - top) * cells * stretch / 2 + row
                let n = noise.fractal(u, v, octaves: 5, period: Int(cells * span))
                let above = noise.fractal(u + 0.12, v - 0.34, octaves: 3, period: Int(cells * span))
                let edge = smoothstep(0, 0.28, (y - top) / height) * smoothstep(0, 0.2, (bottom - y) / height)
                let cover = smoothstep(threshold, threshold + 0.2, n) * edge
                let litness = limited(0.5 + (n - above) * 3.4)
                return shadow.mixed(bright, litness).veil(cover * (band == 0 ? 0.75 : 0.82))
            }
            let speed = (description.weather == .storm || description.weather == .wind ? 3 : 1) * (band == 0 ? 0.008 : 0.02) * side
            add(sprite, depth: band == 0 ? 60 : 26) {
                $0.wraps = true
                $0.velocity = Point(speed, 0)
            }
        }
    }

    func aurora(_ horizon: Float) {
        for curtain in 0..<3 {
            let sprite = Sprite(left: -2, top: -0.75, right: 2, bottom: horizon, density: 60)
            let (noise, row) = (noise, Float(curtain) * 9 + chance(0, 20))
            let inks = [Ink(hex: 0x3dffb0), Ink(hex: 0x4fd0ff), Ink(hex: 0xb36bff)]
            let (low, high) = (inks[curtain], inks[(curtain + 1) % 3])
            let base = horizon - 0.12 - 0.12 * Float(curtain)
            sprite.shade { x, y in
                let wave = base + (noise.fractal((x + 2) * 2, row, octaves: 2, period: 8) - 0.5) * 0.3
                let rays = 0.35 + 0.65 * noise.fractal((x + 2) * 16, row + 3 + y * 0.3, octaves: 2, period: 64)
                let up = (wave - y) / 0.34
                guard up > -0.08 else { return .zero }
                let strength = smoothstep(-0.08, 0.05, up) * exp(-max(0, up) * 2.3) * rays
                return low.mixed(high, limited(up)).glow(strength * 1.15)
            }
            let speed = (Float(curtain) - 0.8) * 0.05
            add(sprite, depth: 300) {
                $0.wraps = true
                $0.velocity = Point(speed, 0)
                $0.breath = 0.25
                $0.bobRate = 0.5
                $0.phase = Float(curtain) * 2
            }
        }
    }

    func rainbow(_ horizon: Float) {
        let centre = Point(side * halfWidth * 0.35, horizon + 0.12)
        let sprite = Sprite(left: -halfWidth - 0.4, top: -0.7, right: halfWidth + 0.4, bottom: horizon + 0.05, density: min(density, 200))
        let inks = [0xff4a4a, 0xff9d3c, 0xffe25a, 0x58d66b, 0x43b4ff, 0x8a5cff].map { Ink(hex: UInt32($0)) }
        sprite.shade { x, y in
            let d = Point(x, y) - centre
            let r = ((d * d).sum()).squareRoot()
            let t = (0.62 - r) / 0.1
            guard t > -0.15, t < 1.15 else { return .zero }
            let at = limited(t) * 4.999
            let ink = inks[Int(at)].mixed(inks[Int(at) + 1], at - at.rounded(.down))
            return ink.glow(0.42 * smoothstep(-0.15, 0.15, t) * smoothstep(1.15, 0.85, t) * smoothstep(horizon + 0.05, horizon - 0.25, y))
        }
        add(sprite, depth: 90) {
            $0.blend = .add
            $0.breath = 0.1
        }
    }

    /// A drifting bank of mist around a height.
    func mist(_ y: Float, height: Float, depth: Float, _ amount: Float, ink: Ink? = nil) {
        let span: Float = 4
        let sprite = Sprite(left: -span / 2, top: y - height, right: span / 2, bottom: y + height, density: 40)
        let (noise, row, colour) = (noise, chance(0, 30), ink ?? palette.haze.mixed(palette.low, 0.5))
        sprite.shade { x, py in
            let n = noise.fractal((x + 2) * 2, row + py * 5, octaves: 3, period: 8)
            let profile = max(0, 1 - abs(py - y) / height)
            return colour.veil(amount * profile * profile * (3 - 2 * profile) * (0.35 + 1.1 * n) * 0.8)
        }
        let speed = chance(0.012, 0.03) * side
        add(sprite, depth: depth) {
            $0.wraps = true
            $0.velocity = Point(speed, 0)
        }
    }

    // MARK: weather and small things in front

    /// What falls or floats before the lens; the last thing a scene adds.
    func foregroundAir() {
        let amount = max(0.45, halfWidth)
        let d = description
        let wind: Float = d.weather == .wind ? 0.5 : (d.weather == .storm ? 0.9 : 0.12)
        func add(_ kind: Particles.Kind, _ count: Int, _ ink: Ink, _ second: Ink = .zero) {
            elements.append(
                Particles(
                    kind: kind, count: Int(Float(count) * amount), ink: ink, second: second, salt: pick(9999), wind: wind * side,
                    halfWidth: halfWidth))
        }
        let pale = palette.light.mixed(palette.haze, 0.4)
        if !d.scene.isInside || farther > 0 {
            switch d.weather {
            case .rain: add(.rain, 330, pale.mixed(Ink(1, 1, 1, 1), 0.3).veil(0.75))
            case .storm: add(.rain, 480, pale.mixed(Ink(1, 1, 1, 1), 0.3).veil(0.75))
            case .snow: add(.snow, 300, Ink(hex: 0xf6f9ff).mixed(palette.light, 0.2).lit(0.55 + 0.45 * palette.day))
            case .wind: add(.dust, 130, pale)
            default: break
            }
        }
        if has(.fireflies) { add(.fireflies, 46, Ink(hex: 0xe9ff7a)) }
        if has(.petals) { add(.petals, 90, Ink(hex: 0xffb7cf), Ink(hex: 0xff8fb3)) }
        if has(.leaves) { add(.leaves, 70, Ink(hex: 0xe07b2a), Ink(hex: 0xc9432b)) }
        if has(.dust) { add(.dust, 120, pale) }
        if has(.sparks) { add(.sparks, 110, Ink(hex: 0xffb04a)) }
        if has(.lanterns) { add(.lanterns, 34, Ink(hex: 0xffb95e), Ink(hex: 0xff7d3a)) }
        if has(.bubbles) { add(.bubbles, 70, Ink(0.85, 0.97, 1, 1)) }
        if d.scene != .space, d.weather == .clear, !d.looks.contains(.contrast) { add(.dust, 16, pale.lit(isDark ? 0.6 : 0.35)) }
        if has(.lightning) || d.weather == .storm { elements.append(Lightning(salt: pick(9999))) }
        if has(.fireworks) { elements.append(Fireworks(salt: pick(9999), halfWidth: halfWidth, highest: -0.36, lowest: horizon - 0.18)) }
    }
}
