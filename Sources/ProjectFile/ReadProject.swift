public import Editorial
public import Events

/// A project as it was read, and where each part of it stands.
public struct ReadProject: Sendable {
    public var project: Project
    public var warnings: [Diagnostic]
    /// Absolute path of the project file.
    public var file: String
    /// Absolute path of its folder, where relative paths start.
    public var folder: String

    private var places: [String: TextMark] = [:]

    init(project: Project, warnings: [Diagnostic], file: String, folder: String, root: YAMLNode) {
        self.project = project
        self.warnings = warnings
        self.file = file
        self.folder = folder
        collect(root)
    }

    private mutating func collect(_ node: YAMLNode) {
        places[node.path] = node.mark
        node.elements?.forEach { collect($0) }
        node.entries?.forEach { collect($0.value) }
    }

    /// Line and column (1-based) of the value with a path such as `shots[3].prompt` or `song.file`. Where the file does not
    /// say it, that of the nearest part around it which is there: `shots[3]` for a shot that is only a text. Nil for a path
    /// of which the file holds nothing.
    public func place(of path: String) -> (line: Int, column: Int)? {
        var path = path
        while !path.isEmpty {
            if let mark = places[path] { return (mark.line, mark.column) }
            guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
            path = String(path[..<cut])
        }
        return nil
    }
}
