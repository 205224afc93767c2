import ArgumentParser

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy what is known of the takes, and put it back.",
        discussion: """
            A backup is a folder with the pool's database, the verdicts as text, the
            project file and the cut. It is made while others go on working, and looked
            over. The files of the takes are not in it: 'mv pool export' copies those.

            EXAMPLES
              mv backup project.yaml                        to .mv/backups
              mv backup project.yaml /media/usb --keep 7    the newest seven stay there
              mv backup list project.yaml
              mv backup restore project.yaml 2026-02-11-140533
            """,
        subcommands: [BackupMake.self, BackupList.self, BackupRestore.self], defaultSubcommand: BackupMake.self)
}
