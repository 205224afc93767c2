import ArgumentParser
import Content
import Events
import Foundation
import Pipeline
import Pool

struct PoolVerify: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Read every file of the pool again and compare it with its digest.",
        discussion: """
            Checks the database, then the bytes of every take that is not archived.
            Prints the damaged and missing ones, one path a line, and ends with 1
            when there are any. Changes nothing.

            EXAMPLES
              mv pool verify project.yaml
              mv pool verify --quick           only whether files are there and as long as they were
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @Flag(help: "Compare lengths only; a file with other bytes of the same length is not found.")
    var quick = false

    @OptionGroup var speech: Speech

    func run() throws {
        let folder = try PoolFolder(project: projectArgument.project, for: .reading)
        let problems = try folder.pool.problems()
        for problem in problems.dropFirst().prefix(20) { Say.warning(problem) }
        if let problem = problems.first {
            throw Refusal("the pool's database is damaged: \(problem); 'mv pool recover\(folder.words)' makes a sound one and keeps this one")
        }
        let events = Reporters.aside()
        var blobs: [Blob] = []
        var archived = 0
        try folder.pool.eachFile { file, isArchived in if isArchived { archived += 1 } else { blobs.append(file) } }
        let start = ContinuousClock.now
        events.send(.stageStarted(stage: "verify", jobs: blobs.count, cached: 0))
        var bad = 0
        for (index, blob) in blobs.enumerated() {
            if let fault = try fault(blob, folder.workspace.store) {
                bad += 1
                let path = folder.workspace.store.path(of: blob)
                Say.result(path, [("take", .text(blob.digest.hex)), ("file", .text(path)), ("fault", .text(fault))])
                events.send(.warning("take \(blob.digest.short) \(fault)"))
            }
            events.send(.progress(stage: "verify", done: index + 1, jobs: blobs.count))
        }
        let seconds = start.duration(to: .now) / .seconds(1)
        Reporters.settle()
        let total = blobs.reduce(0) { $0 + $1.bytes }
        let how = quick ? "looked at" : "read in \(ProgressText.duration(seconds))"
        let checked = "\(NumberText.counted(blobs.count, "file")), \(NumberText.bytes(total)), \(how)"
        guard bad == 0 else {
            throw Refusal(
                "\(bad) of \(checked): damaged or missing; put back copies, or remove the damaged files: "
                    + "'mv build\(folder.words)' then makes takes again that cost nothing")
        }
        let rest = archived > 0 ? "; \(NumberText.counted(archived, "take")) archived, without a file" : ""
        Say.note("\(checked): all \(quick ? "there" : "as they should be")\(rest)")
    }

    private func fault(_ blob: Blob, _ store: Store) throws -> String? {
        let path = store.path(of: blob)
        guard FileManager.default.fileExists(atPath: path) else { return "is missing" }
        guard store.holds(blob) else { return "has not the \(blob.bytes) bytes it had" }
        return try quick || Digest(ofFile: path) == blob.digest ? nil : "holds other bytes than it had"
    }
}
