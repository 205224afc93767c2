import ArgumentParser
import Execution
import Pipeline
import Pool

struct PoolArchive: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive", abstract: "Give up the files of takes; a small picture and everything known of them stay.",
        discussion: """
            Without takes and conditions: every rejected take. A take that is picked,
            or that the last cut kept, is only archived when it is named. What stays:
            a small picture, prompt, seed, scores, verdict, history, cost and the C2PA
            manifest. Archived takes are not chosen from and not made again;
            'mv pool restore' brings back those whose bytes can be had again.

            EXAMPLES
              mv pool archive project.yaml --dry-run
              mv pool archive --rejected-for hands --yes
              mv pool archive --max-score sharpness=0.2 --not-kept
              mv pool archive 3f2a91c0 77c1
            """)

    @Argument(help: PoolWords.help)
    var words: [String] = []

    @OptionGroup var filter: TakeFilter

    @Flag(name: .shortAndLong, help: "Only say what would be archived and how much that frees.")
    var dryRun = false

    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false

    @OptionGroup var speech: Speech

    func run() async throws {
        let words = try PoolWords(words, for: .deciding)
        let folder = words.folder
        let lock = try BuildLock(path: folder.workspace.lock, command: "mv pool archive")
        defer { lock.release() }
        let found = try ArchivePlan(folder, named: words.rest.isEmpty ? nil : words.takes(), filter)
        for line in found.left { Say.note(line) }
        guard !found.takes.isEmpty else { return Say.note("nothing to archive") }
        let what = "\(NumberText.counted(found.takes.count, "take")), \(NumberText.bytes(found.bytes))"
        guard !dryRun else { return Say.result("would archive \(what)", fields(found, done: false)) }
        guard try yes || Asking.agrees("archive \(what)? Their files are deleted.", otherwise: "--yes") else {
            return Say.note("nothing was archived")
        }
        let pictures = try await ArchivePictures(folder).make(found.takes)
        try await ArchiveManifests(folder).keep(found.takes)
        try StoreSharers.holding(folder.workspace, command: "mv pool archive") { needed in
            for take in found.takes {
                let picture = pictures[take.id].map { Keepsake(picture: $0, fileExtension: "jpg") }
                try folder.pool.archive(take.id, keeping: picture, at: PoolFolder.now)
                try folder.removeFile(of: take, except: needed)
            }
        }
        let without = found.takes.count { pictures[$0.id] == nil && $0.archived == nil }
        Say.result("archived \(NumberText.counted(found.takes.count, "take")); \(NumberText.bytes(found.bytes)) freed", fields(found, done: true))
        if without > 0 {
            Say.note("\(NumberText.counted(without, "take")) could not be decoded and left no picture")
        }
    }

    private func fields(_ plan: ArchivePlan, done: Bool) -> Say.Fields {
        [("takes", .list(plan.takes.map { .text($0.id) })), ("bytes", .integer(Int64(plan.bytes))), ("archived", .boolean(done))]
    }
}
