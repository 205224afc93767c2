public import Content
import Foundation

/// Results by key, each a JSON file under `results/ab/cdef….json`, renamed into place last.
public struct ResultStore: Sendable {
    public let root: String
    public let store: Store

    public init(root: String, store: Store) {
        self.root = root
        self.store = store
    }

    /// The folder of the project these are results of: they lie in its `.mv/results`, wherever the store is.
    var projectFolder: String { URL(filePath: root).deletingLastPathComponent().deletingLastPathComponent().path }

    public func path(of key: Digest) -> String { "\(root)/\(key.hex.prefix(2))/\(key.hex.dropFirst(2)).json" }

    /// The result of a key if it is there, readable, and all its files are in the store with their full length.
    public func find(_ key: Digest) -> JobResult? {
        guard let data = FileManager.default.contents(atPath: path(of: key)),
            let result = try? CanonicalJSON.decode(JobResult.self, from: data), result.key == key,
            result.blobs.allSatisfy(store.holds)
        else { return nil }
        return result
    }

    public func save(_ result: JobResult) throws {
        try AtomicFile.write(CanonicalJSON.data(result), to: path(of: result.key))
    }

    /// Drops a result, so that it is made again. Its files stay in the store until they are cleaned.
    public func forget(_ key: Digest) throws {
        guard FileManager.default.fileExists(atPath: path(of: key)) else { return }
        do {
            try FileManager.default.removeItem(atPath: path(of: key))
        } catch {
            throw ContentError(.write, path(of: key), FileTrouble.words(error))
        }
    }

    /// Keys of all results that begin with the given digits.
    public func keys(prefix: String) -> [Digest] {
        guard let folders = try? FileManager.default.contentsOfDirectory(atPath: root) else { return [] }
        return folders.sorted().filter { $0.count == 2 && (prefix.hasPrefix($0) || $0.hasPrefix(prefix.prefix(2))) }.flatMap { folder in
            ((try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? []).compactMap {
                Digest(folder + $0.replacingOccurrences(of: ".json", with: ""))
            }
        }.filter { $0.hex.hasPrefix(prefix) }.sorted()
    }
}

extension ResultStore {
    /// Removes the unfinished files of processes that are gone, here and in the store; says how many there were.
    @discardableResult
    public func removeAbandonedScratch() -> Int {
        store.removeAbandonedScratch() + folders.reduce(0) { $0 + AtomicFile.removeAbandoned(in: $1) }
    }

    /// Removes the unfinished files of one process, which must have ended.
    @discardableResult
    public func removeScratch(ofProcess pid: Int32) -> Int {
        guard pid > 0 else { return 0 }
        return store.removeScratch(ofProcess: pid) + folders.reduce(0) { $0 + AtomicFile.removeAbandoned(in: $1, ofProcess: pid) }
    }

    private var folders: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).filter { $0.count == 2 }.map { "\(root)/\($0)" }
    }
}
