public import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files that are either wholly there or not there: written aside, synced, renamed, and the folder synced.
public enum AtomicFile {
    /// Writes `data` to `path`, replacing what was there in one step. Folders on the way are made.
    public static func write(_ data: Data, to path: String) throws {
        let folder = (path as NSString).deletingLastPathComponent
        try makeFolder(folder)
        let aside = path + ".\(Scratch.name).partial"
        do {
            try data.write(to: URL(fileURLWithPath: aside))
        } catch {
            unlink(aside)
            throw ContentError(.write, path, FileTrouble.words(error))
        }
        try moveIntoPlace(aside, path)
    }

    /// Syncs a finished file and renames it to its place, replacing what was there. Both must be on one file system.
    public static func moveIntoPlace(_ aside: String, _ path: String) throws {
        do {
            try sync(aside)
        } catch {
            unlink(aside)
            throw error
        }
        guard rename(aside, path) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(aside)
            throw ContentError(.publish, path, reason)
        }
        try? sync((path as NSString).deletingLastPathComponent)
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
