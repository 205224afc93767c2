import Foundation

/// Where the subjects named in the prompt stand, outdoors and on floors.
extension Composition {
    /// Puts the named subjects on the ground at `y` (feet of the nearest), people `person` high.
    func placeSubjects(y: Float, person: Float, depth: Float = 1.7, nearness: Float = 0.96, rim: Float = 0.55) {
        let narrow = min(1, halfWidth / 0.75)
        let p = person * narrow
        var slot = 0
        // The first stands at a third, the next across, then between.
        func x(_ spread: Float = 1) -> Float {
            let places: [Float] = [0.36, -0.42, -0.08, 0.62, -0.68]
            defer { slot += 1 }
            return side * places[slot % places.count] * halfWidth * spread + chance(-0.03, 0.03)
        }
        let towardsMiddle = side > 0
        for subject in description.subjects.prefix(5) {
            switch subject {
            case .person:
                let dress: Figure.Dress = [.coat, .dress, .shirt][pick(3)]
                if has(.umbrella) {
                    stand(.withUmbrella(), x: x(), y: y, height: p, depth: depth, nearness: nearness, rim: rim, change(0.004, 2.4))
                } else {
                    stand(
                        .person(dress, walking: coin()), x: x(), y: y, height: p, depth: depth, nearness: nearness, rim: rim,
                        change(0.003, 1.9))
                }
            case .umbrella where !has(.person):
                stand(.withUmbrella(), x: x(), y: y, height: p, depth: depth, nearness: nearness, rim: rim, change(0.004, 2.4))
            case .couple: stand(.couple(), x: x(0.8), y: y, height: p, depth: depth, nearness: nearness, rim: rim, change(0.002, 1.2))
            case .child:
                stand(.person(.dress), x: x(), y: y, height: p * 0.64, depth: depth, nearness: nearness, rim: rim, change(0.005, 3))
            case .dancer:
                stand(.dancer(), x: x(0.7), y: y, height: p * 1.08, depth: depth, nearness: nearness, rim: rim, change(0.012, 2.6))
            case .singer: stand(.singer(), x: x(0.6), y: y, height: p, depth: depth, nearness: nearness, rim: rim, change(0.004, 3.4))
            case .band: stand(.band(), x: x(0.3), y: y, height: p, depth: depth, nearness: nearness, rim: rim, change(0.003, 3))
            case .guitar: stand(.guitarist(), x: x(0.8), y: y, height: p, depth: depth, nearness: nearness, rim: rim, change(0.004, 3.2))
            case .crowd:
                let figure = Figure.crowd(width: 2.6 * halfWidth / (p * 1.1), seed: pick(999), raised: 0.25)
                stand(
                    figure, x: 0, y: min(0.5, y + p * 0.2), height: p * 1.1, depth: depth * 0.92, nearness: 1, rim: rim, change(0.006, 3.2))
            case .car: carOnGround(x: x(), y: y, height: p * 0.72, depth: depth, nearness: nearness)
            case .bicycle:
                stand(.bicycle(), x: x(), y: y, height: p, depth: depth, nearness: nearness, rim: rim, mirrored: towardsMiddle) {
                    $0.velocity = Point(towardsMiddle ? -0.05 : 0.05, 0)
                }
            case .dog:
                stand(
                    .dog(), x: x(), y: y, height: p * 0.5, depth: depth, nearness: nearness, rim: rim, mirrored: towardsMiddle,
                    change(0.003, 4))
            case .cat: stand(.cat(), x: x(), y: y, height: p * 0.3, depth: depth, nearness: 1, rim: rim, change(0.001, 1))
            case .horse:
                stand(
                    .horse(), x: x(), y: y, height: p * 1.25, depth: depth, nearness: nearness, rim: rim, mirrored: towardsMiddle,
                    change(0.003, 2))
            case .deer:
                stand(
                    .deer(), x: x(), y: y, height: p * 1.05, depth: depth, nearness: nearness, rim: rim, mirrored: towardsMiddle,
                    change(0.002, 1))
            case .tree:
                let figure: Figure =
                    [.sea, .desert].contains(description.scene) ? .palm(&random) : (isSnowy ? .bare(&random) : .broadleaf(&random))
                stand(
                    figure, x: x(1.1), y: y, height: min(0.62, p * 2.4), depth: depth + 0.5, nearness: nearness * 0.94, rim: rim * 0.6,
                    change(0.003, 0.9))
            case .house:
                stand(
                    .house(), x: x(1.05), y: y - p * 0.12, height: p * 1.35, depth: depth + 0.7, nearness: nearness * 0.88, rim: rim * 0.6)
            case .tower:
                stand(
                    .lighthouse(), x: x(1.15), y: y - p * 0.1, height: min(0.6, p * 2.3), depth: depth + 0.8, nearness: nearness * 0.86,
                    rim: rim)
            case .tent: stand(.tent(), x: x(), y: y, height: p * 0.85, depth: depth, nearness: nearness, rim: rim)
            case .lamp: stand(.lampPost(), x: x(1.1), y: y, height: min(0.75, p * 2.5), depth: depth, nearness: 1, rim: rim * 0.4)
            case .flower:
                for index in 0..<5 {
                    stand(
                        .flower(6 + index % 3), x: x(1.2) + chance(-0.1, 0.1), y: 0.5, height: p * chance(0.6, 0.95), depth: depth * 0.9,
                        nearness: 0.95, rim: rim * 0.4, glow: false, change(0.006, 1.4))
                }
            case .piano: stand(.piano(), x: x(0.8), y: y, height: p * 0.85, depth: depth, nearness: nearness, rim: rim)
            case .chair: stand(.chair(), x: x(), y: y, height: p * 0.62, depth: depth, nearness: nearness, rim: rim)
            case .astronaut: stand(.astronaut(), x: x(), y: y, height: p, depth: depth, nearness: nearness, rim: rim, change(0.004, 1))
            case .train:
                stand(
                    .train(), x: side * halfWidth * 0.9, y: y - p * 0.2, height: p * 0.42, depth: depth + 1.6, nearness: nearness * 0.8,
                    rim: rim
                ) { $0.velocity = Point(0.12, 0) }
            case .door where !description.scene.isInside: doorFrame(x: x(0.5), y: y, height: p * 1.5, depth: depth)
            case .bird, .plane, .balloon, .boat, .whale, .fish, .window, .bed, .candle, .table, .door, .umbrella: continue
            }
        }
        skySubjects()
        if has(.fire) { fire(x: side * halfWidth * 0.1, y: y, height: p * 0.55, depth: depth) }
    }

