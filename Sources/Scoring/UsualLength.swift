/// What is compared to tell a clip that plays too fast or too slow.
public struct ClipShape: Hashable, Sendable {
    public var width: Int
    public var height: Int
    public var frames: Int
    public var seconds: Double

    public init(width: Int, height: Int, frames: Int, seconds: Double) {
        (self.width, self.height, self.frames, self.seconds) = (width, height, frames, seconds)
    }
}

/// How long clips of one batch last. A model makes clips of one size and number of frames, all of one length: one of them that lasts longer
/// or shorter plays at another speed. Clips are compared with those of their size and number of frames, then with those of their size, then
/// with all, as soon as there are enough of them and most last the same.
public struct UsualLength: Sendable {
    private var groups: [[Int]: [Double]] = [:]

    /// Clips that agree to within this part are of one length: a frame more or less.
    private static let same = 0.03

    public init(_ clips: [ClipShape]) {
        for clip in clips { for key in Self.keys(clip) { groups[key, default: []].append(clip.seconds) } }
        for key in groups.keys { groups[key]?.sort() }
    }

    /// Nil where clips are of all lengths.
    public func seconds(of clip: ClipShape) -> Double? {
        let keys = Self.keys(clip)
        return Self.common(groups[keys[0]], least: 3, share: 0.6) ?? Self.common(groups[keys[1]], least: 8, share: 0.75)
            ?? Self.common(groups[keys[2]], least: 8, share: 0.75)
    }

    private static func keys(_ clip: ClipShape) -> [[Int]] {
        [[clip.width, clip.height, clip.frames], [clip.width, clip.height], []]
    }

    /// The middle length of the largest group that agree; nil when they are too few, or too small a share of all.
    private static func common(_ lengths: [Double]?, least: Int, share: Double) -> Double? {
        guard let lengths, lengths.count >= least else { return nil }
        var (best, start) = (0..<0, 0)
        for end in lengths.indices {
            while lengths[end] > lengths[start] * (1 + same) { start += 1 }
            if end + 1 - start > best.count { best = start..<end + 1 }
        }
        return Double(best.count) >= share * Double(lengths.count) ? lengths[(best.lowerBound + best.upperBound - 1) / 2] : nil
    }
}
