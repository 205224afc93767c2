/// What of a sound file could not be decoded though there is sound on either side of it: silence stands in for it, so that what follows is
/// heard when it should be.
public struct SoundDamage: Hashable, Sendable, Codable {
    /// Seconds from the start of the sound to the first place.
    public var start: Double
    /// Seconds of silence in all.
    public var seconds: Double
    /// How many packets of the file were damaged.
    public var packets: Int

    public init(start: Double, seconds: Double, packets: Int) { (self.start, self.seconds, self.packets) = (start, seconds, packets) }
}
