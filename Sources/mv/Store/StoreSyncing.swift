import ArgumentParser
import Execution
import Foundation
import Pipeline

struct StoreSyncing: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Bring a copy of the project up to date: its files, results and pool.",
        discussion: """
            The folder may be on a second disk, a network mount or a mounted bucket. Only what it
            has not is copied, and each file is read back. It is laid out as .mv is and holds all
            that is needed to go on from it: docs/store.md. Builds may run meanwhile. Nothing is
            removed from the copy, unless --delete says so. Ends with 3 when a file is damaged.

            EXAMPLES
              mv store sync project.yaml /backup/film
              mv store sync project.yaml /backup/film --dry-run
              mv store sync project.yaml /backup/film --both     and brings back what is lost here
              mv store sync project.yaml /backup/film --delete   and forgets what was cleaned here
            """)

    @Argument(help: StoreWords.help)
    var words: [String] = []

    @Flag(name: .shortAndLong, help: "Only say what would be copied.")
    var dryRun = false

    @Flag(help: "Also bring files and results here that only the copy has.")
    var both = false

    @Flag(help: "Remove from the copy what is not here any more; never a take that is only lost here.")
    var delete = false

    @OptionGroup var speech: Speech

    func validate() throws {
        try StoreWords.check(words, needsFolder: true, as: "mv store sync project.yaml /backup/film")
        if both, delete { throw ValidationError("--both and --delete exclude each other") }
    }

    func run() throws {
        let words = try StoreWords(words)
        guard let folder = words.folder else { throw ValidationError("name the folder of the copy, as: mv store sync project.yaml /backup/film") }
        let workspace = try Workspace(projectFile: words.projectFile)
        let sync = try StoreSync(
            workspace: workspace, projectFile: words.projectFile, to: folder, direction: both ? .both : delete ? .outDeleting : .out)
        guard !dryRun else {
            let outlook = try sync.outlook()
            let free = outlook.free.map { ", \(NumberText.bytes($0)) free there" } ?? ""
            return Say.result(
                "would copy \(NumberText.counted(outlook.files, "file")), \(NumberText.bytes(outlook.bytes)), to \(folder)\(free)",
                [("store", .text(folder)), ("files", .integer(outlook.files)), ("bytes", .integer(outlook.bytes))])
        }
        let lock: BuildLock
        do {
            lock = try BuildLock(path: workspace.root + "/copying.lock", command: "mv store sync")
        } catch let refused as BuildLock.Refused where refused.isHeld {
            throw Refusal("another 'mv store sync' of this project is running; wait for it or stop it (\(refused))")
        }
        defer { lock.release() }
        let share = ShareOfBytes("sync")
        let report = try sync.run(at: PoolFolder.now, progress: share.show)
        share.end()
        tell(report, folder)
        guard report.damaged.isEmpty else { throw ExitCode(Failure.Code.incomplete.rawValue) }
    }

    private func tell(_ report: StoreSync.Report, _ folder: String) {
        for path in report.damaged {
            Say.problem("\(path) holds other bytes than it had, or cannot be read, and was not copied; 'mv store verify' says whose it is")
        }
        let fields: Say.Fields = [
            ("store", .text(folder)), ("files", .integer(report.copied)), ("bytes", .integer(report.bytes)), ("fetched", .integer(report.fetched)),
            ("removed", .integer(report.removed)), ("records", .integer(report.records)), ("pool", .boolean(report.isPoolCopied)),
            ("damaged", .integer(report.damaged.count)),
        ]
        guard !report.didNothing else { return Say.result("nothing to copy: \(folder) is up to date", fields) }
        var parts = ["\(NumberText.counted(report.copied, "file")), \(NumberText.bytes(report.bytes))"]
        if report.records > 0 { parts.append(NumberText.counted(report.records, "record")) }
        if report.isPoolCopied { parts.append("the pool") }
        if report.fetched > 0 { parts.append("\(NumberText.counted(report.fetched, "file")) brought here") }
        if report.removed > 0 { parts.append("\(NumberText.counted(report.removed, "file")) removed there") }
        Say.result("copied to \(folder): " + parts.joined(separator: "; "), fields)
    }
}
