public import Content

/// What a recipe may touch while it runs: the store, and a way to report how far it is.
public struct WorkContext: Sendable {
    public let store: Store
    /// The project's, from which paths in recipes start; nil outside of projects.
    public let folder: String?

    public init(store: Store, folder: String? = nil) { (self.store, self.folder) = (store, folder) }

    /// The path of an input. Throws when the store does not hold it whole, or holds other bytes than its name says.
    public func path(of blob: Blob) throws -> String {
        guard store.holds(blob) else {
            throw ContentError(.find, store.path(of: blob), "the file is missing or short; a new build makes or imports it again")
        }
        let path = store.path(of: blob)
        try InputCheck.shared.check(blob, at: path)
        return path
    }

    /// A fresh path to write to.
    public func scratchPath(fileExtension: String) throws -> String { try store.scratchPath(fileExtension: fileExtension) }

    /// Gives a finished scratch file its name by content.
    public func publish(scratch: String, fileExtension: String) throws -> Blob {
        try store.publish(scratch: scratch, fileExtension: fileExtension)
    }
}
