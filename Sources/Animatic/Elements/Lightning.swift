import Foundation

/// Far lightning: the air brightens softly now and then, never a white frame.
struct Lightning: Element {
    let salt: Int

    func draw(into frame: FrameBuffer, _ moment: Moment) {
        let beat = moment.time / 1.9 + hashUnit(salt)
        let age = fract(beat) * 1.9
        let strength = hashUnit(Int(beat.rounded(.down)), salt) * 0.22 * smoothstep(0, 0.12, age) * exp(-age * 3.2)
        guard strength > 0.004 else { return }
        let x = frame.column((hashUnit(Int(beat.rounded(.down)), salt + 1) - 0.5) * 2 * frame.halfWidth)
        let ink = Ink(0.8, 0.86, 1, 0) * strength
        for row in 0..<frame.height {
            let line = frame.pixels + row * frame.width
            let dy = Float(row) / frame.unit
            for column in 0..<frame.width {
                let dx = (Float(column) - x) / frame.unit
                let away = 1 + 3 * (dx * dx + dy * dy)
                line[column] += ink * (1 / away)
            }
        }
    }
}
