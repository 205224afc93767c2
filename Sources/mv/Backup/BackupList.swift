import ArgumentParser
import Foundation
import Pool

struct BackupList: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the backups in .mv/backups, the newest last.",
        discussion: """
            EXAMPLE
              mv backup list project.yaml
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @OptionGroup var speech: Speech

    func run() throws {
        let files = try BackupFiles(project: projectArgument.project)
        let found = PoolBackup.all(in: files.backups)
        guard !found.isEmpty else { return Say.note("there are no backups in \(files.backups); 'mv backup' makes one") }
        let width = found.map(\.name.count).max() ?? 0
        for backup in found {
            let takes = DisplayText.pad(NumberText.counted(backup.facts.takes, "take"), to: 12, .right)
            let decisions = DisplayText.pad(NumberText.counted(backup.facts.decisions, "decision"), to: 15, .right)
            let why =
                switch backup.facts.kind {
                case .asked: ""
                case .beforeUpdate: "  by itself, before a newer mv changed the pool"
                case .beforeRestore: "  by itself, before another was put back"
                }
            Say.result("\(DisplayText.pad(backup.name, to: width))\(takes)\(decisions)\(why)", BackupFiles.fields(backup))
        }
    }
}
