import Foundation

/// A fade of the sound: silent at sample `silent`, whole at sample `full`, both counted from the first sample that is heard. `silent` before `full`
/// fades in, after it fades out.
public struct SoundFade: Hashable, Sendable, Codable {
    public var silent: Int
    public var full: Int

    public init(silent: Int, full: Int) { (self.silent, self.full) = (silent, full) }

    /// From 0 to 1 along half a wave of a cosine: 6 dB down in the middle, and without a corner at either end, where the ear would find one.
    package func level(at sample: Int) -> Float {
        guard silent != full else { return 1 }
        let share = Double(sample - silent) / Double(full - silent)
        return share >= 1 ? 1 : share <= 0 ? 0 : Float(0.5 - 0.5 * cos(.pi * share))
    }
}
