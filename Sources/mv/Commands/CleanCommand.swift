import ArgumentParser
import Content
import Execution
import Foundation
import Pipeline

struct CleanCommand: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean", abstract: "Remove encoded segments and films from the store; they can be made again. Takes are never touched.")

    @OptionGroup var projectArgument: ProjectArgument

    @Flag(name: .shortAndLong, help: "Only say what would be removed.")
    var dryRun = false

    @OptionGroup var speech: Speech

    func run() throws {
        let workspace = try Workspace(projectFile: projectArgument.resolve())
        let lock = try BuildLock(path: workspace.lock, command: "mv clean")
        defer { lock.release() }
        try StoreSharers.holding(workspace, command: "mv clean") { try clean(workspace, except: $0) }
    }

    /// - Parameter needed: by other projects that use the store.
    private func clean(_ workspace: Workspace, except needed: Set<Digest>) throws {
        let cleaning = Cleaning(workspace: workspace)
        let found = try cleaning.find(except: needed)
        let size = ByteCountFormatter.string(fromByteCount: found.bytes, countStyle: .file)
        if dryRun { return Say.result("would remove \(found.files.count) files, \(size)", fields(found.files.count, found.bytes)) }
        try cleaning.remove(found)
        Say.result("removed \(found.files.count) files, \(size); the next build makes again what it needs", fields(found.files.count, found.bytes))
    }

    private func fields(_ files: Int, _ bytes: Int64) -> Say.Fields {
        [("files", .integer(files)), ("bytes", .integer(bytes)), ("removed", .boolean(!dryRun))]
    }
}
