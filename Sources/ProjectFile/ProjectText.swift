import Content
import Events
import Foundation

/// The bytes of a project file as text.
enum ProjectText {
    static func load(_ path: String, name: String) throws -> String {
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        if isFolder.boolValue {
            let files = Paths.files(in: path, endingIn: ["yaml", "yml"])
            let inside = files.first { $0.hasPrefix("project.") } ?? files.first
            throw fault(
                name, "is a folder, expected a project file",
                inside.map { "did you mean '\(name.hasSuffix("/") ? name : name + "/")\($0)'?" })
        }
        if isThere, let words = OrdinaryFile.fault(path, expected: "a project file") {
            throw fault(name, words, "write the project into a file of its own")
        }
        do {
            return try decode(try OrdinaryFile.read(path, atMost: Limits.bytes), name)
        } catch let unreadable as OrdinaryFile.Unreadable {
            if unreadable.description.hasPrefix("is larger") { throw tooLarge(name) }
            if unreadable.description == "is not there" { throw fault(name, "there is no such file", near(path)) }
            throw fault(name, unreadable.description, "check the link, or its permissions")
        }
    }

    static func tooLarge(_ name: String) -> Diagnostics {
        fault(name, "is larger than \(Limits.bytes >> 20) MiB", "a project file is text: use 'matrix' for many takes of one prompt")
    }

    private static func decode(_ data: Data, _ name: String) throws -> String {
        let bytes = [UInt8](data)
        let isMarked = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        if !isMarked, let zero = bytes.firstIndex(of: 0) {
            let beginning = String(decoding: bytes[..<zero], as: UTF8.self)
            let mark = TextLines.mark(of: beginning.endIndex, in: beginning)
            let words = "holds a byte of zero, as pictures, sounds, archives and UTF-16 do; expected a text in UTF-8"
            throw fault(name, words, "is it the right file? a text can be saved as UTF-8", mark)
        }
        if !isMarked, let text = String(data: data, encoding: .utf8) { return text }
        if isMarked {
            throw fault(name, "is UTF-16, expected UTF-8", "save it as UTF-8", TextMark(line: 1, column: 1))
        }
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var valid = 0
        while case .valid(let character) = parser.parseScalar(from: &iterator) { valid += character.count }
        let beginning = String(decoding: bytes[..<valid], as: UTF8.self)
        let mark = TextLines.mark(of: beginning.endIndex, in: beginning)
        let byte = String(bytes[min(valid, bytes.count - 1)], radix: 16, uppercase: true)
        throw fault(name, "is not UTF-8: the byte 0x\(byte) begins no character", "save it as UTF-8", mark)
    }

    private static func near(_ path: String) -> String? {
        let folder = (path as NSString).deletingLastPathComponent
        let found = Paths.files(in: folder, endingIn: ["yaml", "yml"])
        let best = Spelling.nearest(to: (path as NSString).lastPathComponent, in: found) ?? (found.count == 1 ? found[0] : nil)
        return best.map { "did you mean '\($0)'?" } ?? "'mv init SONG' writes a project file to start from"
    }

    private static func fault(_ name: String, _ message: String, _ suggestion: String?, _ mark: TextMark? = nil) -> Diagnostics {
        Diagnostics([Diagnostic(file: name, line: mark?.line ?? 0, column: mark?.column ?? 0, message, suggestion: suggestion)])
    }
}

extension Report {
    var failure: Diagnostics { Diagnostics(sorted) }
}
