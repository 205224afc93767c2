import ArgumentParser
import Cluster
import Content
import Execution
import Foundation
import Pipeline
import ProjectFile

struct StoreMoving: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Move the store to another folder, on this disk or another one.",
        discussion: """
            Without a folder: to the one that 'store:' in the project file names. On the same
            file system nothing is copied. Else each file is copied, read back and compared; then
            the project is switched over in one step; then the old files are removed. Stopped or
            killed at any moment, the same command goes on. Ends with 3 when a file was damaged:
            it stays where it was.

            EXAMPLES
              mv store move project.yaml /big/disk/film
              mv store move project.yaml /big/disk/film --dry-run
              mv store move project.yaml --keep        the old files stay
            """)

    @Argument(help: StoreWords.help)
    var words: [String] = []

    @Flag(name: .shortAndLong, help: "Only say what would be done.")
    var dryRun = false

    @Flag(help: "Leave the old files where they are.")
    var keep = false

    @OptionGroup var speech: Speech

    func validate() throws { try StoreWords.check(words, needsFolder: false, as: "mv store move project.yaml /disk/takes") }

    func run() throws {
        let words = try StoreWords(words)
        let folder = (words.projectFile as NSString).deletingLastPathComponent
        func move() throws -> StoreMove {
            try StoreMove(folder: folder, key: StoreKey(file: words.projectFile), to: words.folder, keeping: keep)
        }
        guard !dryRun else { return try foretell(move()) }
        let lock = try BuildLock(path: folder + "/.mv/lock", command: "mv store move")
        defer { lock.release() }
        let workspace = Workspace(folder: folder)
        guard !ClusterBatches(root: workspace.batches, results: workspace.results).hasOpen else {
            throw Refusal("work of this project is with a cluster, which writes to the store where it is; collect it with 'mv build', or take it back with 'mv jobs cancel --all', and move then")
        }
        let moving = try move()
        let share = ShareOfBytes("move")
        let report = try moving.run(progress: share.show)
        share.end()
        tell(report, moving)
        guard report.damaged.isEmpty else { throw ExitCode(Failure.Code.incomplete.rawValue) }
    }

    private func foretell(_ move: StoreMove) throws {
        let outlook = try move.outlook()
        let free = outlook.free.map { ", \(NumberText.bytes($0)) free there" } ?? ""
        let files = NumberText.counted(outlook.files, "file")
        let text =
            switch outlook.way {
            case .nothing: "the store is in \(move.to) already"
            case .finish: "would remove what is left of the last move"
            case .rename: "would rename \(move.from) to \(move.to): \(files), on the same file system"
            case .link: "would move \(files) to \(move.to), on the same file system; nothing is copied"
            case .copy: "would copy \(outlook.missing) of \(files), \(NumberText.bytes(outlook.bytes)), to \(move.to)\(free)"
            }
        Say.result(
            text,
            [("store", .text(move.to)), ("way", .text(outlook.way.rawValue)), ("files", .integer(outlook.missing)), ("bytes", .integer(outlook.bytes)), ("moved", .boolean(false))])
    }

    private func tell(_ report: StoreMove.Report, _ move: StoreMove) {
        for path in report.damaged {
            Say.problem("\(path) holds other bytes than it had, or cannot be read; it was left there. 'mv store verify' says whose it is")
        }
        if !report.foreign.isEmpty {
            Say.note("\(NumberText.counted(report.foreign.count, "file")) that no store has, left in \(move.from): \(report.foreign.prefix(3).joined(separator: ", "))")
        }
        let fields: Say.Fields = [
            ("store", .text(move.to)), ("way", .text(report.way.rawValue)), ("files", .integer(report.files)), ("bytes", .integer(report.bytes)),
            ("moved", .boolean(report.way != .nothing)), ("damaged", .integer(report.damaged.count)),
        ]
        switch report.way {
        case .nothing: return Say.result("the store is in \(move.to) already", fields)
        case .finish: return Say.result("removed \(NumberText.counted(report.removed, "file")) that the last move had left", fields)
        case .rename, .link: Say.result("the store is in \(move.to) now: \(NumberText.counted(report.files, "file")), nothing was copied", fields)
        case .copy: Say.result("the store is in \(move.to) now: \(NumberText.counted(report.files, "file")), \(NumberText.bytes(report.bytes)) copied and read back", fields)
        }
        if !move.sharers.isEmpty {
            Say.note("the files in \(move.from) were left: \(move.sharers.joined(separator: ", ")) uses them too; 'mv pool gc' there removes what it does not need")
        }
        Say.note("a review page that is open is to be started again")
    }
}
