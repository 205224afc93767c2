import ArgumentParser
import Content
import Execution
import Foundation
import Pipeline
import Pool

struct StoreVerify: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Read every file of the store again, compare it with its digest, and put good copies back.",
        discussion: """
            Says of each file that is missing, short, changed or unreadable whose it is and what
            to do, and ends with 3 when there are any; files that no store has, and those left by
            killed programs, are told only. Removes nothing. With --repair-from, good copies take
            the place of bad files, which go into 'quarantine' of the store.

            EXAMPLES
              mv store verify project.yaml
              mv store verify project.yaml --repair-from /backup/film
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @Option(help: ArgumentHelp("A copy made by 'mv store sync', another store or project, or what 'mv pool export' wrote.", valueName: "folder"))
    var repairFrom: String?

    @OptionGroup var speech: Speech

    func run() throws {
        let workspace = try Workspace(projectFile: projectArgument.resolve())
        let repair = try repairFrom.map { try StoreRepair(workspace: workspace, from: StoreWords.absolute($0)) }
        // Reading may go on beside a build; putting files into the store of others may not.
        let lock = try repair.map { _ in try BuildLock(path: workspace.lock, command: "mv store verify") }
        defer { lock?.release() }
        let start = ContinuousClock.now
        let share = ShareOfBytes("verify")
        var report = try StoreCheck(workspace: workspace, processors: Running.processors).run(progress: share.show)
        share.end()
        let seconds = start.duration(to: .now) / .seconds(1)
        try repair?.run(&report.findings)
        for finding in report.findings { tell(finding) }
        let checked = "\(NumberText.counted(report.files, "file")), \(NumberText.bytes(report.bytes)), read in \(ProgressText.duration(seconds))"
        guard report.harm == 0 else {
            Say.note("\(report.harm) of \(checked): missing or damaged")
            throw ExitCode(Failure.Code.incomplete.rawValue)
        }
        Say.note("\(checked): all as they should be")
    }

    private func tell(_ finding: StoreCheck.Finding) {
        var fields: Say.Fields = [("fault", .text(finding.fault.rawValue)), ("file", .text(finding.path))]
        if case .take(let take) = finding.owner { fields += [("take", .text(take.id)), ("shot", .text(take.shot))] }
        fields += [("repaired", .boolean(finding.repairedFrom != nil))]
        let what = DisplayText.pad(finding.fault.rawValue, to: 11)
        switch (finding.fault, finding.repairedFrom) {
        case (_, let good?):
            let aside = finding.quarantine.map { "; the damaged one is now \($0)" } ?? ""
            Say.result("\(what)\(DisplayText.line(finding.owner.words)): \(finding.path); repaired from \(good)\(aside)", fields)
        case (.foreign, nil): Say.result("\(what)\(finding.path); it is none of the store's, move it elsewhere", fields)
        case (.unfinished, nil): Say.result("\(what)\(finding.path); left by a program that was killed, and removed by the next build or 'mv pool gc'", fields)
        case (let fault, nil):
            Say.result("\(what)\(DisplayText.line(finding.owner.words)): \(finding.path); \(finding.owner.advice(isThere: fault != .missing))", fields)
        }
    }
}
