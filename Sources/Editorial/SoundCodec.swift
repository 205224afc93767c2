/// What a film's sound is encoded with.
public enum SoundCodec: String, Hashable, Sendable, Codable, CaseIterable {
    case aac, opus
    /// Not compressed, 24 bits a sample.
    case pcm
}
