public import Foundation

/// The file that says of a folder that it is a store, and which one. A disk that is not mounted leaves an empty folder behind, which must
/// not be taken for a store that has lost everything.
public struct StoreMark: Hashable, Sendable, Codable {
    public static let name = "mv-store.json"

    /// Of this file's form.
    public var schema = 1
    /// The same in every copy of the store.
    public var id: String

    public init(id: String) { self.id = id }

    /// The mark of a folder; nil when there is none.
    /// - Throws: `ContentError` when it is there and cannot be read.
    public init?(in root: String) throws {
        let path = root + "/" + Self.name
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            self = try CanonicalJSON.decode(from: Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw ContentError(.read, path, "it is damaged, and says which store this is")
        }
    }

    public func write(in root: String) throws { try FileCopy.put(text, at: root + "/" + Self.name) }

    /// What stands in the file.
    public var text: Data {
        // A text and a number are always encodable.
        (try? CanonicalJSON.data(self)) ?? Data()
    }
}
