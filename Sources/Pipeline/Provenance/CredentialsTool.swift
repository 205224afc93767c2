public import Content
import Editorial
import Foundation
import Recipes

/// The C2PA project's library as jobs get it: from the store like all they read, so that its digest is in their keys and workers elsewhere have it.
public struct CredentialsTool: Sendable {
    private let workspace: Workspace

    public init(workspace: Workspace) { self.workspace = workspace }
    init(session: Session) { self.init(workspace: session.workspace) }

    /// Nil where there is no library.
    public func adopted() throws -> Blob? {
        guard let path = Self.path, let blob = try known() else { return nil }
        return workspace.store.holds(blob) ? blob : try workspace.store.adopt(path, fileExtension: blob.fileExtension, linking: true)
    }

    private static var path: String? { CredentialsLibrary.path().map { URL(filePath: $0).resolvingSymlinksInPath().path(percentEncoded: false) } }

    /// The same without putting it there.
    func known() throws -> Blob? {
        guard let path = Self.path else { return nil }
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path), attributes[.type] as? FileAttributeType == .typeRegular else {
            throw BuildError(.render, "there is no C2PA library at \(path), where \(CredentialsLibrary.variable) says it is")
        }
        var digests = DigestCache(path: workspace.digests)
        return Blob(
            digest: try digests.digest(ofFile: path), bytes: (attributes[.size] as? NSNumber)?.int64Value ?? 0,
            fileExtension: (path as NSString).pathExtension.lowercased())
    }
}
