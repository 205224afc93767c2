public import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files that are either wholly there or not there: written aside, synced, renamed, and the folder synced.
public enum AtomicFile {
    /// Writes `data` to `path`, replacing what was there in one step. Folders on the way are made.
    ///
    /// - Parameter synced: false for one of very many files, whose writer sees to it that all of them reach the disk.
    public static func write(_ data: Data, to path: String, synced: Bool = true) throws {
        let folder = (path as NSString).deletingLastPathComponent
        try makeFolder(folder)
        let aside = path + ".\(Scratch.name).partial"
        do {
            try fill(aside, data)
        } catch {
            unlink(aside)
            throw ContentError(.write, path, error.reason)
        }
        try moveIntoPlace(aside, path, synced: synced)
    }

    /// Writes what saves time and no more: where it cannot be written it is made anew the next time, and nobody has to know.
    public static func remember(_ data: Data, at path: String) { try? write(data, to: path) }

    /// By the system's own calls, whose reasons are words that people find ("No space left on device").
    private static func fill(_ path: String, _ data: Data) throws(ContentError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw ContentError(.write, path, String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var sent = 0
        while sent < data.count {
            let count = data.withUnsafeBytes { bytes in write(descriptor, bytes.baseAddress! + sent, bytes.count - sent) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw ContentError(.write, path, String(cString: strerror(errno))) }
            sent += count
        }
    }

    private static func write(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, start, count)
        #else
            Darwin.write(descriptor, start, count)
        #endif
    }

    /// Syncs a finished file and renames it to its place, replacing what was there. Both must be on one file system.
    public static func moveIntoPlace(_ aside: String, _ path: String, synced: Bool = true) throws {
        do {
            if synced { try sync(aside) }
        } catch {
            unlink(aside)
            throw error
        }
        guard rename(aside, path) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(aside)
            throw ContentError(.publish, path, reason)
        }
        if synced { try? sync((path as NSString).deletingLastPathComponent) }
    }

    public static func makeFolder(_ path: String) throws {
        guard !path.isEmpty else { return }
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw ContentError(.write, path, "the folder cannot be made: \(FileTrouble.words(error))")
        }
    }

    private static func sync(_ path: String) throws {
        let descriptor = open(path.isEmpty ? "." : path, O_RDONLY)
        guard descriptor >= 0 else { throw ContentError(.write, path, String(cString: strerror(errno))) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL else {
            throw ContentError(.write, path, String(cString: strerror(errno)))
        }
    }
}
