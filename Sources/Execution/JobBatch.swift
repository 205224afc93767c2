public import Events
import Synchronization

/// Takes one result as it arrives; `cached` when it was there before.
public typealias OnResult = @Sendable (_ job: Job, _ result: Result<JobResult, JobFailure>, _ cached: Bool) async throws -> Void

/// Brings every job of a stage to an end: finds the results that are there, has the others made, and tells `events`.
///
/// - Parameters:
///   - jobs: in the order in which they should be begun. Jobs with the same key are one.
///   - onResult: called once for each key, one at a time: first for the results that were there (`cached`), in the order of
///     `jobs`, then for the others as they end. When it throws, the jobs under way are stopped and its error is thrown.
/// - Returns: for each key its result or why there is none.
/// - Throws: `CancellationError`, what `onResult` threw, or what keeps the executor from working at all.
public func runMissing(
    _ jobs: [Job], results: ResultStore, executor: any Executor, stage: String, events: any EventSink,
    onResult: @escaping OnResult = { _, _, _ in }
) async throws -> [JobKey: Result<JobResult, JobFailure>] {
    let clock = ContinuousClock()
    let start = clock.now
    var seen: Set<JobKey> = []
    let distinct = jobs.filter { seen.insert($0.key).inserted }

    var all: [JobKey: Result<JobResult, JobFailure>] = [:]
    var missing: [Job] = []
    var found: [(Job, JobResult)] = []
    for job in distinct {
        try Task.checkCancellation()
        if let result = results.find(job.key.digest) { found.append((job, result)) } else { missing.append(job) }
    }
    events.send(.stageStarted(stage: stage, jobs: distinct.count, cached: found.count))
    for (job, result) in found {
        all[job.key] = .success(result)
        try await onResult(job, .success(result), true)
    }

    let cached = found.count
    let tally = BatchTally()
    do {
        // A task of its own, so that an error of `onResult` can cancel the run without cancelling the caller.
        try await withThrowingTaskGroup { [missing] group in
            guard !missing.isEmpty else { return }
            group.addTask {
                try await executor.run(missing) { job, result in
                    guard let ended = tally.note(job.key, result) else { return }
                    switch result {
                    case .success: events.send(.jobDone(stage: stage, what: job.label))
                    case .failure(let failure): events.send(.jobFailed(stage: stage, what: job.label, reason: failure.reasonWithLog))
                    }
                    events.send(.progress(stage: stage, done: cached + ended, jobs: distinct.count))
                    do {
                        try await onResult(job, result, false)
                    } catch {
                        tally.stop(error)
                        withUnsafeCurrentTask { $0?.cancel() }
                    }
                }
            }
            try await group.waitForAll()
        }
    } catch {
        throw tally.error ?? error
    }
    if let error = tally.error { throw error }
    let made = tally.made
    all.merge(made) { $1 }
    let failed = made.values.count { if case .failure = $0 { true } else { false } }
    let elapsed = start.duration(to: clock.now)
    events.send(
        .stageFinished(
            stage: stage, made: made.count - failed, cached: cached, failed: failed, seconds: elapsed / .seconds(1)))
    return all
}

private final class BatchTally: Sendable {
    private let state = Mutex<(made: [JobKey: Result<JobResult, JobFailure>], error: (any Error)?)>(([:], nil))

    var made: [JobKey: Result<JobResult, JobFailure>] { state.withLock { $0.made } }
    var error: (any Error)? { state.withLock { $0.error } }

    /// How many have ended with this one; nil when nothing counts any more because the caller gave up.
    func note(_ key: JobKey, _ result: Result<JobResult, JobFailure>) -> Int? {
        state.withLock { state in
            guard state.error == nil else { return nil }
            state.made[key] = result
            return state.made.count
        }
    }

    func stop(_ error: any Error) { state.withLock { $0.error = $0.error ?? error } }
}

extension JobFailure {
    fileprivate var reasonWithLog: String { log.isEmpty ? reason : "\(reason)\n\(log)" }
}
