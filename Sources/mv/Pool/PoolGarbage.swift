import Content
import ArgumentParser
import Execution
import Foundation
import Pipeline
import Pool

struct PoolGarbage: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "gc", abstract: "Remove files of the store that no take, film or result names.",
        discussion: """
            Such files are left by interrupted imports and by results that were
            forgotten. The file of a take is never removed; 'mv pool archive' gives
            those up, and 'mv clean' also removes segments and films that can be made
            again. With --dry-run, prints the paths, one a line.

            EXAMPLE
              mv pool gc project.yaml --dry-run
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @Flag(name: .shortAndLong, help: "Only say what would be removed.")
    var dryRun = false

    @OptionGroup var speech: Speech

    func run() throws {
        let folder = try PoolFolder(project: projectArgument.project, for: .reading)
        let lock = try BuildLock(path: folder.workspace.lock, command: "mv pool gc")
        defer { lock.release() }
        try StoreSharers.holding(folder.workspace, command: "mv pool gc") { try sweep(StoreGarbage(folder, except: $0)) }
    }

    private func sweep(_ garbage: StoreGarbage) throws {
        let what = "\(NumberText.counted(garbage.files.count, "file")), \(NumberText.bytes(garbage.bytes))"
        guard !garbage.files.isEmpty else { return Say.note("every file of the store is needed") }
        if dryRun {
            for file in garbage.files { Say.result(file, [("file", .text(file))]) }
            return Say.note("would remove \(what)")
        }
        for file in garbage.files {
            do {
                try FileManager.default.removeItem(atPath: file)
            } catch {
                throw Refusal("\(file) cannot be removed: \(FileTrouble.words(error))")
            }
        }
        Say.result("removed \(what)", [("files", .integer(garbage.files.count)), ("bytes", .integer(Int64(garbage.bytes)))])
    }
}
