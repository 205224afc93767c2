import Editorial
package import Media
package import Recipes

extension Join {
    /// The first frames of a segment, seen as the transition into its clip.
    /// - Parameters:
    ///   - picture: of this clip; becomes what is shown.
    ///   - other: of the clip before, where both are seen.
    package func open(_ picture: inout Frame, at frame: Int, after other: consuming Frame?) throws(MediaError) {
        let (step, count) = (frame + 1, frames + 1)
        switch kind {
        case .dissolve:
            guard let other else { return }
            try picture.blend(with: other, weight: 256 - step * 256 / count)
        case .wipe:
            guard let other else { return }
            let share = Self.eased(Double(step) / Double(count))
            try picture.wipe(from: other, edge: share)
        case .push:
            guard var other else { return }
            let moved = Int(Self.eased(Double(step) / Double(count)) * Double(picture.width) / 2) * 2
            try other.lay(try other.copy(), from: 0, skipping: moved)
            try other.lay(picture, from: picture.width - moved)
            swap(&picture, &other)
        case .dipBlack: try picture.fade(to: 256 * frame / frames)
        case .dipWhite: try picture.fade(to: 256 * frame / frames, luma: 235)
        case .flash:
            // A little of the picture is there from the start, so that the cut is seen in the flash.
            let rest = 1 - Double(frame) / Double(frames)
            try picture.fade(to: 256 - Int(218 * rest * rest), luma: 235)
        case .whip:
            let rest = 1 - Double(frame) / Double(frames)
            picture = try Resampler.smeared(picture, shift: 0.5 * rest * rest, blur: 0.25 * rest)
        case .zoom:
            let (rest, next) = (1 - Double(frame) / Double(frames), 1 - Double(frame + 1) / Double(frames))
            picture = try Resampler.zoomed(picture, from: Self.zoomed(-rest * rest), to: Self.zoomed(-next * next))
        }
    }

    /// The last frames of a segment, seen as the transition out of its clip; `left` frames remain, this one included.
    package func close(_ picture: inout Frame, left: Int) throws(MediaError) {
        let share = 1 - Double(left) / Double(frames + 1)
        switch kind {
        case .dissolve, .wipe, .push, .flash: return
        case .dipBlack: try picture.fade(to: 256 * left / (frames + 1))
        case .dipWhite: try picture.fade(to: 256 * left / (frames + 1), luma: 235)
        case .whip: picture = try Resampler.smeared(picture, shift: -0.5 * share * share, blur: 0.25 * share)
        case .zoom:
            let next = 1 - Double(left - 1) / Double(frames + 1)
            picture = try Resampler.zoomed(picture, from: Self.zoomed(share * share), to: Self.zoomed(next * next))
        }
    }

    /// Half as large again before the cut and three quarters as large after it, so that both clips go in at the same speed there.
    private static func zoomed(_ share: Double) -> Double { 1 + share / (share < 0 ? 4 : 2) }

    private static func eased(_ share: Double) -> Double { share * share * (3 - 2 * share) }
}

extension Frame {
    /// A picture of its own with the same content.
    borrowing func copy() throws(MediaError) -> Frame {
        let copy = Frame()
        try copy.refer(to: self)
        try copy.makeWritable()
        return copy
    }

    /// This picture left of an edge, the other one right of it; the edge is a sixteenth of the width soft.
    fileprivate func wipe(from other: borrowing Frame, edge share: Double) throws(MediaError) {
        try makeWritable()
        let soft = 1.0 / 16
        for plane in 0..<colourPlanes {
            let (width, height) = size(ofPlane: plane)
            let edge = (share * (1 + soft) - soft) * Double(width)
            let weights = (0..<width).map { x in Int32((min(1, max(0, (Double(x) + 0.5 - edge) / (soft * Double(width)))) * 256).rounded()) }
            for row in 0..<height {
                let (a, b) = (self.plane(plane) + row * stride(plane), other.plane(plane) + row * other.stride(plane))
                if depth == 8 {
                    Self.mix(a, b, weights)
                } else {
                    Self.wide(a, width) { a in Self.wide(b, width) { Self.mix(a, $0, weights) } }
                }
            }
        }
    }

    @inline(__always)
    private static func mix<Sample: FixedWidthInteger & UnsignedInteger>(
        _ a: UnsafeMutablePointer<Sample>, _ b: UnsafeMutablePointer<Sample>, _ weights: [Int32]
    ) {
        for x in weights.indices {
            let (old, new) = (Int32(a[x]), Int32(b[x]))
            a[x] = Sample(truncatingIfNeeded: old &+ ((new &- old) &* weights[x] &+ 128) >> 8)
        }
    }
}
