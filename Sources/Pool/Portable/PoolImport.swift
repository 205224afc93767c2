public import Content
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Takes in what `PoolExport` wrote. Files come first, each compared with its digest; then everything that is known of them, in one
/// transaction. Stopped in between, it leaves files that nothing names and the pool as it was, and can be run again.
public struct PoolImport {
    private let pool: Pool
    private let store: Store

    public init(_ pool: Pool, _ store: Store) { (self.pool, self.store) = (pool, store) }

    /// From a folder or a tar archive.
    ///
    /// - Throws: `PoolError` for what is no export, is damaged, or tries to lead out of its place.
    public func read(_ path: String, at time: Int64, progress: (_ done: Int64, _ of: Int64) -> Void = { _, _ in }) throws -> Merged {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw PoolError(.missing, "there is nothing at \(path); 'mv pool export' writes what can be imported")
        }
        return try isFolder.boolValue ? read(folder: path, at: time, progress) : read(tar: path, at: time, progress)
    }

    private func read(folder: String, at time: Int64, _ progress: (Int64, Int64) -> Void) throws -> Merged {
        let manifest = folder + "/" + PoolExport.manifest
        guard Self.isPlainFile(manifest) else {
            throw PoolError(.missing, "\(folder) has no \(PoolExport.manifest), so it is no export; 'mv pool export' writes one")
        }
        // Without media, which is how pools are looked into elsewhere, there is no need to look for what may be wanted of them.
        let hasMedia = FileManager.default.fileExists(atPath: folder + "/media")
        let wanted = try hasMedia ? wanted(manifest, of: folder) : Wanted()
        var done: Int64 = 0
        for blob in wanted.values.sorted(by: { $0.digest < $1.digest }) {
            let file = folder + "/" + PoolExport.media(blob)
            guard Self.isPlainFile(file), let handle = FileHandle(forReadingAtPath: file) else { continue }
            defer { try? handle.close() }
            try takeIn(blob, from: folder) { try handle.read(upToCount: 1 << 20).flatMap { $0.isEmpty ? nil : $0 } }
            done += blob.bytes
            progress(done, wanted.bytes)
        }
        return try merge(manifest, of: folder, at: time)
    }

    private func read(tar path: String, at time: Int64, _ progress: (Int64, Int64) -> Void) throws -> Merged {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw PoolError(.missing, "\(path) cannot be opened: check its permissions")
        }
        defer { try? handle.close() }
        do {
            let manifest = NSTemporaryDirectory() + "mv-manifest-\(UUID().uuidString).jsonl"
            defer { unlink(manifest) }
            let inside = try spool(handle, to: manifest, of: path)
            let wanted = try wanted(manifest, of: path)
            try handle.seek(toOffset: 0)
            var (tar, done) = (TarReader(handle), Int64(0))
            while let entry = try tar.next() {
                guard entry.name.hasPrefix(inside), let blob = wanted[String(entry.name.dropFirst(inside.count))] else { continue }
                try takeIn(blob, from: path) { try tar.piece() }
                done += blob.bytes
                progress(done, wanted.bytes)
            }
            return try merge(manifest, of: path, at: time)
        } catch let error as TarError {
            throw PoolError(.invalid, "\(path) \(error.reason)")
        }
    }

    /// Copies the manifest out of an archive and tells in which of its folders the export lies. Every header is looked at, so that an
    /// archive that was cut short or holds what it should not is refused before anything is taken from it.
    private func spool(_ handle: FileHandle, to manifest: String, of path: String) throws -> String {
        var (tar, inside) = (TarReader(handle), String?.none)
        while let entry = try tar.next() {
            let parts = entry.name.split(separator: "/")
            guard inside == nil, parts.last == PoolExport.manifest[...], parts.count <= 2 else { continue }
            let output = try FileHandle.fresh(manifest)
            while let piece = try tar.piece() { try output.write(contentsOf: piece) }
            try output.close()
            inside = String(entry.name.dropLast(PoolExport.manifest.count))
        }
        guard let inside else {
            throw PoolError(.invalid, "\(path) has no \(PoolExport.manifest), so it is no export; 'mv pool export' writes one")
        }
        return inside
    }

    /// Files that the manifest names and the store does not hold, by their place in the export.
    private struct Wanted {
        var files: [String: Blob] = [:]
        var bytes: Int64 = 0
        subscript(name: String) -> Blob? { files[name] }
        var values: Dictionary<String, Blob>.Values { files.values }
    }

    private func wanted(_ manifest: String, of path: String) throws -> Wanted {
        var wanted = Wanted()
        try ManifestReader(manifest, of: path, keys: ["pool", "take"]).each { line, number in
            guard let take = line.take else { return }
            guard let blob = Blob(portable: take) else {
                throw PoolError(.invalid, "\(path): line \(number) of its manifest names no take by digest, length and extension")
            }
            guard take["archived"] ?? .null == .null, !store.holds(blob) else { return }
            if wanted.files.updateValue(blob, forKey: PoolExport.media(blob)) == nil { wanted.bytes += blob.bytes }
        }
        return wanted
    }

    /// Copies one file into the store if it is what its name says.
    private func takeIn(_ blob: Blob, from path: String, _ piece: () throws -> Data?) throws {
        let scratch = try store.scratchPath(fileExtension: blob.fileExtension)
        do {
            let output = try FileHandle.fresh(scratch)
            var bytes: Int64 = 0
            while let data = try piece() {
                bytes += Int64(data.count)
                guard bytes <= blob.bytes else { break }
                try output.write(contentsOf: data)
            }
            try output.close()
            guard bytes == blob.bytes, try Digest(ofFile: scratch) == blob.digest else {
                throw PoolError(
                    .invalid,
                    "\(path): the file of take \(blob.digest.short) is damaged: its bytes are not those its digest names; "
                        + "nothing was imported, export it again")
            }
            try AtomicFile.makeFolder((store.path(of: blob) as NSString).deletingLastPathComponent)
        } catch {
            unlink(scratch)
            throw error
        }
        try AtomicFile.moveIntoPlace(scratch, store.path(of: blob))
    }

    private func merge(_ manifest: String, of path: String, at time: Int64) throws -> Merged {
        var (tagged, restored): (Set<String>, [String]) = ([], [])
        let merged = try pool.writeMany { db in
            var merging = Merging(db, holds: store.holds, at: time)
            try ManifestReader(manifest, of: path).eachPrepared { line in
                do {
                    try merging.add(line)
                    if line.line.tags?.isEmpty == false, let take = line.blob?.digest.hex { tagged.insert(take) }
                } catch let error as PoolError {
                    throw PoolError(
                        error.kind, "\(path): line \(line.number) of its manifest is refused: \(error.description); nothing was imported")
                }
            }
            restored = merging.restored
            return try merging.end()
        }
        try pool.writeMissingSidecars()
        pool.writeSidecars(of: restored)
        pool.writeVerdicts(tagsOf: tagged)
        return merged
    }

    /// Not a link, which could lead to any file.
    private static func isPlainFile(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG
    }
}
