import Foundation
import Pipeline
import Pool

/// What of a project goes into its backups beside the pool.
struct BackupFiles {
    let workspace: Workspace
    private let projectFile: String

    init(project: String?) throws {
        projectFile = try ProjectArgument.resolve(project)
        workspace = Workspace(folder: (projectFile as NSString).deletingLastPathComponent)
    }

    var all: [String] { [projectFile, workspace.cut] }
    var backups: String { workspace.root + "/backups" }

    /// A project file or a folder that has one; any other folder is a place for backups.
    static func isProject(_ word: String) -> Bool {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: word, isDirectory: &isFolder), isFolder.boolValue else { return ProjectArgument.isProject(word) }
        return ProjectArgument.names.contains { FileManager.default.fileExists(atPath: word + "/" + $0) }
    }

    static func fields(_ backup: PoolBackup) -> Say.Fields {
        [
            ("backup", .text(backup.name)), ("folder", .text(backup.folder)), ("made", .integer(backup.facts.made)),
            ("kind", .text(backup.facts.kind.rawValue)), ("takes", .integer(backup.facts.takes)), ("decisions", .integer(backup.facts.decisions)),
            ("schema", .text(backup.facts.schema)),
        ]
    }
}
