import Foundation
package import Media
import Recipes

extension [Accent] {
    /// The picture with what happens on the beats. It is enlarged as far as it is shaken, so that no edge comes into sight.
    /// - Parameter frame: of the segment.
    package func applied(to picture: consuming Frame, at frame: Int) throws(MediaError) -> Frame {
        let all = map { $0.felt(at: frame) }
        let punch = all.reduce(0) { $0 + $1.punch }
        let room = all.reduce(0) { $0 + $1.room }
        let shift = all.reduce((x: 0.0, y: 0.0)) { ($0.x + $1.shift.x, $0.y + $1.shift.y) }
        let flash = all.reduce(0) { Swift.max($0, $1.flash) }
        let result = punch + room > 0 ? try Resampler.moved(picture, scale: 1 + punch + 2 * room, shift: shift) : picture
        let level = 256 - Int((Swift.min(1, flash) * 256).rounded())
        if level < 256 { try result.fade(to: level, luma: 235) }
        return result
    }
}

extension Accent {
    /// What is left of an accent at a frame; shifts in shares of the picture's sides.
    struct Felt {
        var punch = 0.0
        var flash = 0.0
        var room = 0.0
        var shift = (x: 0.0, y: 0.0)
    }

    /// All of it at its own frame, then less by the law of what dies away, nothing after its length.
    func felt(at moment: Int) -> Felt {
        guard length > 0, moment >= frame, moment < frame + length else { return Felt() }
        let passed = Double(moment - frame) / Double(length)
        let share = (exp(-4 * passed) - exp(-4)) / (1 - exp(-4))
        let room = Double(abs(shake)) / 1000 * share
        // Three swings across and four and a half down, so that no place is come back to.
        let across = cos(2 * .pi * 3 * passed) * Double(shake) / 1000 * share
        let down = sin(2 * .pi * 4.5 * passed + 0.6) * 0.6 * Double(shake) / 1000 * share
        return Felt(punch: Double(punch) / 1000 * share, flash: Double(flash) / 1000 * share, room: room, shift: (across, down))
    }
}
