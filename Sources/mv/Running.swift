import Dispatch
import Events
import Execution
import Foundation
import Pipeline

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What commands that work have in common: the lock, the workers, Ctrl-C.
enum Running {
    /// This program's own file, which is also the worker.
    static var executable: String {
        #if os(Linux)
            if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") { return path }
        #endif
        return Bundle.main.executablePath ?? CommandLine.arguments[0]
    }

    static var processors: Int { ProcessInfo.processInfo.activeProcessorCount }

    static func executor(_ workspace: Workspace, workers: Int?) -> LocalExecutor {
        LocalExecutor(
            workers: workers ?? processors, command: [executable, "worker", "--root", workspace.root], results: workspace.results)
    }

    /// Runs `work` holding the project's lock. Ctrl-C and SIGTERM cancel it; a second Ctrl-C ends the program at once.
    static func locked<Value: Sendable>(
        _ session: Session, workers: Int?, command: String, _ work: @escaping @Sendable (LocalExecutor) async throws -> Value
    ) async throws -> Value {
        let lock = try BuildLock(path: session.workspace.lock, command: command)
        defer { lock.release() }
        let executor = executor(session.workspace, workers: workers)
        let task = Task { try await work(executor) }
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if task.isCancelled { _exit(Failure.Code.cancelled.rawValue) }
                task.cancel()
            }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        let result = await task.result
        await executor.shutdown()
        return try result.get()
    }
}
