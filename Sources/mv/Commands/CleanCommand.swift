import ArgumentParser
import Execution
import Foundation
import Pipeline

struct CleanCommand: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean", abstract: "Remove encoded segments and films from .mv; they can be made again. Takes are never touched.")

    @OptionGroup var projectArgument: ProjectArgument

    @Flag(name: .shortAndLong, help: "Only say what would be removed.")
    var dryRun = false

    @OptionGroup var speech: Speech

    func run() throws {
        let workspace = Workspace(folder: (try projectArgument.resolve() as NSString).deletingLastPathComponent)
        let lock = try BuildLock(path: workspace.lock, command: "mv clean")
        defer { lock.release() }
        let cleaning = Cleaning(workspace: workspace)
        let found = try cleaning.find()
        let size = ByteCountFormatter.string(fromByteCount: found.bytes, countStyle: .file)
        if dryRun { return Say.result("would remove \(found.files.count) files, \(size)", fields(found.files.count, found.bytes)) }
        try cleaning.remove(found)
        Say.result("removed \(found.files.count) files, \(size); the next build makes again what it needs", fields(found.files.count, found.bytes))
    }

    private func fields(_ files: Int, _ bytes: Int64) -> Say.Fields {
        [("files", .integer(files)), ("bytes", .integer(bytes)), ("removed", .boolean(!dryRun))]
    }
}
