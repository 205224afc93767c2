import ArgumentParser
import Content
import Execution
import Fence
import Foundation
import Media
import Workshop

/// `mv-worker`: makes what `mv` asks for, and is the only program of the two that opens media.
@main
struct MVWorker: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mv-worker", abstract: "Runs jobs from standard input; started by mv.",
        discussion: "There is nothing here to use by hand: 'mv --help' lists what there is.")

    @Option(help: "Folder of the files that jobs read and make.")
    var store: String?

    @Option(help: "Folder of the jobs' results.")
    var results: String?

    @Flag(help: "For work that needs more than the store: keys of the user's, time authorities.")
    var noFence = false

    @Flag(help: "Print the versions of what it is linked with, as JSON.")
    var about = false

    func validate() throws {
        guard about ? store == nil && results == nil : store != nil && results != nil else {
            throw ValidationError("give either --store FOLDER and --results FOLDER, or --about")
        }
    }

    func run() throws {
        guard let store, let results else { return print(try CanonicalJSON.text(WorkerAbout.mine)) }
        Libav.keepMemory()
        Libav.captureLog()
        if !noFence {
            for folder in [store, results] { try AtomicFile.makeFolder(folder) }
            let program = CommandLine.arguments[0] as NSString
            try Fence(readable: [program.deletingLastPathComponent], writable: [store, results]).apply()
        }
        WorkerLoop(book: .everything, results: ResultStore(root: results, store: Store(root: store))).serve()
    }
}
