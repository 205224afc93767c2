import Foundation

/// Birds on the wing.
struct Flock: Element {
    let count: Int
    let centre: Point
    let spread: Point
    let size: Float
    let depth: Float
    let velocity: Point
    let ink: Ink
    let salt: Int

    func draw(into frame: FrameBuffer, _ moment: Moment) {
        guard let placing = moment.view.placing(depth: depth) else { return }
        for index in 0..<count {
            let h = { hashUnit(index, salt + $0) }
            let t = moment.time
            let sway = Point(sin(t * 0.6 + h(3) * 6), cos(t * 0.5 + h(4) * 6)) * 0.018
            let p = centre + Point((h(1) - 0.5) * spread.x, (h(2) - 0.5) * spread.y) + velocity * t * (0.85 + 0.3 * h(5)) + sway
            let q = p * placing.scaleX + placing.offset
            let s = size * (0.65 + 0.7 * h(6)) * placing.scaleX
            // Beats alternate with gliding.
            let glide = smoothstep(-0.2, 0.5, sin(t * 0.7 + h(7) * 6.28))
            let flap = sin(t * (7 + 3 * h(8)) + h(9) * 6.28) * (0.55 * glide + 0.08) + 0.28
            for wing in [-1, 1] as [Float] {
                let elbow = q + Point(wing * s * 0.45, -s * 0.42 * flap - s * 0.1)
                let tip = q + Point(wing * s, -s * 0.75 * flap + s * 0.08)
                frame.streak(elbow, q, thickness: s * 0.16, ink, limit: moment.limit)
                frame.streak(tip, elbow, thickness: s * 0.11, ink, limit: moment.limit)
                frame.dot(elbow.x, elbow.y, radius: s * 0.09, ink, limit: moment.limit)
            }
            frame.dot(q.x, q.y, radius: s * 0.16, ink, limit: moment.limit)
        }
    }
}
