public import Editorial

/// How much two takes look the same, from their fingerprints.
public enum Likeness {
    /// Two takes at least this alike show the same pictures.
    public static let same = 0.86

    /// See below; 0 for takes without fingerprints.
    public static func of(_ a: Scores, _ b: Scores) -> Double { of(a.fingerprint, b.fingerprint) }

    /// 1 for the same pictures, about ½ for any two; the greater of the two ways, as they are and one mirrored.
    ///
    /// A cosine transform of a mirrored picture has the signs of its odd horizontal waves turned round, and the median that the bits of
    /// `Fingerprint` compare with is near 0: the mirrored picture's hash is the hash with those bits turned round.
    public static func of(_ a: [UInt64], _ b: [UInt64]) -> Double {
        1 - min(Fingerprint.distance(a, b), Fingerprint.distance(a, b.map { $0 ^ 0xaaaa_aaaa_aaaa_aaaa })) / 64
    }
}
