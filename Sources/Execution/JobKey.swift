public import Content
import Foundation

/// The name of a result, known before the result exists: the digest of everything that decides its bytes.
public struct JobKey: Hashable, Sendable, Codable, CustomStringConvertible {
    public let digest: Digest
    /// The canonical JSON that was digested; kept beside the result so that differences can be explained.
    public let text: String

    private struct Material<R: Recipe>: Encodable {
        var kind: String, version: Int, inputs: [Digest], recipe: R, tools: [String: String]
    }

    /// - Parameter tools: versions of the libraries that do the work.
    public init<R: Recipe>(_ recipe: R, tools: [String: String]) throws {
        let material = Material(
            kind: R.kind, version: R.version, inputs: recipe.inputs.map(\.digest), recipe: recipe, tools: tools)
        text = try CanonicalJSON.text(material)
        digest = Digest(of: text)
    }

    public var description: String { digest.short }

    public static func == (a: JobKey, b: JobKey) -> Bool { a.digest == b.digest }
    public func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}
