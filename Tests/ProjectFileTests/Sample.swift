import Editorial
import Events
import Foundation
import ProjectFile

/// Projects for the tests, read in a folder of their own that holds `song.flac`.
enum Sample {
    static let kinds = [
        GeneratorKind(
            "animatic", doc: "Paints.",
            options: [
                .init("size", .text, doc: "Size of the takes."), .init("fps", .number, range: 1...60, doc: "Rate."),
                .init("slate", .boolean, doc: "Writes into the picture."),
            ]),
        GeneratorKind("import", doc: "Clips.", options: [.init("files", .textOrList, required: true, doc: "Files or patterns.")]),
        GeneratorKind(
            "command", doc: "A program.",
            options: [
                .init("run", .textList, required: true, doc: "The program."), .init("timeout", .integer, range: 1...3600, doc: "Seconds."),
                .init("environment", .map, doc: "Variables."), .init("mode", .text, words: ["once", "batch"], doc: "How."),
            ]),
    ]

    static let scorerKinds = [
        ScorerKind("command", doc: "A program.", scores: nil, options: [.init("run", .textList, required: true, doc: "The program.")]),
        ScorerKind(
            "vlm", doc: "A model.", scores: ["adherence", "aesthetics"],
            options: [
                .init("base_url", .text, required: true, doc: "Where."), .init("model", .text, required: true, doc: "Which."),
                .init("key_env", .text, doc: "Key."), .init("price_per_call", .number, range: 0...100, doc: "Dollars."),
            ]),
    ]

    static let reader = ProjectReader(kinds: kinds, scorerKinds: scorerKinds, knownScores: ["sharpness", "motion", "flicker"])

    /// A folder with a song, made once.
    static let folder: String = {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ProjectFileTests-\(ProcessInfo.processInfo.processIdentifier)")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data().write(to: folder.appending(path: "song.flac"))
            try Data().write(to: folder.appending(path: "notes.txt"))
        } catch { fatalError("no folder for the tests: \(error)") }
        return folder.path(percentEncoded: false)
    }()

    static let head = "title: T\nsong: song.flac\n"
    static let minimal = head + "shots: [one, two, three]\n"

    static func read(_ text: String) throws -> ReadProject { try reader.read(text: text, name: "p.yaml", folder: folder) }

    /// The project of a text whose needed keys may be left out.
    static func project(_ part: String) throws -> Project { try read(completed(part)).project }

    static func completed(_ part: String) -> String {
        var text = part
        for (key, value) in [("title", "T"), ("song", "song.flac"), ("shots", "[one, two, three]")] where !text.hasKey(key) {
            text += "\(text.hasSuffix("\n") || text.isEmpty ? "" : "\n")\(key): \(value)\n"
        }
        return text
    }

    /// Every diagnostic of a text as one would read it, without the file's name; warnings too.
    static func messages(_ text: String) -> [String] {
        do {
            return try read(text).warnings.map(\.line0)
        } catch let error as Diagnostics {
            return error.all.map(\.line0)
        } catch {
            return ["no diagnostics: \(error)"]
        }
    }

    /// The same for a text whose needed keys may be left out; they are added at the end, so places stay.
    static func faults(_ part: String) -> [String] { messages(completed(part)) }
}

extension Diagnostic {
    fileprivate var line0: String { description.replacing("p.yaml:", with: "") }
}

extension String {
    fileprivate func hasKey(_ key: String) -> Bool { hasPrefix("\(key):") || contains("\n\(key):") }
}
