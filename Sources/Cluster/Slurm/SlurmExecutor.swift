import Editorial
public import Execution
import Synchronization

/// Runs jobs in arrays of tasks on a Slurm cluster, and those that are not worth the way on this machine.
///
/// What was handed in is found again by whoever comes next: a coordinator that was killed, or left, collects by running the same jobs.
public struct SlurmExecutor: Executor {
    private let settings: SlurmSettings
    private let results: ResultStore
    private let local: LocalExecutor
    private let work: ExecutorSpec.Work?
    private let shared: Shared

    /// What the runs of one executor have in common.
    final class Shared: Sendable {
        private struct State {
            var isCancelling = false
            var jobsAway: [String: Int] = [:]
        }
        private let state = Mutex(State())

        var isCancelling: Bool { state.withLock { $0.isCancelling } }
        var jobsAway: Int { state.withLock { $0.jobsAway.values.reduce(0, +) } }
        func cancel() { state.withLock { $0.isCancelling = true } }
        func note(_ jobs: Int, of run: String) { state.withLock { $0.jobsAway[run] = jobs } }
    }

    /// To be made by the holder of the build's lock: a batch that was being written when another build was killed was handed to nobody, and is
    /// removed.
    public init(settings: SlurmSettings, results: ResultStore, local: LocalExecutor) {
        BatchFolder.removeHalves(under: settings.batches)
        (self.settings, self.results, self.local, work, shared) = (settings, results, local, nil, Shared())
    }

    private init(_ other: SlurmExecutor, work: ExecutorSpec.Work) {
        (settings, results, local, shared) = (other.settings, other.results, other.local, other.shared)
        self.work = work
    }

    public func carries(_ kind: String) -> Bool { place(of: kind) != nil }

    public func doing(_ work: String) -> any Executor {
        ExecutorSpec.Work(rawValue: work).map { SlurmExecutor(self, work: $0) } ?? self
    }

    /// How many jobs are with the cluster now.
    public var jobsAway: Int { shared.jobsAway }

    /// When `run` is cancelled, its tasks on the cluster are too; otherwise they go on.
    public func cancelTasksWhenCancelled() { shared.cancel() }

    /// Also forgets batches all of whose jobs are done: a build that found their results had nothing to wait for.
    public func shutdown() async {
        await local.shutdown()
        for folder in BatchFolder.all(under: settings.batches) where folder.voidReason == nil {
            if folder.batch?.tasks.allSatisfy({ $0.allSatisfy { results.find($0.key) != nil } }) == true { folder.remove() }
        }
    }

    private func place(of kind: String) -> ExecutorSpec.Work? {
        guard let work = work ?? SlurmSettings.work(ofKind: kind) else { return nil }
        return settings.spec.resources(for: work) == nil ? nil : work
    }

    public func run(
        _ jobs: [Job], ended: @Sendable (Job, Result<JobResult, JobFailure>) async -> Void
    ) async throws {
        let places = Dictionary(grouping: jobs) { place(of: $0.kind) }
        let (endings, tell) = AsyncStream<(Job, Result<JobResult, JobFailure>)>.makeStream()
        let (settings, results, local, shared) = (settings, results, local, shared)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { tell.finish() }
                try await withThrowingTaskGroup(of: Detached?.self) { group in
                    for (work, jobs) in places {
                        group.addTask {
                            guard let work else {
                                try await local.run(jobs) { tell.yield(($0, $1)) }
                                return nil
                            }
                            let run = SlurmRun(work: work, jobs: jobs, settings: settings, results: results, shared: shared) { tell.yield(($0, $1)) }
                            do {
                                try await run.run()
                                return nil
                            } catch let detached as Detached {
                                return detached
                            }
                        }
                    }
                    // What is made here is waited for all the same.
                    var left = Detached(jobs: 0, batches: [])
                    while let detached = try await group.next() {
                        left.jobs += detached?.jobs ?? 0
                        left.batches += detached?.batches ?? []
                    }
                    if left.jobs > 0 { throw left }
                }
            }
            for await (job, result) in endings { await ended(job, result) }
            // What a reader cancelled in `ended` has to reach the work, and what ended the work has to reach the reader.
            if Task.isCancelled { group.cancelAll() }
            try await group.waitForAll()
        }
        try Task.checkCancellation()
    }
}
