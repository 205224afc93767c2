/// What the picture does on one moment of the song, in frames of the segment and thousandths.
public struct Accent: Hashable, Sendable, Codable {
    /// The frame at which it is strongest; before the segment's first where it still rings on.
    public var frame: Int
    /// Frames after which nothing of it is left.
    public var length: Int
    /// What the picture grows by.
    public var punch: Int
    /// How white it gets.
    public var flash: Int
    /// Of the width: how far it is shaken, first to the left where it is below 0.
    public var shake: Int

    public init(frame: Int, length: Int, punch: Int = 0, flash: Int = 0, shake: Int = 0) {
        (self.frame, self.length, self.punch, self.flash, self.shake) = (frame, length, punch, flash, shake)
    }
}
