public import Editorial
import Events
import Foundation

/// Reads project files: the whole of what is wrong with one at once, each fault at its line and column.
public struct ProjectReader: Sendable {
    private let kinds: [GeneratorKind]
    private let scorerKinds: [ScorerKind]
    private let knownScores: [String]

    /// - Parameters:
    ///   - kinds: The kinds of generators and their options.
    ///   - scorerKinds: The kinds of scorers and their options.
    ///   - knownScores: Names that `select.weights` may hold besides those of scorers; any name when empty.
    public init(kinds: [GeneratorKind], scorerKinds: [ScorerKind] = [], knownScores: [String] = []) {
        self.kinds = kinds
        self.scorerKinds = scorerKinds
        self.knownScores = knownScores
    }

    /// Reads a file, which diagnostics name as it was given.
    ///
    /// Throws `Diagnostics` with every error and warning when there is an error.
    public func read(file: String) throws -> ReadProject {
        let current = FileManager.default.currentDirectoryPath
        let path = Paths.absolute(file, in: current)
        let text = try ProjectText.load(path, name: file)
        return try read(text: text, name: file, path: path)
    }

    /// Reads a text as if it stood in a file of a folder.
    ///
    /// Throws `Diagnostics` with every error and warning when there is an error.
    public func read(text: String, name: String, folder: String) throws -> ReadProject {
        try read(
            text: text, name: name, path: Paths.absolute(name, in: Paths.absolute(folder, in: FileManager.default.currentDirectoryPath)))
    }

    private func read(text: String, name: String, path: String) throws -> ReadProject {
        let report = Report(file: name)
        let folder = (path as NSString).deletingLastPathComponent
        guard text.utf8.count <= Limits.bytes else { throw ProjectText.tooLarge(name) }
        // libyaml takes a byte order mark for text.
        let hasMark = text.unicodeScalars.first == "\u{FEFF}"
        let body = hasMark ? String(text.unicodeScalars.dropFirst()) : text
        guard let root = YAMLText.parse(body, report: report) else { throw report.failure }
        let project = ProjectReading(report: report, kinds: kinds, scorerKinds: scorerKinds, knownScores: knownScores).read(
            root, folder: folder)
        guard let project, !report.hasErrors else { throw report.failure }
        return ReadProject(project: project, warnings: report.sorted, file: path, folder: folder, root: root)
    }
}
