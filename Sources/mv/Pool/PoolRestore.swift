import ArgumentParser
import Execution
import Pipeline
import Pool

struct PoolRestore: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Bring archived takes back: from a file, from where they were imported, or by making them again.",
        discussion: """
            With --from, the file is compared with the take's digest. Without, a take
            is brought back from where it was imported, if the file is still there;
            one of the animatic generator is made again by the next build, to the
            same bytes. What a service made cannot be made again: it would be another
            take, and cost again.

            EXAMPLES
              mv pool restore project.yaml 3f2a91c0
              mv pool restore --from ~/backup/window-7.mp4
            """)

    @Argument(help: PoolWords.help)
    var words: [String] = []

    @Option(help: "A file with the bytes of an archived take; may be given several times.")
    var from: [String] = []

    @OptionGroup var speech: Speech

    func run() throws {
        if from.isEmpty { try PoolWords.check(words) }
        let words = try PoolWords(words, for: .deciding)
        let lock = try BuildLock(path: words.folder.workspace.lock, command: "mv pool restore")
        defer { lock.release() }
        try words.folder.workspace.claimStore()
        let named = try words.takes()
        let restoring = Restoring(words.folder, digits: try words.folder.pool.digitsNeeded())
        for file in from { try restoring.restore(from: file, of: named) }
        if from.isEmpty { for take in named { try restoring.restore(take) } }
    }
}
