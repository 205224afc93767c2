/// A call came to no answer. The text holds no credentials.
public struct WebError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
        /// The server has certainly not seen the request: no such host, refused, no TLS, a bad address.
        case notSent
        /// The server may have seen it: it broke off, or took too long.
        case interrupted
        /// The answer is larger than allowed.
        case tooLarge
        /// A redirect that is not followed.
        case redirect
        /// An address that answers of services may not lead to. Nothing was sent there.
        case forbidden
    }
    public var kind: Kind
    public var reason: String

    public init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }

    /// The server has certainly not seen the request.
    public var wasNotSent: Bool { kind == .notSent || kind == .forbidden }

    public var description: String { reason }
}
