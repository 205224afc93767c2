import Editorial
import Foundation

/// What a project file says of its store, read without the rest of it: takes are looked at and decided about while the file has errors.
public struct StoreKey: Hashable, Sendable {
    /// The project file.
    public var file: String
    /// Absolute path of the folder.
    public var path: String
    /// 1-based.
    public var line: Int
    public var column: Int

    public init(file: String, path: String, line: Int, column: Int) { (self.file, self.path, self.line, self.column) = (file, path, line, column) }

    /// Of a project that was read; nil where it does not say.
    public init?(_ read: ReadProject) {
        guard let path = read.project.store else { return nil }
        let place = read.place(of: "store") ?? (0, 0)
        self.init(file: read.file, path: path, line: place.line, column: place.column)
    }

    /// Of a file; nil where it does not say, is no YAML or has a store that would be refused.
    public init?(file: String) {
        let report = Report(file: file)
        guard let text = try? ProjectText.load(file, name: file), let root = YAMLText.parse(text, report: report), let node = root["store"],
            let path = report.store(node, folder: (file as NSString).deletingLastPathComponent)
        else { return nil }
        self.init(file: file, path: path, line: node.mark.line, column: node.mark.column)
    }
}
