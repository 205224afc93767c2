import Content
import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Compares files of the store with the digests they are named by, each once in the life of a worker: bytes that changed on the disk must not
/// go into a film under the name of those that were there.
final class InputCheck: Sendable {
    static let shared = InputCheck()
    /// Reading more than this would take longer than the work; `mv pool verify` reads all.
    private static let most: Int64 = 256 << 20

    private struct Seen: Hashable {
        var path: String
        var inode: UInt64
        var changed: Int
        var changedNanoseconds: Int
    }

    private let sound = Mutex<Set<Seen>>([])

    /// - Throws: `ContentError` for a file of other bytes.
    func check(_ blob: Blob, at path: String) throws {
        var info = stat()
        guard blob.bytes <= Self.most, stat(path, &info) == 0 else { return }
        #if canImport(Darwin)
            let time = info.st_mtimespec
        #else
            let time = info.st_mtim
        #endif
        let seen = Seen(path: path, inode: UInt64(info.st_ino), changed: Int(time.tv_sec), changedNanoseconds: Int(time.tv_nsec))
        guard !sound.withLock({ $0.contains(seen) }) else { return }
        guard try Digest(ofFile: path) == blob.digest else {
            throw ContentError(
                .use, path,
                "it holds other bytes than it had, so the disk or a program has changed it; put back a copy, or remove it: 'mv build' makes "
                    + "again what costs nothing, and 'mv pool verify' looks for others")
        }
        _ = sound.withLock { $0.insert(seen) }
    }
}
