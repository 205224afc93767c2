/// A header that proves who asks. It is sent to its own origin only, whatever address a request or a redirect names.
public struct Credential: Sendable {
    public let header: String
    let prefix: String
    let secret: Secret
    public let origin: Origin

    /// - Parameter prefix: what stands before the secret in the header's value.
    public init(header: String = "Authorization", prefix: String = "Bearer ", secret: Secret, origin: Origin) {
        self.header = header
        self.prefix = prefix
        self.secret = secret
        self.origin = origin
    }

    var value: String { prefix + secret.reveal() }

    /// What must not be seen. Where there is no secret the whole value stands in the prefix; short ones are ordinary words.
    var hidden: Secret {
        guard secret.reveal().isEmpty else { return secret }
        return prefix.utf8.count < 8 ? Secret("") : Secret(prefix)
    }
}

/// The text before the secret may itself be worth hiding, when a header's whole value is written there.
extension Credential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable, CustomLeafReflectable {
    public var description: String { "\(header): ••• for \(origin)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
