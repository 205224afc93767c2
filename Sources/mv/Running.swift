import Cluster
import Dispatch
import Events
import Execution
import Foundation
import Pipeline

/// What commands that work have in common: the lock, the workers, Ctrl-C.
enum Running {
    /// This program's own file.
    static var executable: String {
        #if os(Linux)
            if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") { return path }
        #endif
        return Bundle.main.executablePath ?? CommandLine.arguments[0]
    }

    static let worker = WorkerProgram(besideProgram: executable)
    static let tools = ToolVersions { try worker.about().tools }

    static var processors: Int { ProcessInfo.processInfo.activeProcessorCount }

    /// A project for commands that look and decide.
    static func session(_ file: String, quiet: Bool = true) throws -> Session {
        try Session(projectFile: file, tools: tools, events: quiet || Say.isQuiet ? TroubleFilter(TerminalReporter()) : TerminalReporter())
    }

    static func executor(_ workspace: Workspace, workers: Int?) -> LocalExecutor {
        LocalExecutor(
            workers: workers ?? processors, command: worker.command(for: workspace.results), results: workspace.results)
    }

    /// Makes what is not there yet, by workers that end with it, and leaves the terminal settled.
    static func made(_ jobs: [Job], in workspace: Workspace, stage: String, events: any EventSink) async throws -> [JobKey: Result<JobResult, JobFailure>] {
        let executor = executor(workspace, workers: nil)
        let made: [JobKey: Result<JobResult, JobFailure>]
        do {
            made = try await runMissing(jobs, results: workspace.results, executor: executor, stage: stage, events: events)
        } catch {
            await executor.shutdown()
            throw error
        }
        await executor.shutdown()
        Reporters.settle()
        return made
    }

    /// Runs `work` holding the project's lock. Ctrl-C and SIGTERM cancel it; a second Ctrl-C ends the program at once.
    static func locked<Value: Sendable>(
        _ session: Session, _ executing: Executing, command: String, _ work: @escaping @Sendable (any Executor) async throws -> Value
    ) async throws -> Value {
        let lock = try BuildLock(path: session.workspace.lock, command: command)
        defer { lock.release() }
        try session.workspace.claimStore()
        let executor = try executing.executor(session)
        let task = Task { try await work(executor) }
        let interruption = Interruption(cluster: executor as? SlurmExecutor, isCancelled: { task.isCancelled }, cancel: { task.cancel() })
        let sources = interruption.listen()
        defer { for source in sources { source.cancel() } }
        let result = await task.result
        await executor.shutdown()
        return try result.get()
    }
}
