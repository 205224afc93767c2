import ArgumentParser
import Foundation
import Pipeline
import Pool

struct BackupMake: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "make", abstract: "Make a backup in .mv/backups or a folder of yours.",
        discussion: """
            EXAMPLE
              mv backup project.yaml /media/usb --keep 7
            """)

    @Argument(
        help: ArgumentHelp("The project (when not ./project.yaml), and the folder in which the backup gets its own.", valueName: "project> <folder"))
    var words: [String] = []

    @Option(help: ArgumentHelp("Remove older backups that were made by this command, but for so many in all.", valueName: "n"))
    var keep: Int?

    @OptionGroup var speech: Speech

    func validate() throws {
        guard words.count <= 2 else { throw ValidationError("name the project and at most one folder, as: mv backup project.yaml /media/usb") }
        if let keep, keep < 1 { throw ValidationError("--keep needs a number from 1") }
    }

    func run() throws {
        let (project, folder) = split()
        let files = try BackupFiles(project: project)
        guard FileManager.default.fileExists(atPath: files.workspace.pool) else {
            throw Refusal("there is no pool at \(files.workspace.pool) to back up; 'mv build' makes it, 'mv pool recover' makes a lost one again")
        }
        let place = folder.map { URL(fileURLWithPath: $0).standardizedFileURL.path } ?? files.backups
        let made = try PoolBackup.make(of: files.workspace.pool, in: place, with: files.all, at: PoolFolder.now)
        let removed = try keep.map { try PoolBackup.prune(place, .asked, keeping: $0) } ?? []
        let removal = removed.isEmpty ? "" : "; \(NumberText.counted(removed.count, "older backup")) removed"
        let what = "\(NumberText.counted(made.facts.takes, "take")), \(NumberText.counted(made.facts.decisions, "decision"))"
        Say.result(
            "backed up \(what) to \(made.folder)\(removal)",
            BackupFiles.fields(made) + [("removed", .list(removed.map { .text($0.folder) }))])
    }

    /// One word alone is the project when it means one, else the folder.
    private func split() -> (project: String?, folder: String?) {
        switch words.count {
        case 0: (nil, nil)
        case 1: BackupFiles.isProject(words[0]) ? (words[0], nil) : (nil, words[0])
        default: (words[0], words[1])
        }
    }
}
