/// A secret is not where it should be. It tells where, never what.
public struct SecretError: Error, Sendable, Hashable, CustomStringConvertible {
    public var source: Secret.Source
    public var reason: String

    public init(_ source: Secret.Source, _ reason: String) {
        self.source = source
        self.reason = reason
    }

    public var description: String {
        switch source {
        case .environment(let name): "the environment variable \(name) \(reason)"
        case .file(let path): "the key file \(path) \(reason)"
        case .command(let words, _): "the key command '\(words.first ?? "")' \(reason)"
        }
    }
}
