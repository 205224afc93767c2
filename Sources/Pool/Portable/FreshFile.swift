import Foundation

extension FileHandle {
    /// A new, empty file to write to, in place of one that is there.
    static func fresh(_ path: String) throws -> FileHandle {
        guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forWritingAtPath: path) else {
            throw PoolError(
                .invalid, "\(path) cannot be written: check that its folder is there and may be written, and the space on its disk")
        }
        return handle
    }
}
