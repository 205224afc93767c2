import ArgumentParser
import Foundation

/// The project and the folder of a command's words, each of which may be left out where it can be told from the other.
struct StoreWords {
    /// Absolute path of the project file.
    let projectFile: String
    /// Absolute path.
    let folder: String?
    /// How the project is named on the command line, for telling the next step; empty when it was left out.
    let project: String

    static let help = ArgumentHelp("The project (when not ./project.yaml), then the folder.", valueName: "project> <folder")

    init(_ words: [String]) throws {
        let named = words.count > 1 || words.first.map(Self.isProject) == true ? words.first : nil
        projectFile = try ProjectArgument.resolve(named)
        project = named.map { " " + $0 } ?? ""
        let rest = named == nil ? words[...] : words.dropFirst()
        folder = rest.first.map(Self.absolute)
    }

    static func check(_ words: [String], needsFolder: Bool, as example: String) throws {
        let isMissing = needsFolder && (words.isEmpty || words.count == 1 && isProject(words[0]))
        guard words.count <= 2, !isMissing, !words.contains("") else { throw ValidationError("name a project and a folder, as: \(example)") }
    }

    static func absolute(_ path: String) -> String {
        let whole = URL(fileURLWithPath: path.hasPrefix("~/") ? NSHomeDirectory() + path.dropFirst() : path).standardizedFileURL.path
        return whole.count > 1 && whole.hasSuffix("/") ? String(whole.dropLast()) : whole
    }

    /// A project file, or a folder that has one.
    private static func isProject(_ word: String) -> Bool {
        let lower = word.lowercased()
        if lower.hasSuffix(".yaml") || lower.hasSuffix(".yml") { return true }
        return ProjectArgument.names.contains { FileManager.default.fileExists(atPath: word + "/" + $0) }
    }
}
