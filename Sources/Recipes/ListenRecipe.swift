public import Content
public import Editorial
public import Execution

/// Song to beat grid.
public struct ListenRecipe: Recipe {
    public typealias Output = Listening

    public static let kind = "listen"
    public static let version = 2

    public var song: Blob

    public init(song: Blob) { self.song = song }

    public var inputs: [Blob] { [song] }
}

/// What a `ListenRecipe` gives.
public struct Listening: JobOutput {
    public var grid: BeatGrid

    public init(grid: BeatGrid) { self.grid = grid }

    public var blobs: [Blob] { [] }
}
