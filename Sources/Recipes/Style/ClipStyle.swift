public import Editorial

/// How one clip's pictures are shown, besides which of them are.
public struct ClipStyle: Hashable, Sendable, Codable {
    /// Nil where the film is simply covered.
    public var framing: FramingStep?
    /// Nil where colours stay as they are.
    public var grade: GradeStep?
    /// What is shown between two frames of a slowed take; nil for the first of the two again.
    public var between: EditSpec.SlowMotion?

    public init(framing: FramingStep? = nil, grade: GradeStep? = nil, between: EditSpec.SlowMotion? = nil) {
        (self.framing, self.grade, self.between) = (framing, grade, between)
    }

    public static let plain = ClipStyle()
}
