/// Runs jobs somewhere and tells of each as it ends. It never decides what to run: only missing results are handed to it.
public protocol Executor: Sendable {
    /// Runs every job; `ended` is called once for each, from one task at a time, in the order they end. Returns when all
    /// have ended, throws `CancellationError` when the task is cancelled: jobs under way are then stopped and leave nothing, or go on where
    /// they were handed to others. Throws `Detached` where it was told not to wait for those.
    func run(
        _ jobs: [Job], ended: @Sendable (Job, Result<JobResult, JobFailure>) async -> Void
    ) async throws

    /// Whether jobs of this kind can be given to it though no `mv-worker` makes them: programs of the user's that are to run on
    /// another machine.
    func carries(_ kind: String) -> Bool

    /// The same executor for work of another name than its jobs' kinds tell, such as `conform`: where it is done may depend on that.
    func doing(_ work: String) -> any Executor

    /// Lets go of what it holds. It can be used again.
    func shutdown() async
}

extension Executor {
    public func carries(_ kind: String) -> Bool { false }
    public func doing(_ work: String) -> any Executor { self }
    public func shutdown() async {}
}

/// Everything that was to be made elsewhere was handed over, and nobody waits for it: whoever runs the same jobs later collects.
public struct Detached: Error, Sendable {
    public var jobs: Int
    /// What they were handed over as.
    public var batches: [String]

    public init(jobs: Int, batches: [String]) { (self.jobs, self.batches) = (jobs, batches) }
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
