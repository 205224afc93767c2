public import Content
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes takes with everything known of them into a folder or a tar archive that another pool can take in.
public struct PoolExport {
    public struct Written: Hashable, Sendable {
        public var takes = 0
        public var files = 0
        public var bytes: Int64 = 0
        /// Takes whose file is not in the store although it was not given up: they travel without it.
        public var missing: [Blob] = []
    }

    static let manifest = "manifest.jsonl"
    static func media(_ blob: Blob) -> String { "media/" + blob.relativePath }

    private let pool: Pool
    private let store: Store
    private let query: TakeQuery
    private let whole: Bool
    private let withMedia: Bool

    /// - Parameters:
    ///   - whole: also shots without takes and requests that came to nothing. With conditions in the query, false is meant.
    ///   - withMedia: false for what is known without the files.
    public init(_ pool: Pool, _ store: Store, _ query: TakeQuery = TakeQuery(), whole: Bool = true, withMedia: Bool = true) {
        (self.pool, self.store, self.query, self.whole, self.withMedia) = (pool, store, query, whole, withMedia)
    }

    /// Into a folder, made when missing; files that are there with their full length are not copied again, and the manifest is
    /// replaced last.
    public func write(folder: String, at time: Int64, progress: (_ done: Int64, _ of: Int64) -> Void = { _, _ in }) throws -> Written {
        if OrdinaryFile.fault(folder) == nil {
            throw PoolError(.invalid, "\(folder) is a file; name a folder, or a path that ends in .tar where nothing is yet")
        }
        return try collected(at: time) { manifest, blobs, written in
            let files = Store(root: folder + "/media")
            let bytes = blobs.reduce(0) { $0 + $1.bytes }
            var done: Int64 = 0
            for blob in blobs {
                if !files.holds(blob) {
                    let scratch = try files.scratchPath(fileExtension: blob.fileExtension)
                    try Self.copy(store.path(of: blob), to: scratch)
                    try AtomicFile.makeFolder((files.path(of: blob) as NSString).deletingLastPathComponent)
                    try AtomicFile.moveIntoPlace(scratch, files.path(of: blob))
                }
                done += blob.bytes
                progress(done, bytes)
            }
            // rmdir of the scratch folder succeeds only when it is empty, which is all that is wanted.
            rmdir(folder + "/media/partial")
            try AtomicFile.makeFolder(folder)
            let aside = folder + "/." + Self.manifest + ".partial"
            try? FileManager.default.removeItem(atPath: aside)
            try Self.copy(manifest, to: aside)
            try AtomicFile.moveIntoPlace(aside, folder + "/" + Self.manifest)
            written.files = blobs.count
            written.bytes = bytes
        }
    }

    /// Into a tar archive where nothing is yet, which is there only when it is whole.
    public func write(tar path: String, at time: Int64, progress: (_ done: Int64, _ of: Int64) -> Void = { _, _ in }) throws -> Written {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw PoolError(.invalid, "there is already a file at \(path); name a path where nothing is yet")
        }
        return try collected(at: time) { manifest, blobs, written in
            let aside = path + ".partial"
            let handle = try FileHandle.fresh(aside)
            do {
                let bytes = blobs.reduce(0) { $0 + $1.bytes }
                var done: Int64 = 0
                let tar = TarWriter(handle)
                try tar.add(file: manifest, as: Self.manifest, size: Self.size(manifest), time: time / 1000)
                for blob in blobs {
                    try tar.add(file: store.path(of: blob), as: Self.media(blob), size: blob.bytes, time: time / 1000)
                    done += blob.bytes
                    progress(done, bytes)
                }
                try tar.end()
                try handle.close()
                try AtomicFile.moveIntoPlace(aside, path)
                written.files = blobs.count
                written.bytes = bytes
            } catch {
                unlink(aside)
                throw error
            }
        }
    }

    /// The manifest is written aside first: an archive must know its length before it begins.
    private func collected(at time: Int64, _ body: (String, [Blob], inout Written) throws -> Void) throws -> Written {
        let manifest = NSTemporaryDirectory() + "mv-manifest-\(UUID().uuidString).jsonl"
        let handle = try FileHandle.fresh(manifest)
        defer { unlink(manifest) }
        var (written, blobs, waiting) = (Written(), [Blob](), [UInt8]())
        try pool.eachPortableLine(of: query, whole: whole, withMedia: withMedia, at: time) { line in
            line.write(into: &waiting)
            if let take = line.take {
                written.takes += 1
                if withMedia, take["archived"] == .null, let blob = Blob(portable: take) {
                    if store.holds(blob) { blobs.append(blob) } else { written.missing.append(blob) }
                }
            }
            guard waiting.count > 1 << 18 else { return }
            try handle.write(contentsOf: waiting)
            waiting.removeAll(keepingCapacity: true)
        }
        try handle.write(contentsOf: waiting)
        try handle.close()
        try body(manifest, blobs, &written)
        return written
    }

    private static func copy(_ file: String, to path: String) throws {
        do {
            try FileManager.default.copyItem(atPath: file, toPath: path)
        } catch {
            unlink(path)
            throw PoolError(.invalid, "\(file) cannot be copied to \(path): \(FileTrouble.words(error))")
        }
    }

    private static func size(_ path: String) throws -> Int64 {
        (try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.int64Value ?? 0
    }
}

extension Blob {
    /// Nil unless the row of a take names a digest and an extension that leads nowhere else.
    init?(portable take: PortableRow) {
        guard let digest = (take["id"]?.text).flatMap(Digest.init), let bytes = take["bytes"]?.integer, bytes >= 0,
            let fileExtension = take["extension"]?.text, (1...8).contains(fileExtension.utf8.count),
            fileExtension.utf8.allSatisfy({ (48...57).contains($0) || (97...122).contains($0) })
        else { return nil }
        self.init(digest: digest, bytes: bytes, fileExtension: fileExtension)
    }
}
