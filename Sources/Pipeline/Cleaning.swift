public import Content
import Execution
import Foundation
import Pool

/// Frees space: files of the store that neither a take nor another project needs. Takes are never touched.
public struct Cleaning: Sendable {
    public struct Found: Sendable {
        public var files: [String]
        public var bytes: Int64
    }

    private let workspace: Workspace

    public init(workspace: Workspace) { self.workspace = workspace }

    /// Everything in the store that no take of the pool is made of: segments, sound tracks, films, and unfinished files of programs that are
    /// gone. All can be made again.
    ///
    /// - Parameter needed: by other projects.
    public func find(except needed: Set<Digest>) throws -> Found {
        var kept: Set<String> = []
        try Pool.ifThere(readingPath: workspace.pool)?.eachFile { file, _ in kept.insert(workspace.store.path(of: file)) }
        kept.formUnion(takesOnTheirWay())
        var found = Found(files: [], bytes: 0)
        guard Volume.isFolder(workspace.store.root) else { return found }
        try StoreWalk(root: workspace.store.root).each { one in
            switch one {
            case .file(let blob) where !needed.contains(blob.digest) && !kept.contains(workspace.store.path(of: blob)):
                found.files.append(workspace.store.path(of: blob))
                found.bytes += blob.bytes
            case .unfinished(let path, let bytes, isAbandoned: true):
                found.files.append(path)
                found.bytes += bytes
            default: break
            }
        }
        found.files.sort()
        return found
    }

    /// What programs of the user's made on a cluster is no cache, and is in the pool only when a build has collected it.
    private func takesOnTheirWay() -> [String] {
        let results = workspace.results
        return results.keys(prefix: "").flatMap { key -> [String] in
            guard let data = FileManager.default.contents(atPath: results.path(of: key)), let result = try? CanonicalJSON.decode(JobResult.self, from: data),
                result.kind == "command"
            else { return [] }
            return result.blobs.map(workspace.store.path)
        }
    }

    public func remove(_ found: Found) throws {
        for file in found.files { try FileManager.default.removeItem(atPath: file) }
    }
}
