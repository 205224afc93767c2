import ArgumentParser
import Content
import Events
import Foundation
import Pipeline

/// The project file as commands take it: the file, its folder, or nothing where the current folder has one.
struct ProjectArgument: ParsableArguments {
    @Argument(help: "The project file or its folder; ./project.yaml when left out.")
    var project: String?

    static let names = ["project.yaml", "project.yml"]

    /// The absolute path of the project file.
    /// - Throws: `Diagnostics` when there is none.
    func resolve() throws -> String { try Self.resolve(project) }

    /// The project's folders, without reading the file.
    func workspace() throws -> Workspace { Workspace(folder: (try resolve() as NSString).deletingLastPathComponent) }

    static func resolve(_ given: String?) throws -> String {
        // A variable of a script that is not set: the current folder is not what was meant.
        if given == "" { throw missing("''", "the project's name is empty", near: FileManager.default.currentDirectoryPath) }
        let path = URL(fileURLWithPath: given ?? ".").standardizedFileURL.path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            if let fault = OrdinaryFile.fault(path), fault.hasPrefix("is a link") {
                throw Diagnostics([Diagnostic(file: given ?? path, fault, suggestion: "put the link right, or remove it")])
            }
            throw missing(given ?? path, "there is no such file", near: (path as NSString).deletingLastPathComponent)
        }
        guard isFolder.boolValue else { return path }
        for name in names where FileManager.default.fileExists(atPath: path + "/" + name) { return path + "/" + name }
        throw missing(given ?? path, "this folder has no \(names.joined(separator: " or "))", near: path)
    }

    /// True when a word on the command line means a project: it names something that is there, or ends as project files do.
    static func isProject(_ word: String) -> Bool {
        let lower = word.lowercased()
        return lower.hasSuffix(".yaml") || lower.hasSuffix(".yml") || (!word.isEmpty && FileManager.default.fileExists(atPath: word))
    }

    private static func missing(_ subject: String, _ what: String, near folder: String) -> Diagnostics {
        let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        let projects = files.filter { !$0.hasPrefix(".") && ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) }.prefix(3)
        let next = projects.isEmpty ? "'mv init SONG' writes one next to a song" : "give one of: " + projects.joined(separator: ", ")
        return Diagnostics([Diagnostic(file: subject, what, suggestion: next)])
    }
}
