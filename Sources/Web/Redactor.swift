import Foundation

/// Cleans text before people, logs or the database see it: secrets, what addresses carry besides their place, and control characters.
public struct Redactor: Sendable {
    private var patterns: [SecretPattern]

    public init(secrets: [Secret] = []) { patterns = secrets.compactMap { SecretPattern($0.reveal()) } }

    /// A redactor for more secrets.
    public func knowing(_ secrets: [Secret]) -> Redactor {
        var redactor = self
        redactor.patterns += secrets.compactMap { SecretPattern($0.reveal()) }
        return redactor
    }

    /// The text with `•••` for secrets in any spelling, `?…` for queries, no users and passwords in addresses, in one line.
    public func clean(_ text: String) -> String {
        var bytes = Array(Self.plain(text).utf8)
        for pattern in patterns { bytes = pattern.removed(from: bytes) }
        return String(decoding: AddressCleaner.clean(bytes), as: UTF8.self)
    }

    /// A body with `•••` for secrets and all else as it came. Short ones are ordinary words, such as the `none` of servers that want any
    /// key at all, and are left: an answer has to keep its meaning.
    func scrubbed(_ body: Data) -> Data {
        let patterns = patterns.filter(\.isUnmistakable)
        guard !patterns.isEmpty, !body.isEmpty else { return body }
        var bytes = Array(body)
        for pattern in patterns { bytes = pattern.removed(from: bytes) }
        return Data(bytes)
    }

    /// Line breaks and tabs become blanks; what moves a terminal's cursor or turns a line around is dropped.
    private static func plain(_ text: String) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0a, 0x0d, 0x2028, 0x2029: plain.append(" ")
            case 0..<0x20, 0x7f..<0xa0, 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069: break
            default: plain.append(scalar)
            }
        }
        return String(plain)
    }
}

/// Not a word about the secrets it knows.
extension Redactor: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable, CustomLeafReflectable {
    public var description: String { "Redactor" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
