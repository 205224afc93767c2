public import Content
public import Editorial
public import Execution

/// Song to beat grid.
public struct ListenRecipe: Recipe {
    public typealias Output = Listening

    public static let kind = "listen"
    public static let version = 4

    public var song: Blob
    /// Thousandths of beats a minute near which the beats are to be found; nil to listen without a hint.
    public var tempo: Int?

    /// - Parameter beatsPerMinute: where the tempo is known.
    public init(song: Blob, beatsPerMinute: Double? = nil) {
        self.song = song
        tempo = beatsPerMinute.map { Int(($0 * 1000).rounded()) }
    }

    public var inputs: [Blob] { [song] }
}

/// What a `ListenRecipe` gives.
public struct Listening: JobOutput {
    public var grid: BeatGrid
    /// Nil for a sound file.
    public var damage: SoundDamage?

    public init(grid: BeatGrid, damage: SoundDamage? = nil) { (self.grid, self.damage) = (grid, damage) }

    public var blobs: [Blob] { [] }
}
