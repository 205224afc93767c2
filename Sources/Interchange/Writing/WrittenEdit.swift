/// A hand-off in one format.
public struct WrittenEdit: Hashable, Sendable {
    public struct File: Hashable, Sendable {
        /// With its extension.
        public var name: String
        public var text: String
        public init(_ name: String, _ text: String) { (self.name, self.text) = (name, text) }
    }
    /// The first one is the one to open.
    public var files: [File]
    /// What the format could not carry.
    public var leftOut: [LeftOut]

    public init(files: [File], leftOut: [LeftOut]) { (self.files, self.leftOut) = (files, leftOut) }
}

/// Something a format has no place for.
public struct LeftOut: Hashable, Sendable {
    /// What, and what stands in its stead: `a whip pan of 8 frames became a cut`.
    public var what: String
    /// Frames of the film at which it would be; empty where it concerns the whole.
    public var frames: [Int]
    public init(_ what: String, at frames: [Int] = []) { (self.what, self.frames) = (what, frames) }
}
