import Foundation
import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that is not whole yet, beside the place it will have, named so that one left by a killed process is found and removed.
final class PartialFile {
    private(set) var count: Int64 = 0
    private let descriptor: CInt

    /// The name for a file that will lie at `file`.
    static func name(for file: String) -> String { "\(file).\(getpid())-\(UInt32.random(in: 0...UInt32.max)).partial" }

    init(_ path: String) throws {
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.failure("the file cannot be written") }
    }

    deinit { close(descriptor) }

    func append(_ buffer: ByteBuffer) throws {
        try buffer.withUnsafeReadableBytes { bytes in
            var place = 0
            while place < bytes.count {
                let written = write(descriptor, bytes.baseAddress.map { $0 + place }, bytes.count - place)
                guard written >= 0 || errno == EINTR else { throw Self.failure("the file cannot be written") }
                place += max(0, written)
            }
        }
        count += Int64(buffer.readableBytes)
    }

    func startAgain() throws {
        guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else { throw Self.failure("the file cannot be written") }
        count = 0
    }

    /// - Throws: `DownloadError` when the disk does not have room for so many more bytes.
    func makeSureOfRoom(for bytes: Int64) throws {
        var info = statvfs()
        guard fstatvfs(descriptor, &info) == 0 else { return }
        let (free, overflow) = UInt64(info.f_bavail).multipliedReportingOverflow(by: UInt64(info.f_frsize))
        guard overflow || free >= UInt64(max(0, bytes)) else {
            throw DownloadError(
                .interrupted, "the file needs \(bytes >> 20) MiB and the disk has \(free >> 20) MiB free; make room and try again")
        }
    }

    private static func failure(_ what: String) -> DownloadError {
        DownloadError(.interrupted, "\(what): \(String(cString: strerror(errno)))")
    }
}
