import Foundation

/// Points of light on the sky, each twinkling at its own pace.
struct Stars: Element {
    let count: Int
    let salt: Int
    let lowest: Float
    let ink: Ink
    var halfWidth: Float = 0.9

    func draw(into frame: FrameBuffer, _ moment: Moment) {
        guard let placing = moment.view.placing(depth: 400) else { return }
        for index in 0..<count {
            let h = { hashUnit(index, salt &+ $0) }
            let y = -0.62 + (lowest + 0.62) * h(2)
            let x = (h(1) - 0.5) * 2 * (halfWidth + 0.3)
            let low = limited((lowest - y) * 5)
            let size = h(3) * h(3) * h(3)
            let twinkle = 0.72 + 0.28 * sin(moment.time * (1.2 + 2.4 * h(4)) + h(5) * 6.28)
            let strength = (0.25 + 0.9 * size) * twinkle * low
            let px = x * placing.scaleX + placing.offset.x
            let py = y * placing.scaleY + placing.offset.y
            frame.dot(px, py, radius: 0.0022 + 0.0034 * size, ink.glow(strength), limit: moment.limit)
            if size > 0.82 { frame.dot(px, py, radius: 0.016, ink.glow(0.16 * twinkle), limit: moment.limit) }
        }
    }
}

/// Stars all around that come towards the camera as it travels.
struct StarFlight: Element {
    let count: Int
    let salt: Int
    let inks: [Ink]
    var halfWidth: Float = 0.9

    func draw(into frame: FrameBuffer, _ moment: Moment) {
        let centre = moment.view.aim + moment.view.pan
        let reach = halfWidth + 0.3
        for index in 0..<count {
            let h = { hashUnit(index, salt &+ $0) }
            let near = fract(h(1) - moment.view.travel * 0.09)
            let depth = 0.12 + near * 2.4
            let away = Point((h(2) - 0.5) * 3.2 * reach, (h(3) - 0.5) * 3.2) - Point(moment.view.x, moment.view.y)
            let point = centre + away / depth
            guard abs(point.x) < reach, abs(point.y) < 0.7 else { continue }
            let fade = min(1, near * 6) * min(1, (1 - near) * 5)
            let twinkle = 0.8 + 0.2 * sin(moment.time * (1 + 2 * h(4)) + h(5) * 6.28)
            let ink = inks[index % inks.count]
            frame.dot(
                point.x, point.y, radius: 0.0018 + 0.0016 / depth, ink.glow(fade * twinkle * (0.45 + 0.6 * h(6))), limit: moment.limit)
        }
    }
}
