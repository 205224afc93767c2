import ArgumentParser

struct PoolCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pool", abstract: "Look at the takes and decide about them.",
        discussion: """
            A take is named by the first digits of its id: at least 4, and as many
            as tell it from the others. The project may be left out where the
            current folder has a project.yaml.

            EXAMPLES
              mv pool list project.yaml --shot window --sort quality --desc
              mv pool show project.yaml 3f2a
              mv pool pick project.yaml 3f2a 77c1          use these
              mv pool reject project.yaml 9b04 --reason hands
              mv pool undo project.yaml 9b04
              mv pool why 3f2a                             where it comes from
              mv pool yield --by prompt                    what was worth its money
            """,
        subcommands: [
            PoolList.self, PoolShow.self, PoolPick.self, PoolReject.self, PoolUnset.self, PoolRate.self, PoolNote.self, PoolUndo.self,
            PoolTag.self, PoolOpen.self, PoolWhy.self, PoolYield.self, PoolStats.self, PoolTaste.self, PoolContactSheet.self, PoolArchive.self, PoolRestore.self, PoolExporting.self,
            PoolImporting.self, PoolVerify.self, PoolRecover.self, PoolGarbage.self,
        ])
}
