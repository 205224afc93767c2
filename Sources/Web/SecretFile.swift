import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file with a key in it.
public enum SecretFile {
    /// Looks whether a file may hold a key, without reading it. A file that is not there is no fault yet: the key may not be needed.
    /// - Throws: `SecretError` when others can read it, with the command that ends that.
    public static func check(_ path: String) throws {
        var facts = stat()
        if stat((path as NSString).expandingTildeInPath, &facts) == 0 { try check(facts, path) }
    }

    static func read(_ path: String) throws -> Data {
        let source = Secret.Source.file(path)
        let descriptor = open((path as NSString).expandingTildeInPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw SecretError(source, "cannot be read; put the key in it, or name another one with key_file")
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        // Of the file that was opened, whatever stands under its name by now.
        var facts = stat()
        if fstat(descriptor, &facts) == 0 { try check(facts, path) }
        do {
            return try handle.read(upToCount: Secret.most + 1) ?? Data()
        } catch {
            throw SecretError(source, "cannot be read; expected a file with the key and nothing else")
        }
    }

    private static func check(_ facts: stat, _ path: String) throws {
        guard facts.st_mode & 0o077 != 0, facts.st_mode & S_IFMT == S_IFREG else { return }
        let mode = String(facts.st_mode & 0o777, radix: 8)
        throw SecretError(
            .file(path), "is open to other users of this machine (its mode is \(mode)); run: chmod 600 \(quoted(path))")
    }

    /// As a shell takes it.
    private static func quoted(_ path: String) -> String {
        if path.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "/._-~+@:".contains($0)) }) { return path }
        return "'" + path.replacing("'", with: #"'\''"#) + "'"
    }
}
