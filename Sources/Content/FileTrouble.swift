import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Why the system would not read or write a file, in a few words that go on a sentence: `there is no such file`.
public enum FileTrouble {
    /// Foundation's own words are sentences of their own, and say little.
    public static func words(_ error: any Error) -> String {
        if let posix = error as? POSIXError { return words(posix.code.rawValue) }
        if let cocoa = error as? CocoaError {
            // Not on every system is such an error also a POSIXError.
            if let cause = cocoa.underlying as NSError?, cause.domain == NSPOSIXErrorDomain { return words(Int32(cause.code)) }
            if let known = words(cocoa.code) { return known }
        }
        let told = "\(error)"
        return told.contains("Domain=") ? error.localizedDescription : told
    }

    /// The same of an error that says nothing of where it came from, with the file.
    public static func sentence(_ error: any Error) -> String {
        guard let cocoa = error as? CocoaError, let path = cocoa.filePath else { return words(error) }
        return "\(path): \(words(error))"
    }

    /// The system's words for an error number.
    public static func words(_ code: Int32) -> String {
        switch code {
        case ENOENT: return "there is no such file"
        case EACCES, EPERM: return "permission is denied"
        case ENOSPC, EDQUOT: return "the disk is full"
        case EROFS: return "the disk is read-only"
        case EEXIST: return "a file of that name is there"
        case EISDIR: return "it is a folder"
        case ENOTDIR: return "a file stands where a folder should be"
        default:
            let words = String(cString: strerror(code))
            return words.prefix(1).lowercased() + words.dropFirst()
        }
    }

    private static func words(_ code: CocoaError.Code) -> String? {
        switch code {
        case .fileNoSuchFile, .fileReadNoSuchFile: words(ENOENT)
        case .fileReadNoPermission, .fileWriteNoPermission: words(EACCES)
        case .fileWriteOutOfSpace: words(ENOSPC)
        case .fileWriteVolumeReadOnly: words(EROFS)
        case .fileReadInvalidFileName, .fileWriteInvalidFileName: "no file can have this name"
        case .fileWriteFileExists: words(EEXIST)
        case .fileReadTooLarge: "it is too large"
        default: nil
        }
    }
}
