import Foundation

/// A key or password. It prints as `•••` wherever it is printed: in texts, in dumps, in mirrors, inside other values.
public struct Secret: Sendable {
    /// Where a secret is kept: never in the project.
    public enum Source: Hashable, Sendable {
        case environment(String)
        /// A file that nobody but its owner can read.
        case file(String)
        /// A program and its arguments, run in a folder, that prints the secret.
        case command([String], folder: String)
    }

    private let text: String

    public init(_ text: String) { self.text = text }

    /// The secret itself, for the one place that sends it.
    public func reveal() -> String { text }

    /// - Throws: `SecretError`, which names the variable, file or program and says what to do; `CancellationError`.
    public static func read(_ source: Source) async throws -> Secret {
        switch source {
        case .environment(let name):
            guard let value = ProcessInfo.processInfo.environment[name] else {
                throw SecretError(source, "is not set; set it to the key, or name another one with key_env")
            }
            return try checked(value, source)
        case .file(let path): return try checked(String(decoding: SecretFile.read(path), as: UTF8.self), source)
        case .command(let words, let folder): return try await KeyCommand.shared.secret(words, in: folder)
        }
    }

    /// Longer than any key.
    static let most = 16_384

    /// A header can carry visible ASCII and nothing else, and a line break at the end is the editor's.
    static func checked(_ text: String, _ source: Source) throws -> Secret {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let isPrinted = if case .command = source { true } else { false }
        let holds = isPrinted ? "printed" : "holds"
        guard !text.isEmpty else { throw SecretError(source, (isPrinted ? "printed nothing" : "is empty") + "; expected the key") }
        guard text.utf8.count <= most else {
            throw SecretError(source, (isPrinted ? "printed more than any key has" : "is longer than any key") + "; expected the key and nothing else")
        }
        guard !text.contains(where: \.isNewline) else {
            throw SecretError(source, "\(holds) more than one line; expected the key and nothing else")
        }
        guard text.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else {
            throw SecretError(source, "\(holds) characters that no header can carry; expected the key as the service shows it")
        }
        return Secret(text)
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable, CustomLeafReflectable {
    public var description: String { "•••" }
    public var debugDescription: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
