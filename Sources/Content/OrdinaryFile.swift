public import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What stands under a path. Only ordinary files are read: a pipe may never end, and a device never does.
public enum OrdinaryFile {
    /// What is wrong with a path in words that follow its name, such as `is a pipe, expected a file`; nil for an ordinary file.
    ///
    /// - Parameter expected: what should be there, with its article.
    public static func fault(_ path: String, expected: String = "a file", atMost bytes: Int = .max) -> String? {
        var facts = stat()
        guard stat(path, &facts) == 0 else {
            let code = errno
            if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) {
                return code == ELOOP ? "is a link that leads back to itself" : "is a link to '\(target)', which is not there"
            }
            return code == ENOENT || code == ENOTDIR ? "is not there" : "cannot be read: \(FileTrouble.words(code))"
        }
        if let kind = kind(facts) { return "is \(kind), expected \(expected)" }
        return facts.st_size > bytes ? "is larger than \(bytes >> 20) MiB" : nil
    }

    /// `a folder`, `a pipe`, …; nil for an ordinary file.
    private static func kind(_ facts: stat) -> String? {
        switch facts.st_mode & S_IFMT {
        case S_IFREG: nil
        case S_IFDIR: "a folder"
        case S_IFIFO: "a pipe"
        case S_IFSOCK: "a socket"
        default: "a device"
        }
    }

    /// True when both paths lead to one file, by whatever links.
    public static func isSame(_ path: String, _ other: String) -> Bool {
        var (one, two) = (stat(), stat())
        return stat(path, &one) == 0 && stat(other, &two) == 0 && one.st_dev == two.st_dev && one.st_ino == two.st_ino
    }

    /// The bytes of an ordinary file.
    ///
    /// - Throws: `Unreadable`.
    public static func read(_ path: String, atMost bytes: Int) throws(Unreadable) -> Data {
        if let fault = fault(path, atMost: bytes) { throw Unreadable(description: fault) }
        guard let handle = FileHandle(forReadingAtPath: path) else { throw Unreadable(description: "cannot be read: \(FileTrouble.words(errno))") }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: bytes + 1) ?? Data() else { throw Unreadable(description: "cannot be read: \(FileTrouble.words(errno))") }
        if data.count > bytes { throw Unreadable(description: "is larger than \(bytes >> 20) MiB") }
        return data
    }

    /// Words that follow the file's name.
    public struct Unreadable: Error, CustomStringConvertible {
        public var description: String
    }
}