    func change(_ bob: Float, _ rate: Float) -> (inout SpriteLayer) -> Void {
        let phase = chance(0, 6)
        return {
            $0.bob = Point(bob * 0.6, bob)
            $0.bobRate = rate
            $0.phase = phase
        }
    }

    /// Cars stand across the picture, or drive away on a road.
    func carOnGround(x: Float, y: Float, height: Float, depth: Float, nearness: Float) {
        if has(.road) || description.scene == .street {
            // It drives ahead of the camera and keeps its distance.
            let depth = depth + 30
            let tall = height * 0.9
            let at = aim.x + side * tall * (description.scene == .street ? 0.75 : 0.95)
            addGlow(
                at, y - tall * 0.04, radius: tall * 1.4, palette.accent.mixed(Ink(hex: 0xff5030), 0.6).lit(isDark ? 0.4 : 0.12),
                depth: depth, stretch: 0.4)
            stand(.carFromBehind(), x: at, y: y, height: tall, depth: depth, nearness: nearness, rim: 0.6) {
                $0.bob = Point(0.006, 0.0018)
                $0.bobRate = 2.3
            }
            for lamp in [-0.62, 0.62] as [Float] {
                addGlow(at + lamp * tall, y - tall * 0.46, radius: tall * 0.42, Ink(hex: 0xff4a3a).lit(0.75), depth: depth, breath: 0.1)
            }
        } else {
            stand(.car(), x: x, y: y, height: height, depth: depth, nearness: nearness, rim: 0.6, mirrored: side > 0) {
                $0.velocity = Point(self.side > 0 ? -0.05 : 0.05, 0)
                $0.bob = Point(0, 0.0016)
                $0.bobRate = 9
            }
        }
    }

