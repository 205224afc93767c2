import Foundation

extension FileHandle {
    /// A new, empty file to write to, in place of one that is there.
    static func fresh(_ path: String) throws -> FileHandle {
        // Not FileManager.createFile: that writes a file beside it first, which a killed program leaves under a name that nobody knows.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw PoolError(
                .invalid, "\(path) cannot be written: check that its folder is there and may be written, and the space on its disk")
        }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}
