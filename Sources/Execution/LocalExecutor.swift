import Content
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Runs jobs in worker processes of this machine.
///
/// Workers start when they are first needed, stay for later calls and end with `shutdown()`. One that crashes costs the job it had, which is
/// not tried again, since what crashed a codec once does so again. What one had that was killed from outside, by hand or for want of memory, is
/// tried once more when nothing else is running.
public actor LocalExecutor: Executor {
    /// No worker can be had: nothing is wrong with the jobs, so none of them is blamed.
    public struct NoWorker: Error, Sendable, CustomStringConvertible {
        public var reason: String
        public var log: String
        public var description: String {
            "cannot start a worker: \(reason); `mv doctor` checks the installation" + (log.isEmpty ? "" : "\n\(log)")
        }
    }

    private enum Outcome: Sendable {
        case ended(Job, Result<JobResult, JobFailure>, WorkerProcess?)
        /// Its worker was ended from outside.
        case killed(Job, JobFailure)
        case noWorker(NoWorker)
        case cancelled
    }

    /// Environment variables that workers get to see when they are set. Keys of services are not among them.
    public static let environmentAllowed = ["PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SWIFT_BACKTRACE"]

    /// What workers see: those variables, and no backtraces, since one of a crashed worker takes seconds to make and pushes the codec's
    /// last words out of the log.
    static var usualEnvironment: [String: String] {
        let allowed = ProcessInfo.processInfo.environment.filter { environmentAllowed.contains($0.key) }
        return ["SWIFT_BACKTRACE": "enable=no"].merging(allowed) { $1 }
    }

    private let limit: Int
    private let command: [String]
    private let results: ResultStore
    private let environment: [String: String]
    private let timeout: Duration
    private var idle: [WorkerProcess] = []

    /// - Parameters:
    ///   - workers: how many jobs are made at once, at least 1.
    ///   - command: program and arguments of a worker, as `WorkerProgram` has them.
    ///   - environment: what workers see; by default the variables of `environmentAllowed`.
    ///   - timeout: how long one job may take.
    ///
    /// From the first executor on, this process no longer ends by SIGPIPE: writing to a worker that has just died must not
    /// end the coordinator.
    public init(
        workers: Int, command: [String], results: ResultStore, environment: [String: String]? = nil, timeout: Duration = .seconds(600)
    ) {
        precondition(workers >= 1 && !command.isEmpty, "an executor needs at least one worker and its command")
        signal(SIGPIPE, SIG_IGN)
        limit = workers
        self.command = command
        self.results = results
        self.timeout = timeout
        self.environment = environment ?? Self.usualEnvironment
    }

    deinit { for worker in idle { worker.release() } }

    public func run(
        _ jobs: [Job], ended: @Sendable (Job, Result<JobResult, JobFailure>) async -> Void
    ) async throws {
        let first = await round(jobs, atOnce: limit, ended)
        if let stop = first.stop { throw stop }
        let alone = await round(first.killed.map(\.job), atOnce: 1, ended)
        for (job, var failure) in alone.killed {
            failure.reason += "; so was the one that tried again, alone"
            await ended(job, .failure(failure))
        }
        if let stop = alone.stop { throw stop }
        try Task.checkCancellation()
    }

    /// Has each job made once.
    /// - Returns: those whose worker was ended from outside, of which nobody was told yet, and why the others were left.
    private func round(
        _ jobs: [Job], atOnce count: Int, _ ended: @Sendable (Job, Result<JobResult, JobFailure>) async -> Void
    ) async -> (killed: [(job: Job, failure: JobFailure)], stop: (any Error)?) {
        var remaining = jobs.makeIterator()
        var stop: (any Error)?
        let killed = await withTaskGroup(of: Outcome.self) { group in
            var killed: [(job: Job, failure: JobFailure)] = []
            for _ in 0..<count {
                guard let job = remaining.next() else { break }
                group.addTask { await self.make(job, with: nil) }
            }
            while let outcome = await group.next() {
                if stop == nil, Task.isCancelled { stop = CancellationError() }
                switch outcome {
                case .ended(let job, let result, let worker):
                    // The worker goes on before the result is looked at: whoever looks may take a while.
                    if stop == nil, let next = remaining.next() {
                        group.addTask { await self.make(next, with: worker) }
                    } else if let worker {
                        idle.append(worker)
                    }
                    await ended(job, result)
                case .killed(let job, let failure):
                    killed.append((job, failure))
                    if stop == nil, let next = remaining.next() { group.addTask { await self.make(next, with: nil) } }
                case .noWorker(let error):
                    stop = stop ?? error
                    group.cancelAll()
                case .cancelled:
                    stop = stop ?? CancellationError()
                }
            }
            return killed
        }
        return (killed, stop)
    }

    /// Lets all workers go. The executor can be used again: it starts new ones.
    public func shutdown() async {
        let leaving = idle
        idle = []
        await withTaskGroup { group in
            for worker in leaving { group.addTask { await worker.finish() } }
        }
    }

    private func make(_ job: Job, with known: WorkerProcess?) async -> Outcome {
        let line: [UInt8]
        do {
            line = Array(try CanonicalJSON.data(job)) + [0x0A]
        } catch {
            return .ended(job, .failure(JobFailure(kind: job.kind, label: job.label, reason: "the job cannot be sent: \(error)")), known)
        }
        var worker = known
        if job.reachesOut == true {
            // A worker of its own, which ends with the job.
            if let known { idle.append(known) }
            worker = nil
        } else if worker == nil {
            worker = idle.popLast()
            while let candidate = worker, candidate.isGone { worker = idle.popLast() }
        }
        if worker == nil {
            let fresh = WorkerProcess(command: job.reachesOut == true ? command + ["--no-fence"] : command, environment: environment)
            if case .gone(let ending) = await fresh.begin(within: .seconds(60)) {
                return Task.isCancelled ? .cancelled : .noWorker(NoWorker(reason: ending.words, log: fresh.logText))
            }
            worker = fresh
        }
        guard let worker else { preconditionFailure("a worker was found or started") }
        let reply = await worker.perform(line, within: timeout)
        let outcome = await conclude(job, reply, worker)
        guard job.reachesOut == true, case .ended(let job, let result, let used) = outcome else { return outcome }
        await used?.finish()
        return .ended(job, result, nil)
    }

    private nonisolated func conclude(_ job: Job, _ reply: WorkerProcess.Reply, _ worker: WorkerProcess) async -> Outcome {
        func failure(_ reason: String, log: String, code: String? = nil) -> JobFailure {
            JobFailure(kind: job.kind, label: job.label, reason: reason, log: log, code: code)
        }
        func failed(_ reason: String, log: String, code: String? = nil, keeping worker: WorkerProcess?) -> Outcome {
            .ended(job, .failure(failure(reason, log: log, code: code)), worker)
        }
        switch reply {
        case .answer(.done(job.key.digest)):
            if let result = results.find(job.key.digest) { return .ended(job, .success(result), worker) }
            let path = results.path(of: job.key.digest)
            return failed(
                "the worker says it is done, but \(path) or a file it names is missing or short", log: worker.logText, keeping: worker)
        case .answer(.failed(let failure)):
            return failed(failure.reason, log: failure.log.isEmpty ? worker.logText : failure.log, code: failure.code, keeping: worker)
        case .answer(.done), .answer(.hello):
            worker.end("answered for another job")
            await worker.finish()
            return failed("the worker answered for another job; it was stopped", log: worker.logText, keeping: nil)
        case .gone(let ending):
            results.removeScratch(ofProcess: worker.pid)
            if Task.isCancelled { return .cancelled }
            guard ending.isFromOutside else { return failed(ending.words, log: worker.logText, keeping: nil) }
            return .killed(job, failure(ending.words, log: worker.logText, code: JobFailure.surroundings))
        }
    }
}
