import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Remembers the digests of the user's files by (path, size, modification time, inode), so that an unchanged song is not
/// read again on every build. An opinion, not a fact: the file may be deleted at will.
public struct DigestCache: Sendable {
    private struct Entry: Codable { var stamp: String, digest: Digest }
    private let path: String
    private var entries: [String: Entry]
    private var isChanged = false

    public init(path: String) {
        self.path = path
        entries = (try? CanonicalJSON.decode(from: Data(contentsOf: URL(fileURLWithPath: path)))) ?? [:]
    }

    /// Of all files that were ever looked at and are remembered.
    public var digests: Set<Digest> { Set(entries.values.map(\.digest)) }

    /// The digest of the file's bytes, from memory when the file looks untouched.
    public mutating func digest(ofFile file: String) throws -> Digest {
        let digest = try known(file)
        save()
        return digest
    }

    /// The digests of many files, in their order; the memory is written once.
    public mutating func digests(ofFiles files: [String]) throws -> [Digest] {
        let digests = try files.map { try known($0) }
        save()
        return digests
    }

    private mutating func known(_ file: String) throws -> Digest {
        let stamp = try Self.stamp(ofFile: file)
        if let known = entries[file], known.stamp == stamp { return known.digest }
        let digest = try Digest(ofFile: file)
        entries[file] = Entry(stamp: stamp, digest: digest)
        isChanged = true
        return digest
    }

    private mutating func save() {
        guard isChanged, let data = try? CanonicalJSON.data(entries) else { return }
        AtomicFile.remember(data, at: path)
        isChanged = false
    }

    /// Size, time of the last change, and which file it is: another text after the file was written anew.
    public static func stamp(ofFile file: String) throws -> String {
        var info = stat()
        guard stat(file, &info) == 0 else { throw ContentError(.read, file, FileTrouble.words(errno)) }
        #if canImport(Darwin)
            let time = info.st_mtimespec
        #else
            let time = info.st_mtim
        #endif
        return "\(info.st_size) \(time.tv_sec).\(time.tv_nsec) \(info.st_ino) \(info.st_dev)"
    }
}
