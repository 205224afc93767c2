import Foundation

/// A cone of light through haze, swinging slowly.
struct Beam: Element {
    let source: Point
    let depth: Float
    /// Radians from straight down, and how far and fast it swings.
    let angle: Float
    let swing: Float
    let rate: Float
    let phase: Float
    let spread: Float
    let length: Float
    let ink: Ink
    /// The share of its length over which a shaft without a lamp fades in.
    var soft: Float = 0

    func draw(into frame: FrameBuffer, _ moment: Moment) {
        guard let placing = moment.view.placing(depth: depth) else { return }
        let origin = source * placing.scaleX + placing.offset
        let turn = angle + swing * sin(moment.time * rate + phase)
        let up: Float = abs(turn) > .pi / 2 ? -1 : 1
        let slope = tan(turn)
        let breath = 0.85 + 0.15 * sin(moment.time * rate * 1.7 + phase * 2)
        let reach = length * placing.scaleX
        for row in 0..<min(frame.height, moment.limit) {
            let down = (frame.worldY(row) - origin.y) * up
            guard down > 0, down < reach else { continue }
            let middle = frame.column(origin.x + slope * down * up)
            let half = (0.008 * placing.scaleX + spread * down) * frame.unit
            let fall = 1 - down / reach
            let rise = soft > 0 ? smoothstep(0, soft, down / reach) : 1
            let strength = breath * rise * fall * fall.squareRoot()
            let left = max(0, Int(middle - half) + 1)
            let right = min(frame.width, Int(max(-1, middle + half)) + 1)
            guard left < right else { continue }
            let line = frame.pixels + row * frame.width
            let inverse = 1 / half
            let colour = ink.glow(strength)
            for column in left..<right {
                let d = (Float(column) - middle) * inverse
                let a = max(0, 1 - d * d)
                line[column] += colour * (a * a)
            }
        }
    }
}
