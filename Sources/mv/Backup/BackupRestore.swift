import ArgumentParser
import Execution
import Foundation
import Pipeline
import Pool

struct BackupRestore: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put the pool of a backup in the place of the present one, of which a backup is made first.",
        discussion: """
            The project file and the cut stay as they are; those of the backup lie in its
            folder. Takes that came since are still known by their sidecars, and decisions
            by the journal: 'mv pool recover' adds them. End 'mv review' and 'mv watch'
            first; what they would decide into the old pool is refused.

            EXAMPLES
              mv backup restore project.yaml 2026-02-11-140533
              mv backup restore project.yaml /media/usb/2026-02-11-140533
            """)

    @Argument(
        help: ArgumentHelp("The project (when not ./project.yaml), then the backup: its name as 'mv backup list' shows it, or its folder.", valueName: "project> <backup"))
    var words: [String]

    @OptionGroup var speech: Speech

    func validate() throws {
        guard (1...2).contains(words.count) else {
            throw ValidationError("name one backup, as: mv backup restore project.yaml 2026-02-11-140533")
        }
    }

    func run() throws {
        let files = try BackupFiles(project: words.count == 2 ? words[0] : nil)
        let word = words[words.count - 1]
        let path = URL(fileURLWithPath: word).standardizedFileURL.path
        guard let backup = PoolBackup(folder: files.backups + "/" + word) ?? PoolBackup(folder: path) else {
            let names = PoolBackup.all(in: files.backups).suffix(3).map(\.name)
            let next = names.isEmpty ? "there are none in \(files.backups)" : "the newest are \(names.joined(separator: ", "))"
            throw Refusal("'\(word)' is no backup: give the folder of one, or its name as 'mv backup list' shows it; \(next)")
        }
        let lock = try BuildLock(path: files.workspace.lock, command: "mv backup restore")
        defer { lock.release() }
        let replaced = try backup.restore(to: files.workspace.pool, with: files.all, at: PoolFolder.now)
        var fields = BackupFiles.fields(backup)
        switch replaced {
        case .nothing: break
        case .backedUp(let old):
            fields.append(("replaced", .text(old.folder)))
            Say.note("the pool that was there is backed up as \(old.name)")
        case .keptAside(let folder):
            fields.append(("replaced", .text(folder)))
            Say.note("the pool that was there was damaged; it lies in \(folder)")
        }
        let what = "\(NumberText.counted(backup.facts.takes, "take")), \(NumberText.counted(backup.facts.decisions, "decision"))"
        Say.result("put back \(what) of \(backup.name)", fields)
        let words = words.count == 2 ? " " + PoolFolder.quoted(words[0]) : ""
        Say.next("'mv pool recover\(words)' adds takes and decisions that came since, 'mv build\(words)' cuts from what was put back")
    }
}
