public import Content
public import Editorial
public import Execution

/// The song with a click on every beat, as a stereo 16-bit WAV file of the song's length.
public struct ClicksRecipe: Recipe {
    public static let kind = "clicks"
    public static let version = 2

    public var song: Blob
    public var grid: BeatGrid

    public init(song: Blob, grid: BeatGrid) { (self.song, self.grid) = (song, grid) }

    public var inputs: [Blob] { [song] }

    public struct Output: JobOutput {
        public var clicks: Blob
        public var blobs: [Blob] { [clicks] }

        package init(clicks: Blob) { self.clicks = clicks }
    }
}
