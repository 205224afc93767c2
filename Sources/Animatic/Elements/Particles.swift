import Foundation

/// Small things in the air, each a function of time alone, so that any frame can be painted without the ones before.
struct Particles: Element {
    enum Kind { case rain, snow, dust, fireflies, sparks, petals, leaves, bubbles, lanterns }

    let kind: Kind
    let count: Int
    let ink: Ink
    var second: Ink = .zero
    var salt = 1
    /// Sideways wind, world units a second.
    var wind: Float = 0
    /// Where sparks rise from; other kinds fill the air.
    var source: Point?
    var halfWidth: Float = 0.9

    func draw(into frame: FrameBuffer, _ moment: Moment) {
        for index in 0..<count {
            switch kind {
            case .rain: rain(index, frame, moment)
            case .sparks where source != nil: spark(index, frame, moment)
            default: float(index, frame, moment)
            }
        }
    }

    private func place(_ index: Int, _ speed: Point, _ moment: Moment, sway: Float) -> (Point, depth: Float, fade: Float) {
        let h = { hashUnit(index, salt * 31 + $0) }
        // Depth from 0.8 to 4 comes nearer as the camera travels.
        let along = fract(h(1) - moment.view.travel * 0.22)
        let depth = 0.8 + along * 3.2
        let reach = halfWidth * 1.25
        let parallax = Point(moment.view.x, moment.view.y) / depth
        let t = moment.time
        let drift = Point(speed.x / depth * 1.6, speed.y / depth * 1.6) * t
        let swing = sway * sin(t * (0.7 + h(4)) + h(5) * 6.28)
        var x = h(2) + (drift.x + swing / depth - parallax.x + moment.view.pan.x) / (2 * reach)
        var y = h(3) + (drift.y - parallax.y + moment.view.pan.y) / 1.3
        x = (fract(x) - 0.5) * 2 * reach
        y = (fract(y) - 0.5) * 1.3
        let fade = min(1, along * 8) * min(1, (1 - along) * 4)
        return (Point(x, y), depth, fade)
    }

    private func rain(_ index: Int, _ frame: FrameBuffer, _ moment: Moment) {
        let fall = Point(wind * 1.2, 2.6)
        let (point, depth, fade) = place(index, fall, moment, sway: 0)
        let length = fall / depth * 0.036
        let strength = fade * (0.24 + 0.2 * hashUnit(index, salt)) / (0.5 + depth * 0.35)
        frame.streak(point - length, point, thickness: 0.0042 / depth, ink * strength, limit: moment.limit)
    }

    private func spark(_ index: Int, _ frame: FrameBuffer, _ moment: Moment) {
        guard let source else { return }
        let life = 1.4 + hashUnit(index, salt + 1) * 1.8
        let age = fract(moment.time / life + hashUnit(index, salt + 2))
        let spread = (hashUnit(index, salt + 3) - 0.5) * 0.5
        let sway = 0.05 * sin(moment.time * 3 + hashUnit(index, salt + 4) * 6.28) * age
        let p = source + Point(spread * age + sway, -age * (0.35 + 0.4 * hashUnit(index, salt + 5)))
        guard let (point, scale) = moment.view.point(p, depth: 1.6) else { return }
        let strength = min(1, age * 8) * (1 - age)
        frame.dot(point.x, point.y, radius: 0.0035 * scale, ink.glow(strength * 1.3), limit: moment.limit)
    }

    private func float(_ index: Int, _ frame: FrameBuffer, _ moment: Moment) {
        let h = hashUnit(index, salt + 77)
        let speed: Point
        var radius: Float
        var sway: Float = 0.05
        switch kind {
        case .snow: (speed, radius) = (Point(wind + 0.03, 0.17 + 0.06 * h), 0.0042 + 0.0048 * h)
        case .petals, .leaves: (speed, radius, sway) = (Point(wind + 0.09, 0.13 + 0.05 * h), 0.008 + 0.007 * h, 0.09)
        case .bubbles: (speed, radius, sway) = (Point(0, -0.12 - 0.08 * h), 0.004 + 0.008 * h, 0.03)
        case .lanterns: (speed, radius, sway) = (Point(wind * 0.3 + 0.01, -0.035 - 0.02 * h), 0.014 + 0.008 * h, 0.02)
        case .fireflies: (speed, radius, sway) = (Point(0.015, -0.008), 0.0075, 0.16)
        case .sparks: (speed, radius) = (Point(0.04, -0.14), 0.004)
        default: (speed, radius) = (Point(wind * 0.5 + 0.02, -0.012), 0.0035 + 0.005 * h)
        }
        let (point, depth, fade) = place(index, speed, moment, sway: sway)
        radius = radius * 1.7 / depth
        let t = moment.time
        switch kind {
        case .snow: frame.dot(point.x, point.y, radius: radius, ink * (fade * 0.85), limit: moment.limit)
        case .petals, .leaves:
            let flip = 0.35 + 0.65 * abs(sin(t * (1.2 + h) + h * 20))
            let colour = (h > 0.5 ? ink : second) * (fade * 0.9)
            let lean = Point(radius * 0.7, radius * 0.4 * (flip - 0.5))
            frame.dot(point.x - lean.x, point.y - lean.y, radius: radius * flip, colour, limit: moment.limit)
            frame.dot(point.x + lean.x, point.y + lean.y, radius: radius * flip * 0.8, colour, limit: moment.limit)
        case .fireflies:
            let pulse = 0.25 + 0.75 * max(0, sin(t * (1.1 + h) + h * 40))
            frame.dot(point.x, point.y, radius: radius * 3.4, ink.glow(0.3 * pulse * fade), limit: moment.limit)
            frame.dot(point.x, point.y, radius: radius * 0.8, ink.glow(1.1 * pulse * fade), limit: moment.limit)
        case .lanterns:
            let pulse = 0.85 + 0.15 * sin(t * 2.3 + h * 30)
            frame.dot(point.x, point.y, radius: radius * 3.5, ink.glow(0.28 * pulse * fade), limit: moment.limit)
            frame.dot(point.x, point.y + radius * 0.25, radius: radius * 0.95, ink.veil(0.95 * fade), limit: moment.limit)
            frame.dot(point.x, point.y - radius * 0.35, radius: radius * 0.9, second.veil(0.8 * fade), limit: moment.limit)
        case .bubbles:
            frame.dot(point.x, point.y, radius: radius, ink * (fade * 0.35), limit: moment.limit)
            frame.dot(point.x - radius * 0.3, point.y - radius * 0.3, radius: radius * 0.4, ink.glow(fade * 0.7), limit: moment.limit)
        default:
            let pulse = 0.6 + 0.4 * sin(t * (0.6 + h) + h * 30)
            frame.dot(point.x, point.y, radius: radius, ink.glow(fade * 0.5 * pulse), limit: moment.limit)
        }
    }
}
