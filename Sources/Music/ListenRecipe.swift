public import Content
public import Editorial
public import Execution

/// Song to beat grid.
public struct ListenRecipe: Recipe {
    public static let kind = "listen"
    public static let version = 1

    public var song: Blob

    public init(song: Blob) { self.song = song }

    public var inputs: [Blob] { [song] }

    public func run(in context: WorkContext) throws -> Listening {
        Listening(grid: try Listener().listen(path: try context.path(of: song)))
    }
}

/// What a `ListenRecipe` gives.
public struct Listening: JobOutput {
    public var grid: BeatGrid

    public init(grid: BeatGrid) { self.grid = grid }

    public var blobs: [Blob] { [] }
}
