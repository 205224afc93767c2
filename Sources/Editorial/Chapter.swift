/// A part of a film that players can jump to.
public struct Chapter: Hashable, Sendable, Codable {
    /// Milliseconds of the film.
    public var start: Int
    public var end: Int
    public var title: String

    public init(start: Int, end: Int, title: String) { (self.start, self.end, self.title) = (start, end, title) }
}
