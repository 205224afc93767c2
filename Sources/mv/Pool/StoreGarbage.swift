import Content
import Foundation
import Pipeline

/// Files that look like files of the store and that nothing names, and unfinished ones of processes that are gone.
struct StoreGarbage {
    private(set) var files: [String] = []
    private(set) var bytes: Int64 = 0

    /// - Parameter needed: by other projects that use the store.
    init(_ folder: PoolFolder, except needed: Set<Digest>) throws {
        let named = try StoreNames.all(of: folder.workspace)
        let store = folder.workspace.store
        guard Volume.isFolder(store.root) else { return }
        try StoreWalk(root: store.root).each { found in
            switch found {
            case .file(let blob) where !named.contains(blob.digest) && !needed.contains(blob.digest): add(store.path(of: blob), blob.bytes)
            case .unfinished(let path, let bytes, isAbandoned: true): add(path, bytes)
            default: break
            }
        }
        files.sort()
    }

    private mutating func add(_ path: String, _ bytes: Int64) {
        files.append(path)
        self.bytes += bytes
    }
}
