public import Content
public import Editorial
public import Execution
public import Timebase

/// The song, or the part of it that a film covers, encoded once as one piece: AAC cut in pieces and joined drifts by about
/// 33 ms a piece. All is counted in samples at `rate`.
public struct SongRecipe: Recipe {
    public static let kind = "song"
    public static let version = 5
    /// Samples a second: what video players and services expect.
    public static let rate = 48000

    public var song: Blob
    /// Samples of the song that are left out before.
    public var start: Int
    /// Samples that are heard, those that the song has not being silent; all to the song's end when nil.
    public var count: Int?
    /// Samples that there are at least where the song's end decides, so that the sound is no shorter than the picture.
    public var least: Int?
    public var fadeIn: SoundFade?
    public var fadeOut: SoundFade?
    public var codec: SoundCodec
    public var bitRate: Int
    /// Hundredths of a decibel; 0 leaves the sound as it is.
    public var gain: Int
    /// A WAV file, which every editor takes; only of plain samples.
    public var isWave: Bool?

    public init(
        song: Blob, start: Int = 0, count: Int? = nil, least: Int? = nil, fadeIn: SoundFade? = nil, fadeOut: SoundFade? = nil,
        codec: SoundCodec = .aac, bitRate: Int, gain: Int = 0, isWave: Bool = false
    ) {
        self.song = song
        self.start = start
        self.count = count
        self.least = least
        self.fadeIn = fadeIn
        self.fadeOut = fadeOut
        self.codec = codec
        self.bitRate = bitRate
        self.gain = gain
        self.isWave = isWave ? true : nil
    }

    public var inputs: [Blob] { [song] }

    /// Samples that last as long as some frames, to the nearest one.
    public static func samples(lasting frames: Int, at rate: FrameRate) -> Int {
        Int((Rational(Int64(frames) * Int64(Self.rate)) / rate.framesPerSecond).rounded)
    }

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
