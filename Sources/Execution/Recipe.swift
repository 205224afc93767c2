public import Content

/// What to make, as a value: it names everything that changes the bytes of its result, and nothing else.
///
/// A recipe is made by the coordinator and run in a worker, which alone knows how: see `RunnableRecipe`. Its JSON is part of its key,
/// so every stored property changes the key: titles, slot numbers, paths and log levels do not belong in it.
public protocol Recipe: Codable, Sendable {
    associatedtype Output: JobOutput

    /// The word for this kind of work: `listen`, `score`, `segment`.
    static var kind: String { get }
    /// Rises when the code's meaning changes, which makes every older result stale.
    static var version: Int { get }

    /// Everything of the store that the work reads.
    var inputs: [Blob] { get }

    /// True for the few that need more than the store: a key of the user's, a service. Their workers have no fence, and make nothing else.
    var reachesOut: Bool { get }
}

extension Recipe {
    public var reachesOut: Bool { false }
}

/// A recipe together with the way to make it, which only the worker program links: it is there that libav is.
public protocol RunnableRecipe: Recipe {
    /// Does the work, synchronously. Files are written to `context.scratchPath` and published; nothing else is touched.
    func run(in context: WorkContext) throws -> Output
}

/// What came out of a recipe: a small value, and files in the store.
public protocol JobOutput: Codable, Sendable {
    /// Every file the result consists of: a result whose files are gone is no result.
    var blobs: [Blob] { get }
}
