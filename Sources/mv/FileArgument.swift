import ArgumentParser
import Content

/// Files that commands are given beside the project.
enum FileArgument {
    /// - Parameter expected: what the file should be, with its article: `a song such as song.flac`.
    /// - Throws: `ValidationError` for what is not there, and for folders, pipes and devices.
    static func check(_ path: String, _ expected: String) throws {
        guard let fault = OrdinaryFile.fault(path, expected: expected) else { return }
        throw ValidationError(fault == "is not there" ? "there is no file '\(path)'; expected \(expected)" : "'\(path)' \(fault)")
    }

    /// - Throws: `ValidationError` when a result would be written over what it is made from.
    static func check(output: String?, isNot input: String) throws {
        guard let output, OrdinaryFile.isSame(output, input) else { return }
        throw ValidationError("'\(output)' is the file that is read, and would be written over; give another name")
    }
}
