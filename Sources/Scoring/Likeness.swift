public import Editorial

/// How much two takes look the same.
///
/// Pictures of the two filmstrips are compared as vectors: luma of the middle three quarters of the picture, so that bars and logos at the rim
/// are outside, less its mean, brought to length one, so that light and contrast do not count; a constant is added to the length, so that
/// flat pictures are like nothing. Five pictures of the one are looked for among the twelve of the other, first in 8×5 cells; the five
/// pairs found are then compared in 18×10 cells, in windows of several sizes and places and mirrored as well, so that crops are found. The
/// likeness is the mean cosine of the four best pairs, less 0.01 for every code value beyond 6 that the takes' mean colours differ by.
public enum Likeness {
    /// Two takes at least this alike show the same pictures: 36 re-encoded, scaled, cropped, shifted, mirrored, brightened and marked copies of clips
    /// have 0.80 to 1, different clips at most 0.84 and hardly ever above 0.80.
    public static let same = 0.83
    /// Two takes at least this alike look much the same.
    public static let similar = 0.6

    public struct Match: Hashable, Sendable {
        /// Up to 1; 0 and below for takes that have nothing in common.
        public var likeness: Double
        /// One is the other seen in a mirror.
        public var isMirrored: Bool
    }

    /// 0 where one was not measured.
    public static func of(_ a: Scores, _ b: Scores) -> Double { match(a, b).likeness }

    /// Takes measured by an earlier version have no filmstrip: their hashes are compared instead, as far as they have any.
    public static func match(_ a: Scores, _ b: Scores) -> Match {
        if let strip = a.strip, let other = b.strip { return match(LikenessPrint(strip), LikenessPrint(other)) }
        // As few bits as re-encoding turns, six of 64, are to come out as `same`.
        return Match(likeness: max(0, 1 - Fingerprint.distance(a.fingerprint, b.fingerprint) * (1 - same) / 6), isMirrored: false)
    }

    static func match(_ a: LikenessPrint, _ b: LikenessPrint) -> Match {
        var (asking, asked) = (LikenessQuery(a), LikenessQuery(b))
        let (one, other) = (asking.match(b), asked.match(a))
        return other.likeness > one.likeness ? other : one
    }
}
