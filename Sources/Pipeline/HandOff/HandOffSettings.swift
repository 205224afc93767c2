public import Editorial

/// How a film is handed to another editor.
public struct HandOffSettings: Hashable, Sendable {
    /// Of the conformed takes: `h264`, `prores` or `dnxhr`.
    public var codec: PictureCodec
    /// Next best takes for each clip.
    public var alternates: Int
    /// Grades, punch-ins and pushes are in the pictures, instead of being left to the editor.
    public var hasLook: Bool

    public init(codec: PictureCodec = .h264, alternates: Int = 2, hasLook: Bool = false) {
        (self.codec, self.alternates, self.hasLook) = (codec, alternates, hasLook)
    }
}
