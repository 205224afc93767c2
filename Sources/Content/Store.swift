public import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files named by the digest of their content, under `root/ab/cdef….ext`. Publishing the same bytes twice keeps one file.
public struct Store: Sendable {
    public let root: String

    public init(root: String) { self.root = root }

    public func path(of blob: Blob) -> String { root + "/" + blob.relativePath }

    /// True when the file is there with its full length. A short or missing file is a miss, never an error.
    public func holds(_ blob: Blob) -> Bool {
        var info = stat()
        return stat(path(of: blob), &info) == 0 && Int64(info.st_size) == blob.bytes
    }

    /// A fresh path inside the store to write to before publishing, so that the last step is a rename.
    public func scratchPath(fileExtension: String) throws -> String {
        try AtomicFile.makeFolder(root + "/partial")
        return root + "/partial/\(Scratch.name).\(fileExtension)"
    }

    /// Moves a finished scratch file to the place its content names. The scratch file is gone afterwards.
    public func publish(scratch: String, fileExtension: String) throws -> Blob {
        let blob = try describe(scratch, fileExtension: fileExtension)
        if holds(blob) {
            unlink(scratch)
            return blob
        }
        let place = path(of: blob)
        try AtomicFile.makeFolder((place as NSString).deletingLastPathComponent)
        try AtomicFile.moveIntoPlace(scratch, place)
        return blob
    }

    /// Takes in a file of the user's without changing it: by hard link when `linking` and the file system allow, else by copy.
    public func adopt(_ file: String, fileExtension: String, linking: Bool = false) throws -> Blob {
        let blob = try describe(file, fileExtension: fileExtension)
        if holds(blob) { return blob }
        // A link would be copied as a link, which leads nowhere from here.
        let file = realpath(file, nil).map { pointer in
            defer { free(pointer) }
            return String(cString: pointer)
        } ?? file
        let place = path(of: blob)
        try AtomicFile.makeFolder((place as NSString).deletingLastPathComponent)
        if linking, link(file, place) == 0 { return blob }
        let scratch = try scratchPath(fileExtension: fileExtension)
        do {
            try FileManager.default.copyItem(atPath: file, toPath: scratch)
        } catch {
            unlink(scratch)
            throw ContentError(.publish, file, "the copy into the store failed: \(FileTrouble.words(error))")
        }
        try AtomicFile.moveIntoPlace(scratch, place)
        return blob
    }

    public func publish(_ data: Data, fileExtension: String) throws -> Blob {
        let scratch = try scratchPath(fileExtension: fileExtension)
        try AtomicFile.write(data, to: scratch)
        return try publish(scratch: scratch, fileExtension: fileExtension)
    }

    private func describe(_ file: String, fileExtension: String) throws -> Blob {
        var info = stat()
        if let fault = OrdinaryFile.fault(file) { throw ContentError(.read, file, "it " + fault) }
        guard stat(file, &info) == 0 else { throw ContentError(.read, file, FileTrouble.words(errno)) }
        return Blob(digest: try Digest(ofFile: file), bytes: Int64(info.st_size), fileExtension: fileExtension.lowercased())
    }
}