    /// What flies, wherever there is a sky.
    func skySubjects() {
        if has(.bird) {
            elements.append(
                Flock(
                    count: 9, centre: Point(-side * halfWidth * 0.2, horizon - 0.24), spread: Point(halfWidth * 0.9, 0.22), size: 0.032,
                    depth: 6, velocity: Point(side * 0.05, -0.006), ink: palette.near.mixed(palette.haze, 0.15).veil(0.95), salt: pick(999))
            )
        }
        if has(.balloon) {
            for index in 0..<3 {
                let x = [0.3, -0.5, 0.68][index] * side * halfWidth
                let height = [0.36, 0.2, 0.13][index] as Float
                stand(
                    .balloon(), x: x, y: horizon - [0.06, 0.16, 0.1][index], height: height * min(1, halfWidth / 0.5),
                    depth: 4 + Float(index) * 4, nearness: 0.8 - Float(index) * 0.2, rim: 0.6
                ) {
                    $0.velocity = Point(0.006, -0.007)
                    $0.bob = Point(0.006, 0.006)
                    $0.bobRate = 0.6
                }
            }
        }
        if has(.plane) {
            stand(
                .plane(), x: -side * halfWidth * 0.5, y: horizon - 0.26, height: 0.075, depth: 12, nearness: 0.75, rim: 0.7,
                mirrored: side < 0
            ) {
                $0.velocity = Point(self.side * 0.11, -0.018)
            }
        }
    }

    func fire(x: Float, y: Float, height: Float, depth: Float) {
        addGlow(x, y - height * 0.5, radius: height * 3.4, Ink(hex: 0xff8a30).lit(0.6), depth: depth, breath: 0.3)
        for tongue in 0..<5 {
            let at = x + (Float(tongue) - 2) * height * 0.13
            let tall = height * (1 - abs(Float(tongue) - 2) * 0.2)
            var figure = Figure()
            figure.add(.lamp) { $0.curve([(0, -1), (-0.13, -0.5), (-0.16, -0.14), (0, 0), (0.16, -0.14), (0.13, -0.5)]) }
            let b = figure.bounds
            let sprite = Sprite(
                left: at + b.low.x * tall - 0.01, top: y - tall - 0.02, right: at + b.high.x * tall + 0.01, bottom: y + 0.01,
                density: density)
            sprite.fill(figure.pieces[0].shape.scaled(tall).moved(at, y)) { _, py in
                let up = (y - py) / tall
                return Ink(hex: 0xfff0a0).mixed(Ink(hex: 0xff7a1e), limited(up * 1.6)).veil(0.85 * (1 - up * 0.6))
            }
            add(sprite, depth: depth) {
                $0.bob = Point(0.006, 0.012)
                $0.bobRate = 5 + Float(tongue)
                $0.phase = Float(tongue) * 2
                $0.breath = 0.35
            }
        }
        elements.append(
            Particles(
                kind: .sparks, count: 40, ink: Ink(hex: 0xffb04a), salt: pick(999), source: Point(x, y - height * 0.4), halfWidth: halfWidth
            ))
    }

    /// A door standing in the open, light behind it.
    func doorFrame(x: Float, y: Float, height: Float, depth: Float) {
        let half = height * 0.24
        addGlow(x, y - height * 0.5, radius: height * 1.3, palette.light.mixed(palette.accent, 0.3).lit(0.5), depth: depth)
        let sprite = Sprite(left: x - half * 1.3, top: y - height * 1.1, right: x + half * 1.3, bottom: y + 0.01, density: density)
        var frame = Shape()
        frame.box(x - half * 1.16, y - height * 1.05, x + half * 1.16, y)
        sprite.fill(frame, palette.near.lit(0.8))
        var opening = Shape()
        opening.box(x - half, y - height, x + half, y)
        let (light, low) = (palette.light, palette.accent)
        sprite.fill(opening) { _, py in light.mixed(low, 0.4 * limited((py - y + height) / height)) }
        add(sprite, depth: depth)
    }
}
