import Content
import Execution
import Foundation
import Pool

/// Frees space: files of the store that neither a take nor a result of the last builds needs. Takes are never touched.
public struct Cleaning: Sendable {
    public struct Found: Sendable {
        public var files: [String]
        public var bytes: Int64
    }

    private let workspace: Workspace

    public init(workspace: Workspace) { self.workspace = workspace }

    /// Everything under the store that no take of the pool is made of: segments, sound tracks, films. All can be made again.
    public func find() throws -> Found {
        var kept: Set<String> = []
        do {
            try Pool(readingPath: workspace.pool).eachTake { kept.insert(workspace.store.path(of: $0.blob)) }
        } catch let error as PoolError where error.kind == .missing {
            // Nothing was built yet. A pool that is lost is another matter: its takes are still needed.
        }
        kept.formUnion(takesOnTheirWay())
        var found = Found(files: [], bytes: 0)
        guard let walker = FileManager.default.enumerator(atPath: workspace.store.root) else { return found }
        for case let name as String in walker {
            let path = workspace.store.root + "/" + name
            guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
                attributes[.type] as? FileAttributeType == .typeRegular, !kept.contains(path), !name.hasPrefix("commands/")
            else { continue }
            found.files.append(path)
            found.bytes += (attributes[.size] as? NSNumber)?.int64Value ?? 0
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
