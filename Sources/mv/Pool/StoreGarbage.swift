import Content
import Execution
import Foundation
import Pipeline
import Pool

/// Files that look like files of the store and that nothing names, and unfinished ones of processes that are gone.
struct StoreGarbage {
    private(set) var files: [String] = []
    private(set) var bytes: Int64 = 0

    init(_ folder: PoolFolder) throws {
        var named = try folder.pool.renderDigests()
        try folder.pool.eachFile { file, _ in named.insert(file.digest.hex) }
        // Songs and clips of the user's that builds work on: no result names what it was made from.
        named.formUnion(DigestCache(path: folder.workspace.digests).digests.map(\.hex))
        let results = folder.workspace.results
        for key in results.keys(prefix: "") {
            guard let data = FileManager.default.contents(atPath: results.path(of: key)) else { continue }
            let result: JobResult
            do {
                result = try CanonicalJSON.decode(from: data)
            } catch {
                throw Refusal("\(results.path(of: key)) cannot be read, so what it names is not known; remove it and try again")
            }
            named.formUnion(result.blobs.map(\.digest.hex))
        }
        let root = folder.workspace.store.root
        for start in (try? FileManager.default.contentsOfDirectory(atPath: root))?.sorted() ?? [] where start.utf8.count == 2 {
            for name in try FileManager.default.contentsOfDirectory(atPath: root + "/" + start).sorted() {
                guard let digest = Digest(start + name.prefix { $0 != "." }), !named.contains(digest.hex) else { continue }
                try add("\(root)/\(start)/\(name)")
            }
        }
        for path in folder.workspace.store.abandonedScratch { try add(path) }
    }

    private mutating func add(_ path: String) throws {
        files.append(path)
        bytes += (try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.int64Value ?? 0
    }
}
