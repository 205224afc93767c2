import Crypto
public import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Copies that are what they were copied from, on any disk: written aside, synced, read back from the disk, compared and renamed.
///
/// Links are not asked for. Where a mount cannot rename or sync, as some buckets cannot, the file is written in its place and read back
/// there; one that is cut short in that place has the wrong length and is written again by the next copy.
public enum FileCopy {
    public enum Outcome: Hashable, Sendable {
        case copied(Digest)
        /// The source holds other bytes than were expected; nothing was placed.
        case differs(Digest)
        /// There is no source any more.
        case gone
    }

    /// Copies a file into a store, under its name, replacing what is there.
    /// - Parameters:
    ///   - blob: what the file is supposed to hold.
    ///   - moved: told bytes as they are written.
    /// - Throws: `ContentError`; its operation tells a source that cannot be read from a store that cannot be written.
    public static func copy(_ source: String, as blob: Blob, into store: Store, moved: (Int64) -> Void = { _ in }) throws -> Outcome {
        let place = store.path(of: blob)
        try AtomicFile.makeFolder(store.root + "/" + StoreWalk.Folder.unfinished)
        try AtomicFile.makeFolder((place as NSString).deletingLastPathComponent)
        // Named by what it will be, so that a copy that was cut short is overwritten and does not stay.
        let aside = "\(store.root)/\(StoreWalk.Folder.unfinished)/\(blob.digest.hex).copy"
        return try copy(source, to: place, aside: aside, expecting: blob.digest, moved: moved)
    }

    /// Copies a file to a path, replacing what is there.
    @discardableResult
    public static func copy(_ source: String, to place: String) throws -> Outcome {
        try AtomicFile.makeFolder((place as NSString).deletingLastPathComponent)
        return try copy(source, to: place, aside: place + ".copy", expecting: nil, moved: { _ in })
    }

    /// Writes a small file, replacing what is there.
    public static func put(_ data: Data, at place: String) throws {
        try AtomicFile.makeFolder((place as NSString).deletingLastPathComponent)
        let aside = place + ".copy"
        let output = try Output(aside)
        do {
            try data.withUnsafeBytes { try output.write($0) }
            try output.finish()
            try settle(aside, place, Digest(of: data))
        } catch {
            unlink(aside)
            throw error
        }
    }

    private static func copy(_ source: String, to place: String, aside: String, expecting: Digest?, moved: (Int64) -> Void) throws -> Outcome {
        let input = open(source, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else {
            if errno == ENOENT { return .gone }
            throw ContentError(.read, source, String(cString: strerror(errno)))
        }
        defer { close(input) }
        let output = try Output(aside)
        do {
            let digest = try Digest(ofDescriptor: input, path: source) { bytes in
                try output.write(bytes)
                moved(Int64(bytes.count))
            }
            try output.finish()
            if let expecting, digest != expecting {
                unlink(aside)
                return .differs(digest)
            }
            try settle(aside, place, digest)
            return .copied(digest)
        } catch {
            unlink(aside)
            throw error
        }
    }

    /// Reads a finished copy back and gives it its name.
    private static func settle(_ aside: String, _ place: String, _ digest: Digest) throws {
        try compare(aside, digest)
        if rename(aside, place) == 0 {
            Volume.sync(folder: (place as NSString).deletingLastPathComponent)
            return
        }
        let reason = errno
        guard [ENOSYS, ENOTSUP, EPERM, EXDEV].contains(reason) else { throw ContentError(.publish, place, String(cString: strerror(reason))) }
        let input = open(aside, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw ContentError(.read, aside, String(cString: strerror(errno))) }
        defer { close(input) }
        do {
            let output = try Output(place)
            _ = try Digest(ofDescriptor: input, path: aside) { try output.write($0) }
            try output.finish()
            try compare(place, digest)
        } catch {
            unlink(place)
            throw error
        }
        unlink(aside)
    }

    private static func compare(_ path: String, _ digest: Digest) throws {
        guard try Digest(ofDisk: path) == digest else {
            throw ContentError(.write, path, "other bytes are read back than were written; the disk or the connection to it is failing")
        }
    }

    /// A file that is written from its beginning to its end.
    private final class Output {
        private let path: String
        private var descriptor: Int32

        init(_ path: String) throws {
            self.path = path
            descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw failure }
        }

        deinit { if descriptor >= 0 { close(descriptor) } }

        private var failure: ContentError { ContentError(.write, path, String(cString: strerror(errno))) }

        func write(_ bytes: UnsafeRawBufferPointer) throws {
            var rest = bytes
            while let start = rest.baseAddress, !rest.isEmpty {
                #if canImport(Glibc)
                    let count = Glibc.write(descriptor, start, rest.count)
                #else
                    let count = Darwin.write(descriptor, start, rest.count)
                #endif
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw failure }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
        }

        /// What could not be kept may only be said now: of network disks by `close`.
        func finish() throws {
            guard fsync(descriptor) == 0 || [EINVAL, ENOSYS, ENOTSUP].contains(errno) else { throw failure }
            let open = descriptor
            descriptor = -1
            guard close(open) == 0 else { throw failure }
        }
    }
}
