/// Runs jobs somewhere and tells of each as it ends. It never decides what to run: only missing results are handed to it.
public protocol Executor: Sendable {
    /// Runs every job; `ended` is called once for each, from one task at a time, in the order they end. Returns when all
    /// have ended, throws `CancellationError` when the task is cancelled: jobs under way are then stopped and leave nothing.
    func run(
        _ jobs: [Job], ended: @Sendable (Job, Result<JobResult, JobFailure>) async -> Void
    ) async throws
}

/// Runs jobs in this process, one after the other: for tests of what is above the executor.
public struct InlineExecutor: Executor {
    private let book: RecipeBook
    private let results: ResultStore

    public init(book: RecipeBook, results: ResultStore) {
        self.book = book
        self.results = results
    }

    public func run(
        _ jobs: [Job], ended: @Sendable (Job, Result<JobResult, JobFailure>) async -> Void
    ) async throws {
        for job in jobs {
            try Task.checkCancellation()
            do {
                await ended(job, .success(try book.run(job, results: results)))
            } catch let failure as JobFailure {
                await ended(job, .failure(failure))
            } catch {
                await ended(job, .failure(JobFailure(kind: job.kind, label: job.label, reason: "\(error)")))
            }
        }
    }
}
