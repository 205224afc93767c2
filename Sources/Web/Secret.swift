import Foundation

/// A key or password. It prints as `•••` wherever it is printed: in texts, in dumps, in mirrors, inside other values.
public struct Secret: Sendable {
    /// Where a secret is kept: never in the project.
    public enum Source: Hashable, Sendable {
        case environment(String)
        case file(String)
    }

    private let text: String

    public init(_ text: String) { self.text = text }

    /// The secret itself, for the one place that sends it.
    public func reveal() -> String { text }

    /// - Throws: `SecretError`, which names the variable or file and says what to do.
    public static func read(_ source: Source) throws -> Secret {
        switch source {
        case .environment(let name):
            guard let value = ProcessInfo.processInfo.environment[name] else {
                throw SecretError(source, "is not set; set it to the key, or name another one with key_env")
            }
            return try checked(value, source)
        case .file(let path):
            let path = (path as NSString).expandingTildeInPath
            guard let handle = FileHandle(forReadingAtPath: path) else {
                throw SecretError(source, "cannot be read; put the key in it, or name another one with key_file")
            }
            defer { try? handle.close() }
            var data = Data()
            do {
                data = try handle.read(upToCount: most + 1) ?? data
            } catch {
                throw SecretError(source, "cannot be read; expected a file with the key and nothing else")
            }
            guard data.count <= most else { throw SecretError(source, "is longer than any key; expected the key and nothing else") }
            return try checked(String(decoding: data, as: UTF8.self), source)
        }
    }

    private static let most = 16_384

    /// A header can carry visible ASCII and nothing else, and a line break at the end is the editor's.
    private static func checked(_ text: String, _ source: Source) throws -> Secret {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { throw SecretError(source, "is empty; expected the key") }
        guard !text.contains(where: \.isNewline) else {
            throw SecretError(source, "holds more than one line; expected the key and nothing else")
        }
        guard text.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else {
            throw SecretError(source, "holds characters that no header can carry; expected the key as the service shows it")
        }
        return Secret(text)
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable, CustomLeafReflectable {
    public var description: String { "•••" }
    public var debugDescription: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
