import ArgumentParser
import Cluster
import Foundation
import Pipeline

struct JobsCancel: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Take batches back from the cluster: what is finished stays, the rest is ended.")

    @Argument(help: "The project file, which may be left out, and batches by their names or Slurm's numbers.")
    var words: [String] = []

    @Flag(help: "All that are with the cluster.")
    var all = false

    @OptionGroup var speech: Speech

    private var isProjectFirst: Bool { words.first.map(ProjectArgument.isProject) ?? false }
    private var names: [String] { isProjectFirst ? Array(words.dropFirst()) : words }

    func validate() throws {
        if all == !names.isEmpty { throw ValidationError("name batches, or give --all; 'mv jobs list' shows them") }
    }

    func run() async throws {
        let file = try ProjectArgument.resolve(isProjectFirst ? words[0] : nil)
        let workspace = try Workspace(projectFile: file)
        let cancelled = try await ClusterBatches(root: workspace.batches, results: workspace.results).cancel(names)
        if cancelled.isEmpty { return Say.note("nothing is with a cluster") }
        for name in cancelled { Say.result("\(name) is taken back; what it finished stays", [("batch", .text(name)), ("cancelled", .boolean(true))]) }
    }
}
