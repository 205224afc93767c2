import ArgumentParser

struct StoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "Where takes and everything made lie: look, move it to another disk, check it, copy it.",
        discussion: """
            The store is .mv/store unless the project file has a line 'store: FOLDER', or
            'mv store move' took it elsewhere. docs/store.md has more.

            EXAMPLES
              mv store project.yaml                          where it is and what is in it
              mv store move project.yaml /big/disk/film      to another disk
              mv store verify project.yaml                   reads every file again
              mv store sync project.yaml /backup/film        a copy that can be restored
            """,
        subcommands: [StoreStatus.self, StoreMoving.self, StoreVerify.self, StoreSyncing.self], defaultSubcommand: StoreStatus.self)
}
