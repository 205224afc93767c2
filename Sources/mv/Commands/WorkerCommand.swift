import ArgumentParser
import Cluster
import Dispatch
import Execution
import Foundation
import Generators

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What runs on the nodes of a cluster, started by the scripts of batches.
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "Make the jobs of one task of a batch; started by the cluster.", shouldDisplay: false)

    @Option(help: "Folder of the batch.")
    var list: String

    @Option(help: "Index of the task in its array.")
    var index: Int

    @Option(help: "How many jobs are made at once; by default as many as the task has processors.")
    var workers: Int?

    func run() async throws {
        let variables = ProcessInfo.processInfo.environment
        let processors = ["SLURM_CPUS_PER_TASK", "SLURM_CPUS_ON_NODE"].lazy.compactMap { variables[$0].flatMap(Int.init) }.first
        let runner = TaskRunner(
            folder: list, index: index,
            special: [CommandNode.kind: { local, results, header in CommandNode(local: local, results: results, tools: header.tools ?? [:]) }])
        let count = max(1, workers ?? processors ?? 1)
        let task = Task { await runner.run(workers: count) }
        // Slurm asks a while before it ends a task: because its time is over, or because somebody else needs the machine.
        signal(SIGTERM, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGTERM, queue: .global())
        source.setEventHandler { task.cancel() }
        source.resume()
        defer { source.cancel() }
        let code = await task.value
        if code != 0 { throw ArgumentParser.ExitCode(code) }
    }
}
