import Content
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Held while the list of a store's projects is read to decide by, or changed. Some mounts have no locks; there it is done without.
final class StoreLock: Sendable {
    private let descriptor: Int32

    /// Waits up to ten seconds.
    init(root: String) throws {
        let path = root + "/" + StoreWalk.lock
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw ContentError(.write, path, String(cString: strerror(errno))) }
        for _ in 0..<500 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK { return }
            usleep(20_000)
        }
        throw StoreError(.refused, "another project is being cleaned or moved in the store \(root); try again when that is done")
    }

    /// To be called at the end (`defer`): a lock that is not mentioned again may be let go long before.
    func release() { flock(descriptor, LOCK_UN) }

    deinit { close(descriptor) }
}
