public import Editorial

/// One end of a segment where its clip meets another: the part of the transition that lies inside the segment.
public struct Join: Hashable, Sendable, Codable {
    public var kind: Transition.Kind
    /// Frames of this segment that belong to it: its first ones, or its last.
    public var frames: Int
    /// The clip before, where both are seen.
    public var other: SourceRun?

    public init(kind: Transition.Kind, frames: Int, other: SourceRun? = nil) {
        (self.kind, self.frames, self.other) = (kind, frames, other)
    }
}
