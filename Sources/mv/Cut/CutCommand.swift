import ArgumentParser

struct CutCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cut", abstract: "Look at the cut and change it by hand; every version is kept.",
        discussion: """
            Slots are named by their numbers as 'mv cut' lists them (12, 3-7, all) or by a place
            in the song ("chorus 2", "bar 17", drop). What is set by hand holds through every
            build; the rest stays where it is until 'mv cut replan'.

            EXAMPLES
              mv cut project.yaml                     slot by slot, what is shown when
              mv cut show project.yaml --why          with the reasons and the prices
              mv cut lock project.yaml 12             slot 12 keeps its clip, frame by frame
              mv cut swap project.yaml 12 3f2a        slot 12 shows another take
              mv cut move project.yaml 12 --beats -1  slot 12 starts a beat earlier
              mv cut split project.yaml 12 --at "bar 17 beat 3"
              mv cut density project.yaml "chorus 2" more   twice as many cuts there
              mv cut diff project.yaml                what the last change did
              mv cut undo project.yaml
              mv cut name project.yaml "for the label"
              mv cut use project.yaml "for the label"
            """,
        subcommands: [
            CutShow.self, CutList.self, CutDiff.self, CutLock.self, CutUnlock.self, CutSwap.self, CutSlip.self, CutMove.self, CutSplit.self,
            CutJoin.self, CutDensityCommand.self, CutReplan.self, CutUndo.self, CutUse.self, CutName.self,
        ], defaultSubcommand: CutShow.self)
}
