/// A file did not arrive. Nothing is left of it. The text holds no credentials.
public struct DownloadError: Error, Sendable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
        /// An answer other than 200 or 206.
        case status(Int)
        /// HTML, JSON, a picture, or nothing known.
        case notAVideo
        /// Fewer bytes than announced.
        case short
        case tooLarge
        case timeout
        /// The connection broke, what came did not fit together, or the disk would not take it.
        case interrupted
    }
    public var kind: Kind
    public var reason: String
    /// For `status`: with its body.
    public var answer: WebAnswer?

    public init(_ kind: Kind, _ reason: String, answer: WebAnswer? = nil) {
        self.kind = kind
        self.reason = reason
        self.answer = answer
    }

    public var description: String { reason }
}
