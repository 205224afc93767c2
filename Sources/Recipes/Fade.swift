/// A straight ramp of the picture's level: 0 (black) at frame `dark`, 1 at frame `full`, both counted from the segment's start
/// and outside of it as a rule. `dark` before `full` fades in, after it fades out.
public struct Fade: Hashable, Sendable, Codable {
    public var dark: Int
    public var full: Int

    /// - Precondition: the two frames differ.
    public init(dark: Int, full: Int) {
        precondition(dark != full, "a fade takes at least one frame")
        self.dark = dark
        self.full = full
    }

    /// Level in 256ths.
    package func level(at frame: Int) -> Int { min(256, max(0, (frame - dark) * 256 / (full - dark))) }
}
