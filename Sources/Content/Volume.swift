import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the file system under a path says of itself.
public enum Volume {
    /// Bytes that may still be written in a folder; nil where the file system does not say, as mounted buckets often do not.
    public static func freeBytes(in folder: String) -> Int64? {
        var facts = statvfs()
        guard statvfs(folder, &facts) == 0, facts.f_blocks > 0 else { return nil }
        let (bytes, overflow) = UInt64(facts.f_bavail).multipliedReportingOverflow(by: UInt64(facts.f_frsize))
        return overflow ? nil : Int64(clamping: bytes)
    }

    /// True when both paths are there and lie on one file system, so that links and renames between them may work.
    public static func areTogether(_ a: String, _ b: String) -> Bool {
        guard let one = facts(a), let other = facts(b) else { return false }
        return one.st_dev == other.st_dev
    }

    /// True when both paths are one file or folder, by whatever names.
    public static func isSame(_ a: String, _ b: String) -> Bool {
        guard let one = facts(a), let other = facts(b) else { return false }
        return one.st_dev == other.st_dev && one.st_ino == other.st_ino
    }

    /// The path without links in it; nil when nothing is there.
    public static func real(_ path: String) -> String? {
        guard let text = realpath(path, nil) else { return nil }
        defer { free(text) }
        return String(cString: text)
    }

    /// Why nothing can be written into a folder that is there; nil when something can.
    public static func refusal(toWriteIn folder: String) -> String? {
        access(folder, W_OK | X_OK) == 0 ? nil : String(cString: strerror(errno))
    }

    /// Why a file cannot be made, filled and kept in a folder, as an error number; nil when it can, which is found by doing it.
    public static func trouble(writingIn folder: String) -> Int32? {
        let path = "\(folder)/tried.\(Scratch.name).partial"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return errno }
        defer {
            close(descriptor)
            unlink(path)
        }
        let bytes = [UInt8](repeating: 0, count: 64 << 10)
        errno = 0
        guard write(descriptor, bytes, bytes.count) == bytes.count else { return errno == 0 ? ENOSPC : errno }
        return fsync(descriptor) == 0 || errno == EINVAL ? nil : errno
    }

    /// Of a file; nil when nothing is there.
    public static func size(of path: String) -> Int64? { facts(path).map { Int64($0.st_size) } }

    /// When a file was last written, in milliseconds since 1970; nil when nothing is there.
    public static func changed(_ path: String) -> Int64? {
        facts(path).map { info in
            #if canImport(Darwin)
                let time = info.st_mtimespec
            #else
                let time = info.st_mtim
            #endif
            return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
        }
    }

    /// Makes what was renamed in a folder last, where the file system can.
    public static func sync(folder: String) {
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    public static func isFolder(_ path: String) -> Bool { facts(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false }

    static func facts(_ path: String) -> stat? {
        var info = stat()
        return stat(path, &info) == 0 ? info : nil
    }
}
