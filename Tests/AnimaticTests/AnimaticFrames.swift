import Animatic

/// Frames of a clip as the tests look at them.
struct AnimaticFrames {
    struct Picture: Equatable {
        var width: Int
        var height: Int
        var y: [UInt8]
        var u: [UInt8]
        var v: [UInt8]

        var mean: Double {
            let sum = y.reduce(0) { $0 + Int($1) }
            return Double(sum) / Double(y.count)
        }

        func percentile(_ share: Double) -> Int {
            let rank = min(y.count - 1, Int(Double(y.count) * share))
            return Int(y.sorted()[rank])
        }

        /// Mean absolute difference of luma.
        func difference(_ other: Picture) -> Double { Picture.distance(y, other.y) }

        /// Mean absolute difference of luma and of chroma, added.
        func colourDifference(_ other: Picture) -> Double {
            difference(other) + Picture.distance(u, other.u) + Picture.distance(v, other.v)
        }

        private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Double {
            var sum = 0
            for index in a.indices { sum += abs(Int(a[index]) - Int(b[index])) }
            return Double(sum) / Double(a.count)
        }
    }

    static func paint(_ brief: AnimaticBrief, _ indices: [Int], padding: Int = 0) -> [Picture] {
        var painter = AnimaticPainter(brief)
        let (w, h) = (brief.width, brief.height)
        return indices.map { index in
            let luma = [UInt8](repeating: 7, count: (w + padding) * h)
            let chroma = [UInt8](repeating: 7, count: (w / 2 + padding) * (h / 2))
            var picture = Picture(width: w, height: h, y: luma, u: chroma, v: chroma)
            painter.paint(
                frame: index, y: &picture.y, yStride: w + padding, u: &picture.u, uStride: w / 2 + padding, v: &picture.v,
                vStride: w / 2 + padding)
            return picture
        }
    }

    static func brief(_ prompt: String, seed: UInt64 = 1, width: Int = 160, height: Int = 90, frames: Int = 48, slate: String? = nil)
        -> AnimaticBrief
    {
        AnimaticBrief(prompt: prompt, seed: seed, width: width, height: height, framesPerSecond: 24, frames: frames, slate: slate)
    }

    static func paint(_ prompt: String, seed: UInt64 = 1, _ indices: [Int]) -> [Picture] { paint(brief(prompt, seed: seed), indices) }

    /// One prompt for every kind of scene.
    static let scenes = [
        "clouds in the sky", "open sea", "mountains", "forest", "desert dunes", "city at night", "street at night in the rain",
        "hotel corridor",
        "bedroom with a window at night", "road tunnel", "band on stage", "deep space", "abstract ribbons", "meadow at noon", "underwater",
    ]
}
