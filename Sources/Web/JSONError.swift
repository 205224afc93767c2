/// A text is no JSON.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Bytes before the place where it stops being JSON.
    public var offset: Int
    public var reason: String

    public var description: String { "not JSON at byte \(offset): \(reason)" }
}
