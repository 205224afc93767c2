import Content
import Foundation
public import Interchange
public import Timebase

/// A file that an editor saved or exported.
public enum EditFile {
    /// What is read of a file at most: an edit of hours is far below.
    private static let most = 256 << 20

    /// The kinds that are read, by the ends of their names.
    public static let endings = ["otio", "otioz", "xml", "fcpxml", "edl", "mlt", "kdenlive"]

    /// - Parameters:
    ///   - rate: of the film: CMX3600 says none.
    ///   - startFrame: where the film's time code begins, for the same reason.
    /// - Throws: `EditFileError`, `ContentError`.
    public static func read(_ path: String, rate: FrameRate, startFrame: Int) throws -> ReturnedEdit {
        do {
            return try edit(path, rate: rate, startFrame: startFrame)
        } catch var error as EditFileError {
            error.suggestion = error.suggestion ?? "is it the file that the editor exported, and whole?"
            throw error
        }
    }

    private static func edit(_ path: String, rate: FrameRate, startFrame: Int) throws -> ReturnedEdit {
        let name = (path as NSString).lastPathComponent
        let ending = (name as NSString).pathExtension.lowercased()
        switch ending {
        case "otioz": return try OTIOReader.read(String(decoding: try ZipReader(path: path).data("content.otio", most: most), as: UTF8.self))
        case "otio": return try OTIOReader.read(try text(path))
        case "fcpxml": return try FCPXMLReader.read(try text(path))
        case "fcpxmld": return try FCPXMLReader.read(try text(path + "/Info.fcpxml"))
        case "edl": return try EDLReader.read(try text(path), rate: rate, startFrame: startFrame)
        case "mlt", "kdenlive": return try MLTReader.read(try text(path), name: (name as NSString).deletingPathExtension)
        case "xml":
            // Resolve and Premiere both call their files .xml.
            let text = try text(path)
            if text.contains("<fcpxml") { return try FCPXMLReader.read(text) }
            if text.contains("<mlt") { return try MLTReader.read(text, name: (name as NSString).deletingPathExtension) }
            return try XmemlReader.read(text)
        default:
            throw EditFileError(
                "'\(name)' is of no kind that is read", suggestion: "export the timeline as one of: " + endings.map { "." + $0 }.joined(separator: ", "))
        }
    }

    private static func text(_ path: String) throws -> String {
        let data: Data
        do {
            data = try OrdinaryFile.read(path, atMost: most)
        } catch {
            let words = error.description
            throw EditFileError(words == "is not there" ? "there is no such file" : words, suggestion: "give the file that the editor exported")
        }
        if data.starts(with: [0x1F, 0x8B]) {
            throw EditFileError("'\(path)' is a packed project, as Premiere saves it", suggestion: "export the sequence: File > Export > Final Cut Pro XML")
        }
        // Some editors write UTF-16.
        if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) {
            return String(data: data, encoding: .utf16) ?? String(decoding: data, as: UTF8.self)
        }
        return String(decoding: data, as: UTF8.self)
    }
}
