public import Content
public import Execution

/// The song, or the part of it that the film covers, encoded once as one piece: AAC cut in pieces and joined drifts by about
/// 33 ms a piece.
public struct SongRecipe: Recipe {
    public static let kind = "song"
    public static let version = 2

    public var song: Blob
    /// Milliseconds into the song; 0 and nil for the whole of it.
    public var start: Int
    public var end: Int?
    public var bitRate: Int
    /// Hundredths of a decibel; 0 leaves the sound as it is.
    public var gain: Int

    public init(song: Blob, start: Int = 0, end: Int? = nil, bitRate: Int, gain: Int = 0) {
        self.song = song
        self.start = start
        self.end = end
        self.bitRate = bitRate
        self.gain = gain
    }

    public var inputs: [Blob] { [song] }

    public struct Output: JobOutput {
        public var sound: Blob
        /// Samples per channel at `rate`.
        public var samples: Int
        public var rate: Int
        /// Of what was encoded, by EBU R128: LUFS, LU and dBTP; nil for silence.
        public var loudness: Double?
        public var loudnessRange: Double?
        public var truePeak: Double?
        public var blobs: [Blob] { [sound] }
        public var seconds: Double { Double(samples) / Double(rate) }

        package init(
            sound: Blob, samples: Int, rate: Int, loudness: Double? = nil, loudnessRange: Double? = nil, truePeak: Double? = nil
        ) {
            (self.sound, self.samples, self.rate) = (sound, samples, rate)
            (self.loudness, self.loudnessRange, self.truePeak) = (loudness, loudnessRange, truePeak)
        }
    }
}
