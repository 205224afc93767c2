import ArgumentParser
import Execution
import Foundation
import Pipeline
import Pool

struct PoolRecover: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover", abstract: "Make a sound pool of what is left of a damaged or lost one.",
        discussion: """
            Puts together what can still be read of the database, the newest backup, the
            sidecars of the takes (.mv/takes) and the journal of verdicts
            (.mv/verdicts.jsonl), and says what came from where and what is lost. The
            damaged database is kept in .mv/aside. Nothing is done to a sound pool that
            has all of it. Stopped half-way, it can be run again. End 'mv review' and
            'mv watch' first; what they would decide into the old pool is refused.

            EXAMPLE
              mv pool recover project.yaml
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @OptionGroup var speech: Speech

    func run() throws {
        let workspace = try projectArgument.workspace()
        let lock = try BuildLock(path: workspace.lock, command: "mv pool recover")
        defer { lock.release() }
        let recovered = try PoolRecovery(path: workspace.pool).run(at: PoolFolder.now) { Say.note($0) }
        if recovered.isUnchanged {
            // One that was killed at its end had not come to that.
            if try Pool(readingPath: workspace.pool).counts().allSatisfy({ !$0.active || $0.current == 0 }) { noteShots() }
            return Say.result("the pool is sound and has all that is known; nothing was changed", RecoveryText.fields(recovered))
        }
        for line in RecoveryText.sources(recovered) { Say.note(line) }
        for line in RecoveryText.losses(recovered) { Say.warning(line) }
        noteShots()
        Say.result(RecoveryText.summary(recovered), RecoveryText.fields(recovered))
        let words = projectArgument.project.map { " " + PoolFolder.quoted($0) } ?? ""
        Say.next("'mv pool verify\(words)' looks over the files of the takes, 'mv build\(words)' makes what is missing and costs nothing")
    }

    /// So that lists show the takes of today's shots at once, and not only after the next build.
    private func noteShots() {
        do {
            try Running.session(projectArgument.resolve()).noteShots()
        } catch {
            Say.warning("which takes answer today's prompts is not known until a build, since the project file cannot be used: \(error)")
        }
    }
}
