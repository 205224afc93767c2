public import Content
public import Execution
import Timebase

/// Looks through a finished film picture by picture and listens to it: counts, black and frozen stretches, loudness.
public struct InspectRecipe: Recipe {
    public static let kind = "inspect"
    public static let version = 2

    public var film: Blob
    public init(film: Blob) { self.film = film }
    public var inputs: [Blob] { [film] }

    public struct Output: JobOutput {
        public var frames: Int
        /// As a fraction: `24000/1001`.
        public var rate: String
        public var seconds: Double
        public var width: Int
        public var height: Int
        public var codec: String
        /// Per channel; 0 without sound.
        public var audioSamples: Int
        public var audioRate: Int
        /// First frame and length of every run of two or more black frames: no sample of the thumbnail above luma 32.
        public var blackRuns: [[Int]]
        /// The same for frames that do not differ from the one before: mean difference under a quarter of a code value, none above 3.
        public var frozenRuns: [[Int]]
        /// LUFS over the whole film (EBU R128); nil without sound or for silence.
        public var loudness: Double?
        /// LU between quiet and loud passages, and the highest level between samples in dBTP.
        public var loudnessRange: Double?
        public var truePeak: Double?
        public var blobs: [Blob] { [] }

        package init(
            frames: Int, rate: String, seconds: Double, width: Int, height: Int, codec: String, audioSamples: Int, audioRate: Int,
            blackRuns: [[Int]], frozenRuns: [[Int]], loudness: Double? = nil, loudnessRange: Double? = nil,
            truePeak: Double? = nil
        ) {
            (self.loudness, self.loudnessRange, self.truePeak) = (loudness, loudnessRange, truePeak)
            (self.frames, self.rate, self.seconds) = (frames, rate, seconds)
            (self.width, self.height, self.codec) = (width, height, codec)
            (self.audioSamples, self.audioRate) = (audioSamples, audioRate)
            (self.blackRuns, self.frozenRuns) = (blackRuns, frozenRuns)
        }
    }
}
