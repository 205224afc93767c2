import Crypto
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension Digest {
    /// The digest of a file's bytes as they are on the disk: what the system has of it in memory is put down first, so that a fault of
    /// the disk is seen, and is not kept, so that reading a whole store pushes nothing else out.
    ///
    /// - Throws: `ContentError` with the operation `read`.
    public init(ofDisk path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ContentError(.read, path, String(cString: strerror(errno))) }
        defer { close(descriptor) }
        #if canImport(Glibc)
            posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
            posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
            defer { posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED) }
        #endif
        try self.init(ofDescriptor: descriptor, path: path) { _ in }
    }

    /// Reads an open file to its end, in pieces of 1 MiB which `body` is shown.
    init(ofDescriptor descriptor: Int32, path: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        var hash = SHA256()
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw ContentError(.read, path, String(cString: strerror(errno))) }
            guard count > 0 else { break }
            let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
            hash.update(bufferPointer: piece)
            try body(piece)
        }
        self.init(hash.finalize())
    }
}
