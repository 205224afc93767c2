import Foundation

/// Rockets that burst into falling sparks, one after another.
struct Fireworks: Element {
    let salt: Int
    let halfWidth: Float
    let highest: Float
    let lowest: Float

    private static let inks: [UInt32] = [0xff5d73, 0xffd166, 0x4de1ff, 0xff9bf0, 0x9dff8a]

    func draw(into frame: FrameBuffer, _ moment: Moment) {
        guard let placing = moment.view.placing(depth: 60) else { return }
        for rocket in 0..<4 {
            let period: Float = 2.6
            let beat = moment.time / period + Float(rocket) * 0.27 + hashUnit(salt)
            let turn = Int(beat.rounded(.down)) * 7 + rocket
            let age = fract(beat)
            let across = (hashUnit(turn, salt + 1) - 0.5) * 1.5 * halfWidth
            let centre = Point(across, mix(highest, max(lowest, highest + 0.05), hashUnit(turn, salt + 2)))
            let ink = Ink(hex: Fireworks.inks[turn % Fireworks.inks.count])
            let size = 0.17 + 0.12 * hashUnit(turn, salt + 3)
            let fade = (1 - age) * (1 - age) * min(1, age * 12)
            let reach = size * (1 - exp(-age * 5))
            for spark in 0..<64 {
                let angle = Float(spark) / 64 * 2 * .pi * 7.03
                let ring = 0.45 + 0.55 * hashUnit(spark, turn)
                let p = centre + Point(cos(angle), sin(angle)) * (reach * ring) + Point(0, age * age * 0.14)
                let q = p * placing.scaleX + placing.offset
                let tail = (centre + (p - centre) * (0.8 - 0.2 * age)) * placing.scaleX + placing.offset
                frame.streak(tail, q, thickness: 0.004, ink.glow(fade * 0.8), limit: moment.limit)
                frame.dot(q.x, q.y, radius: 0.0075, ink.mixed(Ink(1, 1, 1, 1), 0.4).glow(fade * 1.3), limit: moment.limit)
            }
            let q = centre * placing.scaleX + placing.offset
            frame.dot(q.x, q.y, radius: 0.3, ink.glow(0.42 * fade), limit: moment.limit)
        }
    }
}
