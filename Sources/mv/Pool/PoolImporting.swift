import ArgumentParser
import Execution
import Foundation
import Pipeline
import Pool

struct PoolImporting: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take in what 'mv pool export' wrote: a folder or a .tar file.",
        discussion: """
            Nothing of this pool is overwritten. Decisions of both pools become one
            history; where two people decided differently, the newer decision holds.
            Every file is compared with its digest. Stopped half-way, it leaves the
            pool as it was and can be run again.

            EXAMPLE
              mv pool import project.yaml pool.tar
            """)

    @Argument(
        help: ArgumentHelp("The project (when not ./project.yaml), then the folder or .tar file.", valueName: "project> <from"))
    var words: [String]

    @OptionGroup var speech: Speech

    func validate() throws {
        guard (1...2).contains(words.count) else {
            throw ValidationError("name one folder or .tar file to import, as: mv pool import project.yaml pool.tar")
        }
    }

    func run() throws {
        let folder = try PoolFolder(project: words.count == 2 ? words[0] : nil, for: .filling)
        let lock = try BuildLock(path: folder.workspace.lock, command: "mv pool import")
        defer { lock.release() }
        try folder.workspace.claimStore()
        let share = ShareOfBytes("import")
        let path = URL(fileURLWithPath: words[words.count - 1]).standardizedFileURL.path
        let merged = try PoolImport(folder.pool, folder.workspace.store).read(path, at: PoolFolder.now, progress: share.show)
        share.end()
        let digits = try folder.pool.digitsNeeded()
        for line in ImportText.lines(merged, digits: digits, project: folder.words) { Say.note(line) }
        Say.result(ImportText.summary(merged), ImportText.fields(merged))
    }
}
