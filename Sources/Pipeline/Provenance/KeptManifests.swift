import Content
import Foundation
import Media

/// C2PA manifests of takes whose files were given up, a file for each: `3f2a….c2pa`, which the C2PA project's tools read.
public struct KeptManifests {
    private let folder: String

    public init(_ workspace: Workspace) { folder = workspace.manifests }

    public func path(of take: String) -> String { "\(folder)/\(take).c2pa" }

    /// Of a take whose file is there still; nothing where it has none.
    public func keep(of take: String, file: String) throws {
        guard let manifest = ContentCredentials.manifest(inFile: file) else { return }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try AtomicFile.write(manifest, to: path(of: take))
    }

    public func has(_ take: String) -> Bool { FileManager.default.fileExists(atPath: path(of: take)) }
}
