import Content
public import Foundation

/// C2PA manifests of takes whose files were given up, a file for each: `3f2a….c2pa`, which the C2PA project's tools read.
public struct KeptManifests {
    private let folder: String

    public init(_ workspace: Workspace) { folder = workspace.manifests }

    public func path(of take: String) -> String { "\(folder)/\(take).c2pa" }
    public func has(_ take: String) -> Bool { FileManager.default.fileExists(atPath: path(of: take)) }

    public func keep(_ manifest: Data, of take: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try AtomicFile.write(manifest, to: path(of: take))
    }
}
