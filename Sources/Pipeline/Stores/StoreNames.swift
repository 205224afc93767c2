public import Content
import Execution
import Foundation
import Pool

/// The files of the store that a project names: its takes, what its results are made of, its films, and files of the user's that builds work on.
public enum StoreNames {
    /// - Throws: `StoreError` when a result cannot be read, so that what it names is not known; `PoolError`.
    public static func all(of workspace: Workspace) throws -> Set<Digest> {
        var named: Set<Digest> = []
        if let pool = try Pool.ifThere(readingPath: workspace.pool) {
            named.formUnion(try pool.renderDigests().compactMap { Digest($0) })
            try pool.eachFile { file, _ in named.insert(file.digest) }
        }
        // Songs and clips of the user's that builds work on: no result names what it was made from.
        named.formUnion(DigestCache(path: workspace.digests).digests)
        try eachResult(of: workspace.results) { named.formUnion($0.blobs.map(\.digest)) }
        return named
    }

    static func eachResult(of results: ResultStore, _ body: (JobResult) throws -> Void) throws {
        for key in results.keys(prefix: "") {
            guard let data = FileManager.default.contents(atPath: results.path(of: key)) else { continue }
            let result: JobResult
            do {
                result = try CanonicalJSON.decode(from: data)
            } catch {
                throw StoreError(.refused, "\(results.path(of: key)) cannot be read, so what it names is not known; remove it and try again")
            }
            try body(result)
        }
    }
}
