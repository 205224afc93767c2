import Foundation

/// A sprite at a depth, perhaps moving by itself: drifting, bobbing, swaying, breathing in brightness.
struct SpriteLayer: Element {
    let sprite: Sprite
    let depth: Float
    /// World units a second.
    var velocity = Point.zero
    var bob = Point.zero
    var bobRate: Float = 1
    var phase: Float = 0
    var opacity: Float = 1
    /// How much the opacity breathes, 0 to 1.
    var breath: Float = 0
    var blend = FrameBuffer.Blend.over
    /// Repeats in x.
    var wraps = false
    /// The sprite is a wall, opaque but for what lies between these two x.
    var hole: ClosedRange<Float>?

    init(_ sprite: Sprite, depth: Float) {
        self.sprite = sprite
        self.depth = depth
    }

    private func placing(_ moment: Moment) -> FrameBuffer.Placing? {
        let swing = Point(sin(moment.time * bobRate + phase), sin(moment.time * bobRate * 0.83 + phase + 1))
        return moment.view.placing(depth: depth, moved: velocity * moment.time + bob * swing)
    }

    func draw(into frame: FrameBuffer, _ moment: Moment) {
        guard let placing = placing(moment) else { return }
        // What the camera passes dissolves before it would fill the frame with a blur.
        let near = limited((depth - moment.view.z) / (0.22 * depth))
        let pulse = 1 - breath * (0.5 + 0.5 * sin(moment.time * bobRate * 1.7 + phase))
        if wraps {
            frame.drawWrapped(sprite, placing, opacity: opacity * pulse * near, limit: moment.limit)
        } else {
            frame.draw(sprite, placing, opacity: opacity * pulse * near, blend: blend, limit: moment.limit)
        }
    }

    func opening(_ frame: FrameBuffer, _ moment: Moment) -> Range<Int>? {
        guard let hole, let placing = placing(moment), depth - moment.view.z > 0.22 * depth else { return nil }
        // Ripples of water look a little to the side.
        let margin = frame.unit * 0.06 + 2
        let left = frame.column(hole.lowerBound * placing.scaleX + placing.offset.x) - margin
        let right = frame.column(hole.upperBound * placing.scaleX + placing.offset.x) + margin
        let first = Int(limited(left, 0, Float(frame.width)))
        return first..<max(first, Int(limited(right, 0, Float(frame.width))))
    }

    func hidesFrom(_ frame: FrameBuffer, _ moment: Moment) -> Int {
        guard blend == .over, !wraps, opacity >= 1, breath == 0, let placing = placing(moment),
            depth - moment.view.z > 0.22 * depth
        else { return frame.height }
        return frame.opaqueRow(sprite, placing)
    }
}
