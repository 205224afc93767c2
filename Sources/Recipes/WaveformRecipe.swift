public import Content
public import Execution

/// How loud a song is from moment to moment, for drawing it.
public struct WaveformRecipe: Recipe {
    public static let kind = "waveform"
    public static let version = 2

    public var song: Blob
    /// Peaks a second.
    public var rate: Int

    public init(song: Blob, rate: Int = 50) { (self.song, self.rate) = (song, rate) }

    public var inputs: [Blob] { [song] }

    public struct Output: JobOutput {
        /// The largest value of each stretch of `1 / rate` seconds, 0 to 255 for the largest of the song.
        public var peaks: [UInt8]
        public var blobs: [Blob] { [] }

        package init(peaks: [UInt8]) { self.peaks = peaks }
    }
}
