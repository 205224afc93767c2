import ArgumentParser
import Content
import Events
import Foundation
import Pipeline
import Pool

struct PoolVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Read every file of the pool again and compare it with its digest.",
        discussion: """
            Prints the damaged and missing ones, one path a line, and ends with 1
            when there are any. Changes nothing.

            EXAMPLE
              mv pool verify project.yaml
            """)

    @OptionGroup var projectArgument: ProjectArgument

    func run() throws {
        let folder = try PoolFolder(project: projectArgument.project, for: .reading)
        for problem in try folder.pool.problems() { throw Refusal("the pool's database is damaged: \(problem)") }
        let events = Reporters.make(json: false, quiet: false, logFolder: nil)
        var blobs: [Blob] = []
        var seen: Set<Digest> = []
        try folder.pool.eachTake { take in
            if take.archived == nil, seen.insert(take.blob.digest).inserted { blobs.append(take.blob) }
        }
        let start = ContinuousClock.now
        events.send(.stageStarted(stage: "verify", jobs: blobs.count, cached: 0))
        var bad = 0
        for (index, blob) in blobs.enumerated() {
            if let fault = try fault(blob, folder.workspace.store) {
                bad += 1
                Terminal.standardOutput.write(folder.workspace.store.path(of: blob) + "\n")
                events.send(.warning("take \(blob.digest.short) \(fault)"))
            }
            events.send(.progress(stage: "verify", done: index + 1, jobs: blobs.count))
        }
        let seconds = start.duration(to: .now) / .seconds(1)
        Reporters.settle()
        let total = blobs.reduce(0) { $0 + $1.bytes }
        let checked = "\(NumberText.counted(blobs.count, "file")), \(NumberText.bytes(total)), read in \(ProgressText.duration(seconds))"
        guard bad == 0 else {
            throw Refusal(
                "\(bad) of \(checked): damaged or missing; put back copies, or remove the damaged files: "
                    + "'mv build\(folder.words)' then makes takes again that cost nothing")
        }
        events.send(.note("\(checked): all as they should be"))
    }

    private func fault(_ blob: Blob, _ store: Store) throws -> String? {
        let path = store.path(of: blob)
        guard FileManager.default.fileExists(atPath: path) else { return "is missing" }
        guard store.holds(blob) else { return "has not the \(blob.bytes) bytes it had" }
        return try Digest(ofFile: path) == blob.digest ? nil : "holds other bytes than it had"
    }
}
